// Builds what is published: one self-contained file per entry, the declarations of the library surface, and the
// licences of every library that ended up inside a bundle. Run by tools/ready.mjs, which decides when.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { licencesOf } from './licences.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NODE_FLOOR = 'node20.19'

interface Product {
  /** Bundled for a terminal: they get a shebang and the execute bit. */
  readonly programs: readonly string[]
  /** CommonJS starts faster and smaller, because Node.js need not load its ESM loader for one file. */
  readonly programFormat: 'cjs' | 'esm'
  /** Bundled for `import`; their declarations are emitted as well. */
  readonly libraries: readonly string[]
}

const PRODUCTS: Readonly<Record<string, Product>> = {
  'metrics-aggregator': { programs: ['main'], programFormat: 'cjs', libraries: ['index'] },
  dotclaude: { programs: ['main'], programFormat: 'esm', libraries: [] },
}

/** Bundles one entry into a folder and tells which files went in. */
async function bundle(product: string, entry: string, format: 'cjs' | 'esm', into: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(product, 'src', `${entry}.ts`)],
    outfile: join(into, fileName(entry, format)),
    bundle: true,
    platform: 'node',
    target: NODE_FLOOR,
    format,
    legalComments: 'none',
    // Less to read at every start, and less to keep in memory; names stay, for stack traces.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
    metafile: true,
  })
  return Object.keys(metafile.inputs)
}

/** The packages are ESM, so CommonJS says so by its ending. */
function fileName(entry: string, format: 'cjs' | 'esm'): string {
  return `${entry}.${format === 'cjs' ? 'cjs' : 'js'}`
}

/** Marks a bundle as a command of the shell. */
function makeProgram(file: string): void {
  writeFileSync(file, `#!/usr/bin/env node\n${readFileSync(file, 'utf8')}`)
  chmodSync(file, 0o755)
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

async function buildProduct(name: string, { programs, programFormat, libraries }: Product): Promise<void> {
  const product = join(ROOT, 'packages', name)
  const dist = join(product, 'dist')
  const next = `${dist}.next`
  rmSync(next, { recursive: true, force: true })
  const inputs: string[] = []
  for (const entry of programs) inputs.push(...(await bundle(product, entry, programFormat, next)))
  for (const entry of libraries) inputs.push(...(await bundle(product, entry, 'esm', next)))
  for (const entry of programs) makeProgram(join(next, fileName(entry, programFormat)))
  if (libraries.length > 0) emitDeclarations(product, next)
  writeFileSync(
    join(next, 'LICENSES.txt'),
    licencesOf(ROOT, inputs, readFileSync(join(ROOT, 'LICENSE'), 'utf8')),
  )
  replaceFolder(dist, next)
}

for (const name of process.argv.slice(2)) {
  const product = PRODUCTS[name]
  if (!product) throw new Error(`no product is called ${name}; there are ${Object.keys(PRODUCTS).join(', ')}`)
  await buildProduct(name, product)
}
