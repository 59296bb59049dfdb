// Files that a program writes by its options or its last word.
import { expect, test } from 'vitest'
import { judgeCommand } from '../../../../../src/guard/judge-command.ts'
import { contextOf } from '../../../../support/guard-world.ts'

test.each([
  { command: 'anything -o src/app.ts', writes: ['src/app.ts'] },
  { command: 'anything --output=src/app.ts', writes: ['src/app.ts'] },
  { command: 'cc -osrc/app.ts main.c', writes: ['src/app.ts'] },
  { command: 'curl -so a.txt -D b.txt https://example.com/x', writes: ['a.txt', 'b.txt'] },
  { command: 'curl -O https://example.com/x/y.txt?z=1', writes: ['y.txt'] },
  { command: 'wget https://example.com/y.txt', writes: [] },
  { command: 'xxd a b', writes: ['b'] },
  { command: 'xxd a', writes: [] },
  { command: 'grep -o word file', writes: [] },
  { command: 'gpg -o a -d b', writes: [] },
  { command: 'gpg --yes -o a -d b', writes: ['a'] },
  { command: 'anything -o -', writes: [] },
])('$command', ({ command, writes }) => {
  const { writes: found } = judgeCommand(command, contextOf({}))
  expect(found.map(({ path }) => path?.replace('/home/dev/shop/', ''))).toEqual(writes)
})
