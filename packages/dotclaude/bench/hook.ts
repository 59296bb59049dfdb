// What the hook costs a tool call: the one file that `init` writes, called as an agent calls it, beside a bare Node. Harmless
// commands are of three kinds: those that no rule could stop, those of which git's own files tell it, and those that have
// to be read to know it.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOOK_TEXT } from '../src/install/hook-file.generated.ts'
import { costs } from './medians.ts'
import type { Cost, Figure, Program } from './medians.ts'

const RUNS = 50
const HARMLESS_RATIO_MAX = 1.3
const DENIED_RATIO_MAX = 1.5
const EXIT_DENIED = 2

interface Call {
  readonly what: string
  readonly command: string
  readonly limit: number
  readonly exitCode?: number
}

const CALLS: readonly Call[] = [
  { what: 'harmless', command: 'npm test', limit: HARMLESS_RATIO_MAX },
  { what: 'harmless', command: 'git commit -m "explain git reset --hard"', limit: HARMLESS_RATIO_MAX },
  { what: 'harmless, told by git’s files', command: 'rm -rf node_modules', limit: HARMLESS_RATIO_MAX },
  { what: 'harmless, told by reading it', command: 'git checkout -b topic', limit: HARMLESS_RATIO_MAX },
  { what: 'harmless', command: 'sed s/a/b/ README.md | sort', limit: HARMLESS_RATIO_MAX },
  { what: 'denied', command: 'git push --force origin main', limit: DENIED_RATIO_MAX, exitCode: EXIT_DENIED },
  { what: 'denied', command: 'git reset --hard', limit: DENIED_RATIO_MAX, exitCode: EXIT_DENIED },
]

type Environment = Readonly<Record<string, string>>

/** By these every Node starts slower, the bare one as well, and any ratio to it looks better than elsewhere. */
const SLOWING = ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS']

/** This process's own, by which limits are judged; where something in it slows every Node down, also without that. */
function environments(): readonly { where: string; env: Environment; isJudged: boolean }[] {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const rest = own.filter(([name]) => !SLOWING.includes(name))
  const here = { where: '', env: Object.fromEntries(own), isJudged: true }
  if (rest.length === own.length) return [here]
  const without = own.filter(([name]) => SLOWING.includes(name)).map(([name]) => name)
  return [here, { where: ` without ${without.join()}`, env: Object.fromEntries(rest), isJudged: false }]
}

/** In a repository with work that no commit has. */
export function hookFigures(root: string): readonly Figure[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dotclaude-hook-')))
  try {
    const file = join(folder, 'guard.mjs')
    writeFileSync(file, HOOK_TEXT)
    // An ignored folder, as it stands in every repository of JavaScript.
    writeFileSync(join(root, '.gitignore'), 'node_modules\n')
    mkdirSync(join(root, 'node_modules'), { recursive: true })
    return environments().flatMap(({ where, env, isJudged }) => {
      const programs = [{ args: ['-e', '0'], env }, ...CALLS.map((call) => programOf(call, file, root, env))]
      const [bare, ...own] = costs(programs, RUNS, root)
      return CALLS.map((call, index) => figureOf({ ...call, where, isJudged }, own[index], bare))
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function programOf({ command, exitCode = 0 }: Call, file: string, cwd: string, env: Environment): Program {
  const event = {
    hook_event_name: 'PreToolUse',
    session_id: 'bench',
    cwd,
    tool_name: 'Bash',
    tool_input: { command },
  }
  return { args: [file], input: JSON.stringify(event), exitCode, env }
}

interface JudgedCall extends Call {
  readonly where: string
  readonly isJudged: boolean
}

function figureOf(
  { what, command, limit, where, isJudged }: JudgedCall,
  own: Cost | undefined,
  bare: Cost | undefined,
): Figure {
  const [time, bareTime] = [own?.medianMs ?? Number.NaN, bare?.medianMs ?? Number.NaN]
  const ratio = time / bareTime
  const processor = (own?.processorMs ?? Number.NaN) / (bare?.processorMs ?? Number.NaN)
  return {
    what: `hook beside node -e 0${where}, ${what}: ${command}`,
    measured: `${time.toFixed(0)} ms / ${bareTime.toFixed(0)} ms = ${ratio.toFixed(2)}, of the processor ${processor.toFixed(2)}`,
    limit: isJudged ? `<= ${limit}` : 'no limit',
    ...(isJudged && { isWithin: ratio <= limit }),
  }
}
