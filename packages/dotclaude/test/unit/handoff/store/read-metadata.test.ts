// Metadata from a store is somebody else's text: what has the known form is taken, everything else is left out.
import { expect, test } from 'vitest'
import { readMetadata } from '../../../../src/handoff/store/read-metadata.ts'
import { madeUpHandoff } from '../../../support/handoffs.ts'

test('what was written is read again', () => {
  const { metadata, files } = madeUpHandoff({ tags: ['x'] })
  expect(readMetadata(files['metadata.json'])).toEqual(metadata)
})

test('fields of another form are left out, and texts lose what a terminal obeys', () => {
  const fields = {
    cli: 'claude',
    session_id: 'a\u001B[2Jb',
    project: '../../x',
    month: 7,
    hostname: 'Desk Top',
    created_at: 'yesterday',
    scrubbed_count: '3',
    tags: ['ok', 1, '\u202Eevil'],
    title: `${'t'.repeat(400)}`,
    cwd: null,
  }
  expect(readMetadata(JSON.stringify(fields))).toEqual({
    cli: 'claude',
    session_id: 'a [2Jb',
    short_id: 'a [2Jb',
    project: 'x',
    month: '',
    hostname: 'desk-top',
    created_at: '',
    scrubbed_count: 0,
    tags: ['ok', 'evil'],
    title: 't'.repeat(300),
  })
})

test.each([undefined, '', 'null', '[]', '{', '{"cli":"vim","session_id":"x"}', '{"cli":"claude"}'])(
  '%j is no metadata, and the description stands in',
  (json) => {
    expect(readMetadata(json)).toBeUndefined()
    expect(readMetadata(json, 'handoff:v1:codex:deadbeef:shop:desk')).toMatchObject({
      cli: 'codex',
      session_id: 'deadbeef',
    })
  },
)
