// The command prompt's words for what a shell does.
import { expect, test } from 'vitest'
import { shellTextOf } from '../../../../src/guard/read/command-prompt.ts'

test.each([
  ['git status', 'git status'],
  ['g^it res^et', 'git reset'],
  ['a & b && c', 'a ; b && c'],
  ['rd /s /q .git', 'rm -rf .git'],
  ['del /f /q src\\a.ts', 'rm -f src/a.ts'],
  ['del /f /s /q *.ts', "find . -name '*.ts' -delete"],
  ['copy /y a b', 'cp a b'],
  ['move /y a b', 'mv -f a b'],
  ['type nul > a', ': > a'],
  ['set G=git&& call %G% status', 'G=git&& $G status'],
  ['for %d in (a b) do git -C %d status', 'for d in a b; do git -C $d status; done'],
])('%j', (text, shell) => {
  expect(shellTextOf(text)).toBe(shell)
})
