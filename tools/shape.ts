// `npm run shape`: how large files and functions are, beside the last release, so that growth is noticed while it is
// cheap. It only tells; a long table or a byte loop kept whole for speed is a good reason, and it never fails.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { functionsIn } from './functions.ts'
import { ROOT, repositoryFiles } from './repository-files.ts'

/** What tends to be, and what is worth a second look. */
interface Measure {
  readonly name: string
  readonly secondLook: number
  /** A value per thing measured, with the thing's name. */
  readonly values: readonly Value[]
}

interface Value {
  readonly of: string
  readonly value: number
}

interface Source {
  readonly path: string
  readonly text: string
}

const isSource = (path: string): boolean => /^(tools|packages\/[^/]+\/src)\/.+\.ts$/.test(path)
const isTest = (path: string): boolean => /\/test\/.+\.ts$|^test\/.+\.ts$/.test(path)
const lines = ({ path, text }: Source): Value => ({ of: path, value: text.split('\n').length - 1 })

function filesPerFolder(sources: readonly Source[]): Value[] {
  const counts = new Map<string, number>()
  for (const { path } of sources) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  return [...counts].map(([of, value]) => ({ of, value }))
}

function measure(files: readonly Source[]): Measure[] {
  const sources = files.filter(({ path }) => isSource(path))
  // AssemblyScript decorates functions, which the parser does not read; its files are measured, its functions are not.
  const functions = sources
    .filter(({ path }) => !path.includes('/assembly/'))
    .flatMap(({ path, text }) => functionsIn(text).map((one) => ({ ...one, of: `${path}: ${one.name}` })))
  return [
    { name: 'lines a source file', secondLook: 300, values: sources.map(lines) },
    {
      name: 'lines a test file',
      secondLook: 400,
      values: files.filter(({ path }) => isTest(path)).map(lines),
    },
    {
      name: 'lines a function',
      secondLook: 60,
      values: functions.map(({ of, lineCount }) => ({ of, value: lineCount })),
    },
    {
      name: 'parameters',
      secondLook: 4,
      values: functions.map(({ of, parameters }) => ({ of, value: parameters })),
    },
    { name: 'nesting', secondLook: 4, values: functions.map(({ of, depth }) => ({ of, value: depth })) },
    { name: 'files a folder', secondLook: 15, values: filesPerFolder(sources) },
  ]
}

function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return undefined
  }
}

/** The files of the last tag, or `undefined` before the first release. */
function releasedFiles(): { tag: string; files: Source[] } | undefined {
  const tag = git('describe', '--tags', '--abbrev=0')?.trim()
  if (tag === undefined) return undefined
  const paths = git('ls-tree', '-r', '--name-only', tag)?.split('\n') ?? []
  return {
    tag,
    files: paths.filter((path) => isSource(path) || isTest(path)).map((path) => fileAt(tag, path)),
  }
}

const fileAt = (tag: string, path: string): Source => ({ path, text: git('show', `${tag}:${path}`) ?? '' })

function quantile(values: readonly Value[], part: number): number {
  const sorted = values.map(({ value }) => value).toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

const figures = ({ values }: Measure): string =>
  [values.length, quantile(values, 0.5), quantile(values, 0.9), quantile(values, 1)]
    .map((figure) => String(figure).padStart(7))
    .join('')

const here = repositoryFiles()
  .filter((path) => isSource(path) || isTest(path))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
const now = measure(here)
const released = releasedFiles()
const before = released ? measure(released.files) : undefined

console.log(
  `${''.padEnd(20)}  count median    90%    max${released ? `   at ${released.tag}` : '   (no release yet)'}`,
)
for (const [index, one] of now.entries()) {
  const then = before?.[index]
  console.log(`${one.name.padEnd(20)}${figures(one)}${then ? figures(then) : ''}`)
}
console.log('\nworth a second look:')
for (const { name, secondLook, values } of now) {
  for (const { of, value } of values.filter((one) => one.value > secondLook))
    console.log(`  ${value} ${name}: ${of}`)
}
