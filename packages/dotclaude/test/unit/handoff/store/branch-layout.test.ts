// Names of branches and descriptions: those that are written, and those that are read, of both versions.
import { expect, test } from 'vitest'
import {
  branchOf,
  describe,
  readBranch,
  readDescription,
  slugOf,
} from '../../../../src/handoff/store/branch-layout.ts'

const named = {
  cli: 'codex',
  short_id: '0a1b2c3d',
  project: 'My Shop!',
  month: '2026-11',
  hostname: 'laptop',
  tags: ['Foo Bar', 'foo-bar', '!!'],
} as const

test('what is written is read again', () => {
  expect(branchOf(named)).toBe('handoff/my-shop/codex/2026-11/0a1b2c3d')
  expect(readBranch(branchOf(named))).toEqual({
    cli: 'codex',
    short: '0a1b2c3d',
    project: 'my-shop',
    month: '2026-11',
  })
  expect(describe(named)).toBe('handoff:v2:my-shop:codex:2026-11:0a1b2c3d:laptop:foo-bar')
  expect(readDescription(describe(named))).toEqual({ ...named, project: 'my-shop', tags: ['foo-bar'] })
})

test.each([
  { text: 'A  b', slug: 'a-b' },
  { text: '--x--', slug: 'x' },
  { text: `${'a'.repeat(39)} b`, slug: 'a'.repeat(39) },
  { text: '日本', slug: '' },
])('the slug of $text is $slug', ({ text, slug }) => {
  expect(slugOf(text)).toBe(slug)
})

test('a project without letters is called adhoc', () => {
  expect(branchOf({ ...named, project: '日本' })).toBe('handoff/adhoc/codex/2026-11/0a1b2c3d')
})

test('the names of version 1 are read', () => {
  expect(readBranch('handoff/claude/deadbeef')).toEqual({ cli: 'claude', short: 'deadbeef' })
  expect(readDescription('handoff:v1:claude:deadbeef:shop:desk:a,b\n')).toEqual({
    cli: 'claude',
    short_id: 'deadbeef',
    project: 'shop',
    month: '',
    hostname: 'desk',
    tags: ['a', 'b'],
  })
})

test.each([
  'main',
  'handoff/x',
  'handoff/claude',
  'handoff/a/b/2026-11/0a1b2c3d',
  'handoff/a/claude/2026-11/0a1b2c3d/x',
  'handoff/../claude/2026-11/0a1b2c3d',
])('the branch %s is no handoff', (branch) => {
  expect(readBranch(branch)).toBeUndefined()
})

test.each([
  '',
  'handoff:v3:a',
  'handoff:v2:a:claude:soon:0a1b2c3d:h',
  'handoff:v2:a:vim:2026-11:0a1b2c3d:h',
  'handoff:v1:claude:xyz',
])('the text %j is no description', (text) => {
  expect(readDescription(text)).toBeUndefined()
})
