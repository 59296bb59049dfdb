// The envelope that scripts read.
import { expect, test } from 'vitest'
import { diagnose } from '../../../../src/diagnostics/diagnostic.ts'
import { formatJson } from '../../../../src/diagnostics/format/json.ts'

interface Envelope {
  readonly $schema: string
  readonly version: string
  readonly events: readonly { readonly kind: string; readonly message: string; readonly details?: unknown }[]
  readonly counts: unknown
}

const REPORT = {
  root: '/r',
  version: '2.0.0',
  checks: [
    {
      check: 'a',
      passed: ['fine'],
      notes: ['by the way'],
      diagnostics: [
        diagnose(
          'SPEC_ID_MISMATCH',
          { file: 'a/spec.json', line: 3 },
          { id: 'x', folder: 'a' },
          { hint: 'Do it.' },
        ),
        diagnose('SETTINGS_OPS_2', {}, { folder: 'x', megabytes: 2, megabytesMax: 1 }, { severity: 'info' }),
      ],
    },
    { check: 'b', passed: [], diagnostics: [diagnose('SPEC_ID_MISMATCH', {}, {}, { severity: 'warning' })] },
  ],
}

const envelope = JSON.parse(formatJson(REPORT)) as Envelope

test('events come in the order of the checks, and are counted', () => {
  const { events, counts, $schema, version } = envelope
  expect(events.map(({ kind }) => kind)).toEqual(['fail', 'info', 'pass', 'info', 'warn'])
  expect(counts).toEqual({ pass: 1, fail: 1, warn: 1 })
  expect({ $schema, version }).toEqual({
    $schema: 'https://dotclaude.dev/schemas/report.schema.json',
    version: '2.0.0',
  })
})

test('an event is a message, and for a diagnostic its details', () => {
  const { events } = envelope
  expect(events[0]).toEqual({
    kind: 'fail',
    message: 'a/spec.json: id is x, but the folder is called a',
    details: {
      code: 'SPEC_ID_MISMATCH',
      message: 'id is x, but the folder is called a',
      file: 'a/spec.json',
      line: 3,
      hint: 'Do it.',
      category: 'spec',
      severity: 'error',
    },
  })
  expect(events[2]).toEqual({ kind: 'pass', message: 'fine' })
})

test('the text is one document with a line end', () => {
  expect(formatJson(REPORT)).toMatch(/^\{\n {2}"\$schema"[^]*\n\}\n$/)
})
