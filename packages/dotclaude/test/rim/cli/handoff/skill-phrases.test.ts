// Every command of handoffs that the library's skill tells an agent to run is one: it is run, on a machine with sessions and
// a store with a handoff.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pagesIn, spansIn } from '../../../support/content-commands.ts'
import { handoffMachine } from '../../../support/handoff-machines.ts'
import { bundledFolder } from '../../../../src/repo/item-folder.ts'
import { STORIES } from '../../../support/session-fixtures.ts'
import { tempTree } from '../../../support/temp-tree.ts'

const SKILL = 'skills/handoff/SKILL.md'
const MEANT: Readonly<Record<string, string>> = { AGENT: 'claude', ID: '3f2a9c1e', X: 'tide' }
const COMMANDS = spansIn(pagesIn(bundledFolder(), [SKILL]))
  .map(({ code }) => code)
  .filter((code) => /^dotclaude handoff \w/.test(code) && !code.includes('…'))

test('the skill names commands', () => {
  expect(readFileSync(join(bundledFolder(), SKILL), 'utf8')).toContain('dotclaude handoff')
  expect(COMMANDS.length).toBeGreaterThan(8)
})

test.each(COMMANDS)('%s', async (line) => {
  const { root } = tempTree()
  const { run } = handoffMachine({
    env: { DOTCLAUDE_HANDOFF_FOLDER: join(root, 'handoffs'), CLAUDECODE: '1' },
    hasSessions: true,
  })
  expect(await run(['push', 'claude', STORIES.claude, '--tag', 'login'])).toMatchObject({ exit: 0 })
  const words = line
    .split(' ')
    .slice(2)
    .map((word) => MEANT[word] ?? word)
  const { exit, stderr } = await run(words)
  // A handoff of the test carries no change that could be applied.
  const wanted = words.includes('--apply') ? 2 : 0
  expect({ exit, stderr }).toEqual({ exit: wanted, stderr })
})
