// The figures that the contract names, measured on what is built: starting up and the hook beside a bare Node, `check`
// over a large repository, handoffs over many sessions, the scrubber. `--fail` makes a figure beyond its limit exit 1.
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { handoffFigures } from './handoff.ts'
import { hookFigures } from './hook.ts'
import { writeLargeRepository } from './large-repository.ts'
import { medians, timeOf } from './medians.ts'
import type { Figure } from './medians.ts'
import { scrubFigures } from './scrub.ts'
import { flagsOrEnd } from '../../../tools/tool-flags.ts'
import type { Tool } from '../../../tools/tool-flags.ts'

const PROGRAM = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const START_RUNS = 21
const CHECK_RUNS = 7
const SIZE = { files: 10_000, specs: 500 }
const START_RATIO_MAX = 1.3
const CHECK_SECONDS_MAX = 1.5

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

function checking(root: string): Figure {
  timeOf({ args: [PROGRAM, 'validate-skills', '--update'] }, root)
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
    return [startUp(root), checking(root), ...hookFigures(root)]
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const TOOL: Tool = {
  name: 'npm run bench -w dotclaude',
  does: 'Measures what is built: its start and the hook beside a bare Node, the check, handoffs, the scrubber.',
  flags: [{ name: 'fail', help: 'make the exit code 1 if a figure is beyond its limit' }],
}

const VERDICTS = new Map<boolean | undefined, string>([
  [true, 'within'],
  [false, 'BEYOND'],
])

async function bench(mayFail: boolean): Promise<void> {
  const figures = [...measure(), ...handoffFigures(PROGRAM), ...(await scrubFigures())]
  console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`)
  for (const { what, measured, limit, isWithin } of figures)
    console.log(`${VERDICTS.get(isWithin) ?? '      '}  ${what}: ${measured} (${limit})`)
  if (mayFail && figures.some(({ isWithin }) => isWithin === false)) process.exitCode = 1
}

const flags = flagsOrEnd(TOOL, process.argv.slice(2))
if (flags !== undefined) await bench(flags['fail'] !== undefined)
