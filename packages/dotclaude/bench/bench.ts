// The figures that the contract names, measured on the built program: starting up and the hook beside a bare Node, and `check`
// over a large repository. Runs take turns, so that a busy machine disturbs all of them alike; medians are compared.
// `--fail` makes a figure beyond its limit exit 1.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HOOK_TEXT } from '../src/install/hook-file.generated.ts'
import { writeLargeRepository } from './large-repository.ts'

const PROGRAM = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const START_RUNS = 21
const CHECK_RUNS = 7
const HOOK_RUNS = 50
const SIZE = { files: 10_000, specs: 500 }
const START_RATIO_MAX = 1.3
const HARMLESS_RATIO_MAX = 1.3
const DENIED_RATIO_MAX = 1.5
const CHECK_SECONDS_MAX = 1.5

interface Figure {
  readonly what: string
  readonly measured: string
  readonly limit: string
  readonly isWithin: boolean
}

/** What a command is given, and how it has to end. */
interface Call {
  readonly args: readonly string[]
  readonly input?: string
  readonly status?: number
}

/** Milliseconds of one run; what it prints is thrown away. */
function run({ args, input = '', status: wanted = 0 }: Call, cwd: string): number {
  const start = performance.now()
  const options = { cwd, input, env: { ...process.env, XDG_STATE_HOME: cwd } }
  const { status, stderr } = spawnSync(process.execPath, args, options)
  const time = performance.now() - start
  if (status !== wanted) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr.toString()}`)
  return time
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The medians of several commands whose runs take turns. The first run of each warms the caches and does not count. */
function medians(commands: readonly Call[], runs: number, cwd: string): readonly number[] {
  const times = commands.map((): number[] => [])
  for (let turn = 0; turn <= runs; turn += 1)
    for (const [index, command] of commands.entries()) {
      const time = run(command, cwd)
      if (turn > 0) times[index]?.push(time)
    }
  return times.map(median)
}

function startUp(cwd: string): Figure {
  const [bare = 0, version = 0] = medians(
    [{ args: ['-e', '0'] }, { args: [PROGRAM, '--version'] }],
    START_RUNS,
    cwd,
  )
  const ratio = version / bare
  return {
    what: 'dotclaude --version beside node -e 0',
    measured: `${version.toFixed(0)} ms / ${bare.toFixed(0)} ms = ${ratio.toFixed(2)}`,
    limit: `<= ${START_RATIO_MAX}`,
    isWithin: ratio <= START_RATIO_MAX,
  }
}

const BLOCKED = 2

/** The hook file as an agent starts it. The work tree holds work, or there would be nothing to lose. */
function hooking(root: string): readonly Figure[] {
  const file = join(root, 'guard.mjs')
  writeFileSync(file, HOOK_TEXT)
  const ask = (command: string): string =>
    JSON.stringify({ hook_event_name: 'PreToolUse', cwd: root, tool_name: 'Bash', tool_input: { command } })
  const calls = [
    { args: ['-e', '0'] },
    { args: [file], input: ask('npm test -- --run') },
    { args: [file], input: ask('git reset --hard HEAD~1'), status: BLOCKED },
  ]
  const [bare = 0, harmless = 0, denied = 0] = medians(calls, HOOK_RUNS, root)
  const figure = (what: string, time: number, ratioMax: number): Figure => ({
    what: `${what} beside node -e 0`,
    measured: `${time.toFixed(0)} ms / ${bare.toFixed(0)} ms = ${(time / bare).toFixed(2)}`,
    limit: `<= ${ratioMax}`,
    isWithin: time / bare <= ratioMax,
  })
  return [
    figure('hook on a harmless command', harmless, HARMLESS_RATIO_MAX),
    figure('hook on a denied command', denied, DENIED_RATIO_MAX),
  ]
}

function checking(root: string): Figure {
  run({ args: [PROGRAM, 'validate-skills', '--update'] }, root)
  // A change, so that the gate has something to judge.
  writeFileSync(join(root, 'src/part-0/file-0.ts'), 'export const value0: number = 1\n')
  const [milliseconds = 0] = medians([{ args: [PROGRAM, 'check'] }], CHECK_RUNS, root)
  const seconds = milliseconds / 1_000
  return {
    what: `dotclaude check on ${SIZE.files} files and ${SIZE.specs} specs`,
    measured: `${seconds.toFixed(2)} s`,
    limit: `<= ${CHECK_SECONDS_MAX} s`,
    isWithin: seconds <= CHECK_SECONDS_MAX,
  }
}

function measure(): readonly Figure[] {
  if (!existsSync(PROGRAM)) throw new Error('build first: npm run build')
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'dotclaude-bench-')))
  try {
    writeLargeRepository(root, SIZE)
    return [startUp(root), ...hooking(root), checking(root)]
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const figures = measure()
console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`)
for (const { what, measured, limit, isWithin } of figures)
  console.log(`${isWithin ? 'within' : 'BEYOND'}  ${what}: ${measured} (${limit})`)
if (process.argv.includes('--fail') && figures.some(({ isWithin }) => !isWithin)) process.exitCode = 1
