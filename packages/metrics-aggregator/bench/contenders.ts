/**
 * Who is measured: ourselves and the baselines, each a program that merges files again and again and times itself. The
 * baselines are built when asked for; where their compiler is missing they are left out by name.
 */
import { execFile } from 'node:child_process'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export type ContenderName = 'ours' | 'c' | 'split' | 'expfmt'

export interface Contender {
  readonly name: ContenderName
  /** How the tables call it. */
  readonly title: string
  /** The program and its first words, or what has to be installed for it. */
  readonly command: readonly string[] | { readonly missing: string }
}

interface Baseline {
  readonly name: Exclude<ContenderName, 'ours'>
  readonly title: string
  readonly compiler: 'gcc' | 'go'
  /** The compiler's words before the output's path, and after it. */
  readonly flags: readonly string[]
  readonly sources: readonly string[]
  /** Where it is built, below `baselines/`. */
  readonly folder: string
}

const BASELINES_FOLDER = fileURLToPath(new URL('baselines/', import.meta.url))
const BUILD_FOLDER = fileURLToPath(new URL('../../../.build/bench/', import.meta.url))

const BASELINES: readonly Baseline[] = [
  {
    name: 'c',
    title: 'the same algorithm in C',
    compiler: 'gcc',
    flags: ['-O3', '-msse2', '-o'],
    sources: ['merge.c'],
    folder: '.',
  },
  {
    name: 'split',
    title: 'naive Go splitter',
    compiler: 'go',
    flags: ['build', '-o'],
    sources: ['split.go'],
    folder: '.',
  },
  {
    name: 'expfmt',
    title: 'Go expfmt',
    compiler: 'go',
    flags: ['build', '-o'],
    sources: ['.'],
    folder: 'expfmt',
  },
]

const run = promisify(execFile)

export function ours(): Contender {
  const loader = createRequire(import.meta.url).resolve('tsx')
  const program = fileURLToPath(new URL('merge-process.ts', import.meta.url))
  return {
    name: 'ours',
    title: 'metrics-aggregator',
    command: [process.execPath, '--import', loader, program],
  }
}

/** Builds the baseline anew; compilers keep caches of their own. */
export async function buildBaseline(name: Baseline['name']): Promise<Contender> {
  const baseline = BASELINES.find((each) => each.name === name)
  if (baseline === undefined) throw new Error(`no baseline is called ${name}`)
  const { title, compiler, flags, sources, folder } = baseline
  if (!isInstalled(compiler)) return { name, title, command: { missing: compiler } }
  mkdirSync(BUILD_FOLDER, { recursive: true })
  const program = join(BUILD_FOLDER, name)
  await run(compiler, [...flags, program, ...sources], { cwd: join(BASELINES_FOLDER, folder) })
  return { name, title, command: [program] }
}

export async function allContenders(): Promise<readonly Contender[]> {
  const contenders = [ours()]
  // One after another: a build must not disturb anything, and a machine has few cores.
  for (const { name } of BASELINES) contenders.push(await buildBaseline(name))
  return contenders
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
