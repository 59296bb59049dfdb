// Who can let a denied command pass: a person who types the word at a terminal of their own, once. The ways in which the
// processes of an agent might do it are tried for real and refused.
import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeGitRepository } from 'testkit/git-repository'
import { hasRealParts } from 'testkit/real-parts'
import { builtProgram, runCli } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HOOK_TEXT } from '../../src/install/hook-file.generated.ts'

const AT_TERMINAL = fileURLToPath(new URL('../support/at-terminal.py', import.meta.url))
const DENIED = 2
const COMMAND = 'git reset --hard'

interface Place {
  readonly code: string
  readonly home: string
  /** The exit code of the hook for the denied command. */
  readonly ask: () => Promise<number | null>
}

async function denied(): Promise<Place> {
  const { root, remove } = makeGitRepository({ 'guard.mjs': HOOK_TEXT, 'a.txt': 'a\n' })
  const home = makeTempTree()
  onTestFinished(remove)
  onTestFinished(home.remove)
  const event = {
    hook_event_name: 'PreToolUse',
    cwd: root,
    tool_name: 'Bash',
    tool_input: { command: COMMAND },
  }
  const hook = (): ReturnType<typeof runCli> =>
    runCli([process.execPath, join(root, 'guard.mjs')], {
      cwd: root,
      input: JSON.stringify(event),
      env: { HOME: home.root },
    })
  const { stderr } = await hook()
  const code = /guard approve (\w+)/.exec(stderr)?.[1] ?? ''
  return { code, home: home.root, ask: async () => (await hook()).exitCode }
}

interface Way {
  /** What the terminal is asked for is typed, unless another text is given. */
  readonly answer?: string
  /** Outside of the tree of processes that this test runs in. */
  readonly isFree?: boolean
  /** Set for what holds the terminal, and taken away again before the program starts. */
  readonly mark?: string
  /** The program that holds the terminal goes by this name. */
  readonly name?: string
}

interface Answered {
  readonly exitCode: number
  readonly shown: string
}

async function approve({ code, home }: Place, way: Way): Promise<Answered> {
  const { answer = 'word', isFree = true, mark, name = 'python3' } = way
  const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })
  const program = join(home, name)
  symlinkSync(python.trim(), program)
  const command = [...builtProgram('dotclaude'), 'guard', 'approve', code]
  const env = { HOME: home, PATH: process.env['PATH'] ?? '' }
  const { stdout, stderr } = await runCli([program, AT_TERMINAL], {
    input: JSON.stringify({ command, env, answer, isFree }),
    env: { ...env, ...(mark === undefined ? {} : { [mark]: '1' }) },
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as Answered
}

describe.runIf(hasRealParts(['python3']))('at a terminal', () => {
  test('a person lets the command pass, once', async () => {
    const place = await denied()
    expect(await approve(place, {})).toMatchObject({ exitCode: 0 })
    expect([await place.ask(), await place.ask()]).toEqual([0, DENIED])
  })

  test.each<Way & { readonly how: string; readonly exitCode: number; readonly says: string }>([
    { how: 'another word', answer: 'YES', exitCode: 1, says: 'Not approved' },
    { how: 'no word', answer: '', exitCode: 1, says: 'Not approved' },
    {
      how: 'a terminal that an agent holds',
      name: 'claude',
      exitCode: 2,
      says: 'is an agent',
    },
    {
      how: 'a mark that was taken out of the environment',
      mark: 'CLAUDECODE',
      exitCode: 2,
      says: 'CLAUDECODE is set in process',
    },
    {
      how: 'a mark, from within the session',
      mark: 'GEMINI_CLI',
      isFree: false,
      exitCode: 2,
      says: 'GUARD_CONTROL_APPROVAL',
    },
  ])('refused: $how', async ({ exitCode, says, how, ...way }) => {
    const place = await denied()
    const answered = await approve(place, way)
    expect({ how, exitCode: answered.exitCode }).toEqual({ how, exitCode })
    expect(answered.shown).toContain(says)
    expect(await place.ask()).toBe(DENIED)
  })
})

test('refused: words on standard input', async () => {
  const place = await denied()
  const run = await runCli([...builtProgram('dotclaude'), 'guard', 'approve', place.code], {
    input: 'ABCD\nyes\n',
    env: { HOME: place.home },
  })
  expect(run).toMatchObject({ exitCode: DENIED, stderr: expect.stringContaining('no terminal') as string })
  expect(await place.ask()).toBe(DENIED)
})
