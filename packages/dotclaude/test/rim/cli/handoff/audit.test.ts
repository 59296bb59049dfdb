// `handoff audit` from the command line, over sessions in which secrets were planted.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawer } from '../../../support/secret-corpus.ts'
import { runInProcess } from '../../../support/run-in-process.ts'
import {
  SESSION_FIXTURES,
  copySessions,
  machineAt,
  ownSessions,
  storyOf,
} from '../../../support/session-fixtures.ts'
import { tempTree } from '../../../support/temp-tree.ts'

const TOKEN = `gh${'p_'}${drawer(5)('A-Za-z0-9', 36)}`

test('sessions without secrets are said to have none', async () => {
  const { exit, stdout } = await runInProcess(['handoff', 'audit', '--all'], machineAt(SESSION_FIXTURES))
  expect(stdout).not.toContain('✗')
  expect(stdout).toContain('✓ claude 3f2a9c1e: no secrets found')
  expect(exit).toBe(0)
})

test('planted secrets are counted by kind and line, and never shown; the transcript stays as it was', async () => {
  const machine = ownSessions()
  const { path } = storyOf('claude', machine)
  const line = readFileSync(path, 'utf8').split('\n').length
  const record = { type: 'user', message: { role: 'user', content: `use ${TOKEN} and ${TOKEN}` } }
  appendFileSync(path, `${JSON.stringify(record)}\n{"damaged": "DB_PASSWORD=abc123\n`)
  const before = readFileSync(path)

  const people = await runInProcess(['handoff', 'audit', '3f2a9c1e'], machine)
  expect(people.exit).toBe(1)
  expect(people.stdout).toContain('✗ claude 3f2a9c1e: 2 secrets')
  expect(people.stdout).toContain(`github-pat  1 in 2 places  (line ${line})`)
  expect(people.stdout).toContain(`password  1 in 1 places  (line ${line + 1})`)

  const programs = await runInProcess(['handoff', 'audit', 'claude', '--all', '--json'], machine)
  expect(JSON.parse(programs.stdout)).toMatchObject({ version: 1, counts: { secrets: 2 } })
  expect(`${people.stdout}${programs.stdout}`).not.toContain(TOKEN.slice(4, 14))
  expect(readFileSync(path)).toEqual(before)
})

test('values of this machine are found where they only stand in a sentence', async () => {
  const tree = tempTree()
  const machine = copySessions(tree.root)
  writeFileSync(join(tree.root, '.env'), 'OPAQUE=a8Kq02LmzP4tYc91QwE7\n')
  appendFileSync(storyOf('codex', machine).path, '{"text":"it says a8Kq02LmzP4tYc91QwE7 here"}\n')
  const { exit, stdout } = await runInProcess(['handoff', 'audit', 'codex', '--all'], {
    ...machine,
    cwd: tree.root,
  })
  expect(stdout).toContain('machine-value  1 in 1 places')
  expect(exit).toBe(1)
})

test('the files of variables around a session count for it, and for no other, wherever the command is given', async () => {
  const machine = ownSessions()
  const worked = tempTree({ '.env': 'OPAQUE=a8Kq02LmzP4tYc91QwE7\n', 'app/package.json': '{}' })
  for (const agent of ['claude', 'codex', 'copilot', 'gemini'] as const) {
    const { path } = storyOf(agent, machine)
    const text = readFileSync(path, 'utf8')
    const moved =
      agent === 'codex' ? text.replaceAll('/srv/work/harbour', () => join(worked.root, 'app')) : text
    writeFileSync(path, `${moved}{"text":"it says a8Kq02LmzP4tYc91QwE7 here"}\n`)
  }
  const { stdout } = await runInProcess(['handoff', 'audit', '--all', '--json'], {
    ...machine,
    cwd: tempTree().root,
  })
  const { sessions } = JSON.parse(stdout) as { sessions: { agent: string; secretCount: number }[] }
  expect(sessions.filter(({ secretCount }) => secretCount > 0)).toEqual([
    expect.objectContaining({ agent: 'codex', secretCount: 1 }),
  ])
})
