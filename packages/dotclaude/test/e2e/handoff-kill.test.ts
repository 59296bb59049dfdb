// A push that is killed, at whatever point, leaves a store in which everything that is listed is whole.
import { spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { builtProgram, runCli } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { bareRepository } from '../support/git-server.ts'
import { SESSION_FIXTURES } from '../support/session-fixtures.ts'

const PROGRAM = builtProgram('dotclaude')
const AFTER_MS = [60, 120, 180, 240, 300, 360, 450, 600]

function newHome(): string {
  const { root, remove } = makeTempTree()
  onTestFinished(remove)
  cpSync(join(SESSION_FIXTURES, 'claude'), join(root, '.claude'), { recursive: true })
  return root
}

test.each([
  { what: 'a repository', variable: 'DOTCLAUDE_HANDOFF_REPO', place: '' },
  { what: 'a folder', variable: 'DOTCLAUDE_HANDOFF_FOLDER', place: 'handoffs' },
])('in $what', async ({ variable, place }) => {
  const home = newHome()
  const env = { HOME: home, [variable]: join(bareRepository(), place), PATH: process.env['PATH'] ?? '' }
  for (const afterMs of AFTER_MS) await killedPush(env, afterMs)
  // One that is left alone goes through, whatever the killed ones left behind.
  const pushed = await runCli([...PROGRAM, 'handoff', 'push', 'claude', 'latest'], { cwd: home, env })
  expect({ stderr: pushed.stderr, exit: pushed.exitCode }).toMatchObject({ exit: 0 })
  const listed = await runCli([...PROGRAM, 'handoff', 'list', '--remote', '--json'], { cwd: home, env })
  expect(JSON.parse(listed.stdout)).toHaveLength(1)
  const pulled = await runCli([...PROGRAM, 'handoff', 'pull', 'latest'], { cwd: home, env })
  expect(pulled).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/<\/handoff>\n$/) })
})

async function killedPush(env: Readonly<Record<string, string>>, afterMs: number): Promise<void> {
  const [program = '', ...args] = PROGRAM
  const child = spawn(program, [...args, 'handoff', 'push', 'claude', 'latest'], {
    env,
    cwd: env['HOME'],
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  await sleep(afterMs)
  child.kill('SIGKILL')
  await ended
  const listed = await runCli([...PROGRAM, 'handoff', 'list', '--remote', '--json'], {
    cwd: env['HOME'] ?? '/',
    env,
  })
  // Before the first push there is no folder, and that is said.
  const rows = listed.exitCode === 0 ? (JSON.parse(listed.stdout) as { session_id?: string }[]) : []
  expect(rows.every(({ session_id: id }) => id !== undefined)).toBe(true)
}
