// One body, many names: which command a program's name stands for.
import { expect, test } from 'vitest'
import { wordsOfName } from '../../../src/cli/invoked-name.ts'

test.each([
  { invokedAs: '/usr/bin/dotclaude', words: [] },
  { invokedAs: '/usr/bin/dotclaude-doctor', words: ['doctor'] },
  { invokedAs: '/x/dist/bin/dotclaude-doctor.js', words: ['doctor'] },
  { invokedAs: String.raw`C:\npm\dotclaude-doctor.cmd`, words: ['doctor'] },
  { invokedAs: '/usr/bin/dotclaude-unknown', words: [] },
  { invokedAs: '/usr/bin/doctor', words: [] },
  { invokedAs: '', words: [] },
])('$invokedAs is $words', ({ invokedAs, words }) => {
  expect(wordsOfName(invokedAs, ['doctor', 'check'])).toEqual(words)
})
