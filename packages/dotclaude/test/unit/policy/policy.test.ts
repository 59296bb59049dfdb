// What a snapshot says about its policy, whole and broken.
import { expect, test } from 'vitest'
import { isPolicyFile, readPolicy } from '../../../src/policy/policy.ts'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'

test.each([
  { text: '{"protected_paths": ["src/**", "!src/gen"]}', yes: ['src/a'], no: ['src/gen/a', 'docs/a'] },
  { text: '{"protected_paths": ["src", 7, "", null]}', yes: ['src/a'], no: ['docs/a'] },
  { text: '{}', yes: [], no: ['src/a'] },
  { text: 'null', yes: [], no: ['src/a'] },
])('$text protects $yes and not $no', ({ text, yes, no }) => {
  const { protection } = readPolicy(memorySnapshot({ 'docs/repo-facts.json': text }))
  const matches = protection.kind === 'known' ? protection.matches : undefined
  expect([yes, no].map((paths) => paths.map((path) => matches?.(path)))).toEqual([
    yes.map(() => true),
    no.map(() => false),
  ])
})

test.each([
  { files: {}, protection: { kind: 'absent' } },
  {
    files: { 'docs/repo-facts.json': '{\n' },
    protection: { kind: 'unusable', detail: 'line 2: close brace expected' },
  },
  {
    files: { 'docs/repo-facts.json': '{"protected_paths": "src"}' },
    protection: { kind: 'unusable', detail: 'protected_paths is not a list' },
  },
])('no protection is known from $files', ({ files, protection }) => {
  expect(readPolicy(memorySnapshot(files)).protection).toEqual(protection)
})

test.each([
  {
    text: '{"id": "a", "status": "approved", "linked_paths": ["x"]}',
    id: 'a',
    status: 'approved',
    isEligible: true,
  },
  { text: '{"id": "a", "status": "draft"}', id: 'a', status: 'draft', isEligible: false },
  { text: '{"id": "a", "status": "Approved"}', id: 'a', status: 'Approved', isEligible: false },
  { text: '{"id": 7, "status": ["done"]}', id: 'folder', status: 'unreadable', isEligible: false },
  { text: '{"id": "a"', id: 'folder', status: 'unreadable', isEligible: false },
  { text: 'null', id: 'folder', status: 'unreadable', isEligible: false },
])('the spec $text', ({ text, ...expected }) => {
  const { specs } = readPolicy(memorySnapshot({ 'docs/specs/folder/spec.json': text }))
  expect(specs.get('docs/specs/folder/spec.json')).toMatchObject(expected)
})

test.each([
  { config: undefined, mode: 'enforce', bots: 3 },
  { config: '{"coverage": {"mode": "warn", "bots": ["a[bot]"]}}', mode: 'warn', bots: 1 },
  { config: '{"coverage": {"mode": "loose", "bots": "all"}}', mode: 'enforce', bots: 3 },
  { config: '{', mode: 'enforce', bots: 3 },
  { config: '{"__proto__": {"coverage": {"mode": "off"}}}', mode: 'enforce', bots: 3 },
])('$config means $mode and $bots bots', ({ config, mode, bots }) => {
  const policy = readPolicy(memorySnapshot(config === undefined ? {} : { '.claude/dotclaude.json': config }))
  expect({ mode: policy.mode, bots: policy.bots.length }).toEqual({ mode, bots })
})

test.each([
  { config: undefined, sessionMode: 'warn' },
  { config: '{"session": {"mode": "enforce"}}', sessionMode: 'enforce' },
  { config: '{"session": {"mode": "off"}, "coverage": {"mode": "enforce"}}', sessionMode: 'off' },
  { config: '{"session": "off"}', sessionMode: 'warn' },
])('before a pull request $config means $sessionMode', ({ config, sessionMode }) => {
  const policy = readPolicy(memorySnapshot(config === undefined ? {} : { '.claude/dotclaude.json': config }))
  expect(policy.sessionMode).toBe(sessionMode)
})

test.each([
  { path: 'docs/repo-facts.json', is: true },
  { path: '.claude/dotclaude.json', is: true },
  { path: 'docs/specs/a/spec.json', is: true },
  { path: 'docs/specs/a/b/spec.json', is: false },
  { path: 'docs/specs/a/spec.md', is: false },
  { path: 'x/docs/repo-facts.json', is: false },
])('$path is part of the policy: $is', ({ path, is }) => {
  expect(isPolicyFile(path)).toBe(is)
})
