// Builds what is published: self-contained bundles of the entries, the declarations of the library surface, and the
// licences of every library that ended up inside a bundle. Run by tools/ready.mjs, which decides when.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as runEsbuild } from 'esbuild'
import type { Plugin } from 'esbuild'
import { licencesOf } from './licences.ts'
import { partsListOf } from './parts-list.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NODE_FLOOR = 'node20.19'

type Format = 'cjs' | 'esm'

interface Product {
  /** Bundled for a terminal: they get a shebang and the execute bit. */
  readonly programs: readonly string[]
  /** CommonJS starts faster and smaller, because Node.js need not load its ESM loader for one file. */
  readonly programFormat: Format
  /** Bundled for `import`; their declarations are emitted as well. */
  readonly libraries: readonly string[]
  /** What is imported when it is needed becomes a file of its own, so that it costs nothing before. */
  readonly isSplit: boolean
  /** Libraries that a CommonJS program loads when it needs them: a file for each, since only ESM can be split. */
  readonly onDemand: readonly string[]
  /** Sources of ours with libraries behind them, the same way: by the name of the file that they become. */
  readonly onDemandSources: Readonly<Record<string, string>>
}

const PRODUCTS: Readonly<Record<string, Product>> = {
  'metrics-aggregator': {
    programs: ['main'],
    programFormat: 'cjs',
    libraries: ['index'],
    isSplit: false,
    onDemand: ['yaml'],
    onDemandSources: { 'open-telemetry': 'telemetry/tracing/open-telemetry' },
  },
  dotclaude: {
    programs: ['main'],
    programFormat: 'esm',
    libraries: ['index', 'errors', 'exit-codes'],
    isSplit: true,
    onDemand: [],
    onDemandSources: {},
  },
}

interface BundleOptions {
  readonly format: Format
  readonly splitting: boolean
  readonly onDemand?: readonly string[]
  readonly onDemandSources?: readonly string[]
}

/** Bundles entries, by the names of their output, into a folder and tells which files went in. */
async function bundle(
  entries: Readonly<Record<string, string>>,
  into: string,
  { format, splitting, onDemand = [], onDemandSources = [] }: BundleOptions,
): Promise<string[]> {
  const { metafile } = await runEsbuild({
    absWorkingDir: ROOT,
    entryPoints: entries,
    outdir: into,
    outExtension: { '.js': endingOf(format) },
    chunkNames: 'chunks/[name]-[hash]',
    splitting,
    bundle: true,
    platform: 'node',
    target: NODE_FLOOR,
    format,
    legalComments: 'none',
    // Less to read at every start, and less to keep in memory; names stay, for stack traces.
    minifyWhitespace: true,
    minifySyntax: true,
    // Some libraries come in CommonJS that requires modules while it runs, which an ESM bundle cannot.
    mainFields: ['module', 'main'],
    alias: { yaml: YAML },
    plugins: [leaveOut(onDemand), leaveOutSources(onDemandSources)],
    // A CommonJS program would load the ESM loader for its first `import()`.
    supported: format === 'cjs' ? { 'dynamic-import': false } : {},
    logLevel: 'warning',
    metafile: true,
  })
  return Object.keys(metafile.inputs)
}

/** What bundles in ESM, by the name that sources import it with. */
const YAML = join(ROOT, 'node_modules/yaml/browser/index.js')

const namesOf = (libraries: readonly string[]): Record<string, string> =>
  Object.fromEntries(libraries.map((name) => [name, name]))

const pathsOf = (product: string, sources: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(sources).map(([name, path]) => [name, join(product, 'src', `${path}.ts`)]),
  )

const sourcesOf = (product: string, entries: readonly string[]): Record<string, string> =>
  Object.fromEntries(entries.map((entry) => [entry, join(product, 'src', `${entry}.ts`)]))

/** Imports of these libraries become imports of the files that they are bundled into. */
function leaveOut(libraries: readonly string[]): Plugin {
  return {
    name: 'on-demand',
    setup: (build) => {
      build.onResolve({ filter: /^[a-z@]/ }, ({ path, kind }) =>
        kind !== 'entry-point' && libraries.includes(path)
          ? { path: `./${path}${endingOf('cjs')}`, external: true }
          : undefined,
      )
    },
  }
}

