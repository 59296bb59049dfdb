// How our pre-commit hook gets called: never at the cost of another hook.
import { expect, test } from 'vitest'
import { planHooks } from '../../../src/install/plan-hooks.ts'
import type { GitHooks } from '../../../src/repo/git-hooks.ts'

const CALL = 'sh "$(git rev-parse --show-toplevel)/githooks/pre-commit" || exit $?'
const UNUSED: GitHooks = {
  folder: '.git/hooks',
  isOfRepository: true,
  isWholeRepository: true,
  present: [],
  preCommit: { path: '.git/hooks/pre-commit', bytes: undefined },
}

const withHook = (text: string, more: Partial<GitHooks> = {}): GitHooks => ({
  ...UNUSED,
  present: ['pre-commit'],
  preCommit: { path: '.git/hooks/pre-commit', bytes: new TextEncoder().encode(text) },
  ...more,
})

test('points git to our folder where no hooks are in use', () => {
  expect(planHooks(UNUSED, true).ops).toEqual([
    { kind: 'configure', key: 'core.hooksPath', value: 'githooks' },
  ])
})

test.each([
  { what: 'a shell script', text: '#!/bin/bash\nexit 0\n', now: `#!/bin/bash\n${CALL}\nexit 0\n` },
  { what: 'lines without a shebang', text: 'npm test\n', now: `${CALL}\nnpm test\n` },
  { what: 'a shebang alone', text: '#!/usr/bin/env sh', now: `#!/usr/bin/env sh\n${CALL}\n` },
  { what: 'carriage returns', text: '#!/bin/sh\r\nx\r\n', now: `#!/bin/sh\r\n${CALL}\r\nx\r\n` },
])('$what gets a line', ({ text, now }) => {
  expect(planHooks(withHook(text), true).ops).toMatchObject([
    { kind: 'merge', path: '.git/hooks/pre-commit', text: now },
  ])
})

test('a folder of hooks without a pre-commit hook gets one', () => {
  const hooks: GitHooks = { ...UNUSED, present: ['commit-msg'] }
  expect(planHooks(hooks, true).ops).toEqual([
    { kind: 'create', path: '.git/hooks/pre-commit', text: `#!/bin/sh\n${CALL}\n`, isProgram: true },
  ])
})

test.each([
  { what: 'it is active', hooks: { ...UNUSED, configured: 'githooks', folder: 'githooks' }, steps: 0 },
  { what: 'there is no git', hooks: undefined, steps: 1 },
  { what: 'the hook is a program', hooks: withHook('#!/usr/bin/env python3\n'), steps: 1 },
  { what: 'the hook is binary', hooks: withHook('\0ELF'), steps: 1 },
  {
    what: 'the folder is for all repositories',
    hooks: { ...UNUSED, configured: '/home/a/hooks', folder: '/home/a/hooks', isOfRepository: false },
    steps: 1,
  },
  { what: 'the folder is part of a repository', hooks: { ...UNUSED, isWholeRepository: false }, steps: 1 },
])('nothing is written where $what', ({ hooks, steps }) => {
  const plan = planHooks(hooks, true)
  expect({ ops: plan.ops, steps: plan.nextSteps.length }).toEqual({ ops: [], steps })
})

test('a hook that calls ours is kept', () => {
  expect(planHooks(withHook(`#!/bin/sh\n${CALL}\n`), true).ops).toMatchObject([{ kind: 'keep' }])
})

test('a hook file of the user in our place is not activated', () => {
  expect(planHooks(UNUSED, false)).toMatchObject({
    ops: [],
    nextSteps: [expect.stringContaining('is yours')],
  })
})
