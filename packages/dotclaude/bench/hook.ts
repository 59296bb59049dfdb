// What the hook costs a tool call: the one file that `init` writes, called as an agent calls it, beside a bare Node. Harmless
// commands are of two kinds, those that no rule could stop and those that have to be read to know it.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOOK_TEXT } from '../src/install/hook-file.generated.ts'
import { medians } from './medians.ts'
import type { Figure, Program } from './medians.ts'

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
  // As much has to be read as for a denial.
  { what: 'harmless, told by reading it', command: 'rm -rf node_modules', limit: DENIED_RATIO_MAX },
  { what: 'denied', command: 'git push --force origin main', limit: DENIED_RATIO_MAX, exitCode: EXIT_DENIED },
  { what: 'denied', command: 'git reset --hard', limit: DENIED_RATIO_MAX, exitCode: EXIT_DENIED },
]

/** In a repository with work that no commit has. */
export function hookFigures(root: string): readonly Figure[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dotclaude-hook-')))
  try {
    const file = join(folder, 'guard.mjs')
    writeFileSync(file, HOOK_TEXT)
    const [bare = Number.NaN, ...times] = medians(
      [{ args: ['-e', '0'] }, ...CALLS.map((call) => programOf(call, file, root))],
      RUNS,
      root,
    )
    return CALLS.map((call, index) => figureOf(call, times[index] ?? Number.NaN, bare))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function programOf({ command, exitCode = 0 }: Call, file: string, cwd: string): Program {
  const event = {
    hook_event_name: 'PreToolUse',
    session_id: 'bench',
    cwd,
    tool_name: 'Bash',
    tool_input: { command },
  }
  return { args: [file], input: JSON.stringify(event), exitCode }
}

function figureOf({ what, command, limit }: Call, time: number, bare: number): Figure {
  const ratio = time / bare
  return {
    what: `hook beside node -e 0, ${what}: ${command}`,
    measured: `${time.toFixed(0)} ms / ${bare.toFixed(0)} ms = ${ratio.toFixed(2)}`,
    limit: `<= ${limit}`,
    isWithin: ratio <= limit,
  }
}
