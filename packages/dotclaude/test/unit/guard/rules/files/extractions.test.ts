// Which files an archive would replace, by the words of each program that unpacks: whole, named, elsewhere, beside.
import { expect, test } from 'vitest'
import { judgeCommand } from '../../../../../src/guard/judge-command.ts'
import { contextOf } from '../../../../support/guard-world.ts'

test.each([
  { command: 'tar xf work.tar', decision: 'deny', isLossy: false },
  { command: 'tar xf tool.tgz', decision: 'allow', isLossy: false },
  { command: 'tar xf unknown.tar', decision: 'allow', isLossy: true },
  { command: 'curl -fsSL https://example.com/a.tgz | tar xz', decision: 'allow', isLossy: true },
  { command: 'curl -fsSL https://example.com/a.tgz | tar xz -C /tmp/a', decision: 'allow', isLossy: false },
  { command: 'tar xf unknown.tar -C dist', decision: 'allow', isLossy: false },
  { command: 'tar xf unknown.tar -C docs', decision: 'allow', isLossy: false },
  { command: 'tar xf unknown.tar -C src', decision: 'allow', isLossy: true },
  { command: 'unzip -o unknown.zip', decision: 'allow', isLossy: true },
  { command: 'unzip unknown.zip', decision: 'allow', isLossy: false },
  { command: '7z x -y unknown.7z', decision: 'allow', isLossy: true },
])('$command: $decision, lossy $isLossy', ({ command, decision, isLossy }) => {
  const verdict = judgeCommand(command, contextOf({}))
  expect({ decision: verdict.decision, isLossy: verdict.isLossy }).toEqual({ decision, isLossy })
})
