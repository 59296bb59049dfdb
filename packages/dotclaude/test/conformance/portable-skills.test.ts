// Every item of the library, and every skill that it becomes in an agent without words of its own, passes the reference
// validator of the portable format (agentskills.io).
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { validate } from 'skills-ref'
import { expect, onTestFinished, test } from 'vitest'
import { bundledFolder } from '../../src/repo/item-folder.ts'
import { runInProcess } from '../support/run-in-process.ts'

async function complaintsIn(folder: string): Promise<readonly string[]> {
  const names = readdirSync(folder)
  const found = await Promise.all(
    names.map(async (name) => (await validate(join(folder, name))).map((problem) => `${name}: ${problem}`)),
  )
  expect(names.length).toBeGreaterThan(0)
  return found.flat()
}

test.each(['agents', 'commands', 'rules', 'skills'])('%s of the library', async (kind) => {
  expect(await complaintsIn(join(bundledFolder(), kind))).toEqual([])
})

test.each([
  ['codex', '.agents/skills'],
  ['copilot', '.github/skills'],
  ['cursor', '.cursor/skills'],
  ['gemini', '.agents/skills'],
  ['opencode', '.opencode/skills'],
])('skills as compiled for %s', async (agent, folder) => {
  const { root, remove } = makeGitRepository()
  onTestFinished(remove)
  await runInProcess(['compile', '--agent', agent], { cwd: root })
  expect(await complaintsIn(join(root, folder))).toEqual([])
})

test('the validator finds what is wrong', async () => {
  const { root, remove } = makeGitRepository({ 'x/SKILL.md': '---\nname: y\ndescription: z\n---\n' })
  onTestFinished(remove)
  expect(await validate(join(root, 'x'))).not.toEqual([])
})
