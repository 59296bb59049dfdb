// With --pseudonyms nothing that was published names the user, the machine or folders of theirs; without, the home alone is
// left out.
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { handoffMachine } from '../../../support/handoff-machines.ts'
import type { HandoffMachine } from '../../../support/handoff-machines.ts'
import { TEST_STORES } from '../../../support/handoff-stores.ts'
import { STORIES } from '../../../support/session-fixtures.ts'

const PERSON = { USER: 'adalove', GIT_AUTHOR_NAME: 'Ada Lovelace', GIT_AUTHOR_EMAIL: 'ada@mail.example.org' }
const TELLING = /adalove|lovelace|mail\.example\.org|\/srv\/ada-files|ada-laptop|wharf/i
const AGENTS = ['claude', 'codex', 'copilot', 'gemini'] as const

/** Its sessions speak of a person, a folder and a machine. */
function personalMachine(env: Readonly<Record<string, string>>): HandoffMachine {
  const machine = handoffMachine({ env: { ...env, ...PERSON }, hasSessions: true })
  const said = `ask adalove (ada@mail.example.org) about /srv/ada-files/plan.txt and ${machine.home}/wharf/log`
  for (const name of readdirSync(machine.home, { recursive: true, encoding: 'utf8' })) {
    const path = join(machine.home, name)
    if (!/\.jsonl?$/.test(name) || !statSync(path).isFile()) continue
    const text = readFileSync(path, 'utf8')
    const words = JSON.stringify(said).slice(1, -1)
    writeFileSync(
      path,
      text.replaceAll('and a test for it.', () => `and a test for it. ${words}`),
    )
  }
  return machine
}

test.each(
  Object.entries(TEST_STORES).flatMap(([name, open]) => AGENTS.map((agent) => ({ name, open, agent }))),
)('a session of $agent goes to $name and tells nothing of its user', async ({ open, agent }) => {
  const { env, published } = await open()
  const { run } = personalMachine({ ...env, DOTCLAUDE_HANDOFF_MACHINE: 'ada-laptop' })
  const words = ['push', agent, STORIES[agent], '--pseudonyms', '--tag', 'for-adalove']
  const pushed = await run(words)
  expect({ exit: pushed.exit, stderr: pushed.stderr }).toMatchObject({
    exit: 0,
    stderr: expect.stringContaining('path ('),
  })
  const pulled = await handoffMachine({ env }).run(['pull', 'latest', '--json'])
  expect(pulled.stdout).toContain('ask ⟦user#1⟧ (⟦mail#1⟧) about ⟦path#')
  expect(pulled.stdout).toContain('src/fetch-tides.ts')
  expect(`${published()}${pulled.stdout}${pushed.stdout}`).not.toMatch(TELLING)
  // A later push is the same machine's, and so is taking it away.
  expect(await run(words)).toMatchObject({ exit: 0 })
  expect(await run(['prune', '--older-than', '0d', '--yes'])).toMatchObject({
    exit: 0,
    stdout: 'removed 1 handoff\n',
  })
})

test('without the flag names stay, and the home is a tilde', async () => {
  const { run, home } = personalMachine({})
  const { stdout } = await run(['show', STORIES.claude, '--json'])
  expect(stdout).toContain('ask adalove (ada@mail.example.org) about /srv/ada-files/plan.txt and ~/wharf/log')
  expect(stdout).not.toContain(home)
})

test('a file of the change that names the user stays behind', async () => {
  const machine = personalMachine({})
  const root = join(machine.home, 'shop')
  execFileSync('git', ['init', '--quiet', '--template=', root])
  execFileSync('git', ['commit', '--quiet', '--allow-empty', '--message=x'], { cwd: root, env: machine.env })
  writeFileSync(join(root, 'plain.txt'), 'nobody\n')
  writeFileSync(join(root, 'authors.txt'), 'Ada Lovelace\n')
  const path = join(machine.home, '.claude/projects')
  const found = readdirSync(path, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith(`${STORIES.claude}.jsonl`),
  )
  const file = join(path, found ?? '')
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replaceAll('/srv/work/harbour', () => root),
  )
  const { stdout } = await machine.run(['show', STORIES.claude, '--json', '--with-patch', '--pseudonyms'])
  const { patch } = JSON.parse(stdout) as { patch: { files: { path: string }[]; leftOut: unknown } }
  expect(patch.files.map(({ path: name }) => name)).toEqual(['plain.txt'])
  expect(patch.leftOut).toEqual([{ path: 'authors.txt', reason: 'secret' }])
})