/** The same for sources of ours, by the names of their files. */
function leaveOutSources(sources: readonly string[]): Plugin {
  return {
    name: 'sources-on-demand',
    setup: (build) => {
      build.onResolve({ filter: /\.ts$/ }, ({ path, kind }) => {
        const name = basename(path, '.ts')
        return kind !== 'entry-point' && sources.includes(name)
          ? { path: `./${name}${endingOf('cjs')}`, external: true }
          : undefined
      })
    },
  }
}

/** The packages are ESM, so CommonJS says so by its ending. */
function endingOf(format: Format): string {
  return format === 'cjs' ? '.cjs' : '.js'
}

/** Marks a bundle as a command of the shell. */
function makeProgram(file: string): void {
  writeFileSync(file, `#!/usr/bin/env node\n${readFileSync(file, 'utf8')}`)
  chmodSync(file, 0o755)
}

/** One character beyond Latin-1 makes V8 keep the whole program in two bytes a character, in every container it runs in. */
function refuseWideCharacters(file: string): void {
  const wide = /[\u0100-\uffff]/.exec(readFileSync(file, 'utf8'))
  if (wide === null) return
  const place = wide.input.slice(Math.max(0, wide.index - 40), wide.index + 1)
  throw new Error(`${file} has a character beyond Latin-1, escape it in its source: ${place}`)
}

/** Programs of the manifest that are other names of `main`: a file each, because Windows and pnpm keep no link's name. */
function makeOtherNames(product: string, into: string): void {
  const { bin } = JSON.parse(readFileSync(join(product, 'package.json'), 'utf8'))
  const files = Object.values<string>(bin).filter((file) => file.startsWith('dist/bin/'))
  for (const file of files) {
    const path = join(into, file.replace('dist/', ''))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, "import '../main.js'\n")
    makeProgram(path)
  }
}

function emitDeclarations(product: string, into: string): void {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const args = ['-p', join(product, 'tsconfig.build.json'), '--outDir', into]
  execFileSync(process.execPath, [tsc, ...args], { cwd: ROOT, stdio: 'inherit' })
}

/** The finished folder takes the old one's place at once, so a program started meanwhile finds a whole build. */
function replaceFolder(folder: string, replacement: string): void {
  const old = `${folder}.old`
  rmSync(old, { recursive: true, force: true })
  if (existsSync(folder)) renameSync(folder, old)
  renameSync(replacement, folder)
  rmSync(old, { recursive: true, force: true })
}

async function buildProduct(name: string, parts: Product): Promise<void> {
  const { programs, programFormat, libraries, isSplit, onDemand, onDemandSources } = parts
  const product = join(ROOT, 'packages', name)
  const dist = join(product, 'dist')
  const next = `${dist}.next`
  rmSync(next, { recursive: true, force: true })
  // Entries of one format share their chunks.
  const inputs =
    programFormat === 'esm'
      ? await bundle(sourcesOf(product, [...programs, ...libraries]), next, {
          format: 'esm',
          splitting: isSplit,
        })
      : [
          ...(await bundle(sourcesOf(product, programs), next, {
            format: 'cjs',
            splitting: false,
            onDemand,
            onDemandSources: Object.keys(onDemandSources),
          })),
          ...(await bundle({ ...namesOf(onDemand), ...pathsOf(product, onDemandSources) }, next, {
            format: 'cjs',
            splitting: false,
          })),
          ...(await bundle(sourcesOf(product, libraries), next, { format: 'esm', splitting: isSplit })),
        ]
  for (const entry of programs) makeProgram(join(next, `${entry}${endingOf(programFormat)}`))
  if (programFormat === 'cjs') for (const entry of programs) refuseWideCharacters(join(next, `${entry}.cjs`))
  makeOtherNames(product, next)
  if (libraries.length > 0) emitDeclarations(product, next)
  writeFileSync(
    join(next, 'LICENSES.txt'),
    licencesOf(ROOT, inputs, readFileSync(join(ROOT, 'LICENSE'), 'utf8')),
  )
  const own = JSON.parse(readFileSync(join(product, 'package.json'), 'utf8'))
  const { version, license } = own
  writeFileSync(
    join(next, 'sbom.spdx.json'),
    partsListOf(ROOT, inputs, { name: own.name, version, license }, new Date()),
  )
  replaceFolder(dist, next)
}

for (const name of process.argv.slice(2)) {
  const product = PRODUCTS[name]
  if (!product) throw new Error(`no product is called ${name}; there are ${Object.keys(PRODUCTS).join(', ')}`)
  await buildProduct(name, product)
}
