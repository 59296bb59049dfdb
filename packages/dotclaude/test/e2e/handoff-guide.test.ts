// The guide to handoffs, done as a reader does it: every fence that is marked to run, in order, on the machine that it
// names. The fence after it shows lines that have to appear.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtProgram, runCli } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { bareRepository } from '../support/git-server.ts'

const PAGE = readFileSync(fileURLToPath(new URL('../../docs/handoff.md', import.meta.url)), 'utf8')
const SESSIONS = fileURLToPath(new URL('../fixtures/sessions/claude', import.meta.url))

interface Fence {
  readonly machine: string
  readonly script: string
  /** Parts of the output. */
  readonly shown: readonly string[]
}

const fences: readonly Fence[] = [
  ...PAGE.matchAll(/^```sh run on=(\w+)\n([^]*?)^```\n(?:\n```text\n([^]*?)^```\n)?/gm),
].map(([, machine = '', script = '', shown = '']) => ({
  machine,
  script,
  shown: shown.split('\n').filter((line) => line !== ''),
}))

function programFolder(): string {
  const command = builtProgram('dotclaude').map((word) => `'${word}'`)
  const { root, remove } = makeTempTree({ dotclaude: `#!/bin/sh\nexec ${command.join(' ')} "$@"\n` })
  chmodSync(join(root, 'dotclaude'), 0o755)
  onTestFinished(remove)
  return root
}

function newHome(): string {
  const { root, remove } = makeTempTree()
  onTestFinished(remove)
  return root
}

/** Columns and blanks are the table's. */
const plain = (text: string): string => text.replaceAll(/ +/g, ' ')

test('both stories of the guide work, in their order, on two machines', async () => {
  const homes: Readonly<Record<string, string>> = { laptop: newHome(), desk: newHome() }
  const sessions = join(homes['laptop'] ?? '', '.claude')
  cpSync(SESSIONS, sessions, { recursive: true })
  const files = execFileSync('find', [sessions, '-name', '*.jsonl'], { encoding: 'utf8' }).trim().split('\n')
  for (const file of files) utimesSync(file, new Date(), new Date())
  const shared = {
    HANDOFFS: bareRepository(),
    PATH: `${programFolder()}:${process.env['PATH'] ?? ''}`,
    NO_COLOR: '1',
  }
  expect(fences.length).toBeGreaterThan(6)
  for (const { machine, script, shown } of fences) {
    const home = homes[machine] ?? ''
    const env = { ...shared, HOME: home, GH_CONFIG_DIR: join(home, 'no-gh'), GIT_CONFIG_NOSYSTEM: '1' }
    const run = await runCli(['bash', '-e', '-c', script], { cwd: home, env, deadlineMs: 50_000 })
    expect({ script, ...run }).toMatchObject({ exitCode: 0 })
    for (const part of shown) expect(plain(run.stdout)).toContain(plain(part))
  }
}, 120_000)
