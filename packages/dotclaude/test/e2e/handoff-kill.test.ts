// A push is killed before each thing that it does to a store, and after the last: each call of git, each request, each change
// of a folder. Whatever is listed then is whole, and the next push goes through. It is no matter of time: what is counted is
// what the program does.
import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builtProgram } from 'testkit/run-cli'
import { expect, test } from 'vitest'
import { TOKEN, startGistServer } from '../support/gist-server.ts'
import { bareRepository } from '../support/git-server.ts'
import { handoffMachine } from '../support/handoff-machines.ts'
import type { HandoffMachine } from '../support/handoff-machines.ts'
import { folderWithGitAlone } from '../support/handoff-stores.ts'
import { STORIES } from '../support/session-fixtures.ts'
import { tempTree } from '../support/temp-tree.ts'

type Environment = Readonly<Record<string, string>>

interface KillableStore {
  readonly env: Environment
  /** For a push that is killed before its n-th step, or after it. */
  readonly killedAt: (step: number, isAfter: boolean) => Killing
}

interface Killing {
  readonly env?: Environment
  readonly nodeOptions?: readonly string[]
  readonly watch?: (kill: () => void) => void
}

/** A push does less than this. */
const STEPS_MAX = 40

/** Stands before the real git and ends whoever called it. */
function gitThatKills(real: string, counter: string): string {
  return [
    '#!/bin/sh',
    `n=$(($(cat '${counter}' 2>/dev/null || echo 0) + 1))`,
    `echo $n > '${counter}'`,
    '[ "$n" = "$KILL_BEFORE" ] && kill -9 $PPID && exit 1',
    `'${real}' "$@"`,
    'code=$?',
    '[ "$n" = "$KILL_AFTER" ] && kill -9 $PPID',
    'exit $code',
    '',
  ].join('\n')
}

const STORES: Readonly<Record<string, () => Promise<KillableStore>>> = {
  'a repository': () => {
    const { root } = tempTree()
    const counter = join(root, 'count')
    const folders = (process.env['PATH'] ?? '').split(delimiter)
    const real = folders.map((folder) => join(folder, 'git')).find((path) => existsSync(path)) ?? 'git'
    writeFileSync(join(root, 'git'), gitThatKills(real, counter), { mode: 0o755 })
    return Promise.resolve({
      env: { DOTCLAUDE_HANDOFF_REPO: bareRepository() },
      killedAt: (step, isAfter) => {
        writeFileSync(counter, '0')
        const PATH = `${root}${delimiter}${process.env['PATH'] ?? ''}`
        return { env: { PATH, [isAfter ? 'KILL_AFTER' : 'KILL_BEFORE']: String(step) } }
      },
    })
  },
  'private gists': async () => {
    let onRequest: ((isDone: boolean) => void) | undefined
    const { url } = await startGistServer({ onRequest: (isDone) => onRequest?.(isDone) })
    const env = {
      DOTCLAUDE_HANDOFF_TRANSPORT: 'gist',
      GITHUB_API_URL: url,
      GH_TOKEN: TOKEN,
      PATH: folderWithGitAlone(),
    }
    return {
      env,
      killedAt: (step, isAfter) => ({
        watch: (kill) => {
          let count = 0
          onRequest = (isDone) => {
            if (isDone === isAfter && (count += 1) === step) kill()
          }
        },
      }),
    }
  },
  'a folder': () => {
    const { root } = tempTree()
    const folder = join(root, 'handoffs')
    const preload = join(root, 'preload.mjs')
    writeFileSync(preload, fileSystemThatKills(folder))
    return Promise.resolve({
      env: { DOTCLAUDE_HANDOFF_FOLDER: folder },
      killedAt: (step, isAfter) => ({
        env: { [isAfter ? 'KILL_AFTER' : 'KILL_BEFORE']: String(step) },
        nodeOptions: ['--import', pathToFileURL(preload).href],
      }),
    })
  },
}

/** Loaded before the program: what changes the folder is counted. */
function fileSystemThatKills(folder: string): string {
  return `import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
let count = 0
const end = () => process.kill(process.pid, 'SIGKILL')
for (const name of ['mkdirSync', 'writeFileSync', 'linkSync', 'renameSync', 'rmSync', 'openSync']) {
  const real = fs[name]
  fs[name] = (path, ...rest) => {
    if (!String(path).startsWith(${JSON.stringify(folder)})) return real(path, ...rest)
    count += 1
    if (String(count) === process.env.KILL_BEFORE) end()
    const result = real(path, ...rest)
    if (String(count) === process.env.KILL_AFTER) end()
    return result
  }
}
syncBuiltinESMExports()
`
}

test.each(
  Object.entries(STORES).flatMap(([name, open]) =>
    ['the first', 'a later'].map((which) => ({ name, which, open })),
  ),
)(
  '$which push to $name',
  async ({ which, open }) => {
    let steps = 0
    for (let isKilled = true; isKilled; steps += 1) {
      expect(steps).toBeLessThan(STEPS_MAX)
      isKilled = await killOnce(await open(), which, steps + 1, false)
    }
    // The last step was one too many; before it, everything was done.
    expect(await killOnce(await open(), which, steps - 1, true)).toBe(true)
    expect(steps).toBeGreaterThan(2)
  },
  120_000,
)

/** Whether the push came so far as to be killed. */
async function killOnce(
  { env, killedAt }: KillableStore,
  which: string,
  step: number,
  isAfter: boolean,
): Promise<boolean> {
  const machine = handoffMachine({ env, hasSessions: true })
  const push = ['push', 'claude', STORIES.claude]
  const earlier = which === 'a later' ? await machine.run(push) : undefined
  expect(earlier?.exit ?? 0).toBe(0)
  const isKilled = await killedPush(machine, push, killedAt(step, isAfter))
  expect(await brokenEntries(machine, which)).toEqual([])
  expect(await machine.run(push)).toMatchObject({ exit: 0 })
  const { stdout } = await machine.run(['list', '--remote', '--json'])
  expect(JSON.parse(stdout)).toHaveLength(1)
  return isKilled
}

function killedPush(
  { env, home }: HandoffMachine,
  words: readonly string[],
  { env: more = {}, nodeOptions = [], watch }: Killing,
): Promise<boolean> {
  const [node = '', program = ''] = builtProgram('dotclaude')
  const child = spawn(node, [...nodeOptions, program, 'handoff', ...words], {
    env: { ...env, ...more },
    cwd: home,
    stdio: 'ignore',
  })
  watch?.(() => child.kill('SIGKILL'))
  return new Promise((resolve) => child.once('close', (_, signal) => resolve(signal === 'SIGKILL')))
}

/** Each entry of the list is pulled; before the first push there may be no store, and that is said. */
async function brokenEntries({ run }: HandoffMachine, which: string): Promise<readonly string[]> {
  const listed = await run(['list', '--remote', '--json'])
  if (listed.exit !== 0) return which === 'the first' && listed.exit === 2 ? [] : [listed.stderr]
  const rows = JSON.parse(listed.stdout) as { session_id?: string }[]
  if (which === 'a later' && rows.length !== 1) return [`${rows.length} entries`]
  const broken: string[] = []
  for (const { session_id: id = '' } of rows) {
    const pulled = await run(['pull', id])
    if (pulled.exit !== 0 || !pulled.stdout.endsWith('</handoff>\n')) broken.push(`${id}: ${pulled.stderr}`)
  }
  return broken
}
