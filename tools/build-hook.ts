// Bundles the hook into one file that needs Node and nothing else, and puts its text into a TypeScript module: `init`
// writes it into repositories, where no package is installed. Most calls of the hook end after a look at the command, so
// what only the others need is carried as comments that are compiled when they are needed. The licences stand at the end.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { BuildOptions, Plugin } from 'esbuild'
import { STRETCH_BYTES } from '../packages/dotclaude/src/hook/scripts.ts'
import { licencesOf } from './licences.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PRODUCT = join(ROOT, 'packages/dotclaude')
const TARGET = join(PRODUCT, 'src/install/hook-file.generated.ts')

/**
 * Node's own modules are fetched when something of them is used; imported at the top, they would cost every call. The
 * bundler looks for names in the object itself, and for what it does not find there it asks what stands behind.
 */
const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(hook) {
    hook.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'builtin' }))
    hook.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = Object.create(new Proxy({}, { get: (_, name) => process.getBuiltinModule(${JSON.stringify(path)})[name] }))`,
      loader: 'js',
    }))
  },
}

const SOURCES = join(PRODUCT, 'src')
const SPOKEN = ['hook', 'policy', 'repo', 'guard', 'guard-store']
  .flatMap((folder) =>
    readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  )
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(SOURCES, file), 'utf8'))
  .join('')

/** Of the code table, what the hook can say: most areas never come up, and the guard has its own at hand. */
const ownCodes: Plugin = {
  name: 'own-codes',
  setup(hook) {
    hook.onLoad({ filter: /\/diagnostics\/codes\/[a-z]+\.ts$/ }, async ({ path }) => {
      const tables = Object.entries((await import(path)) as Record<string, Record<string, object>>)
      const contents = tables.map(
        ([name, table]) =>
          `export const ${name} = ${JSON.stringify(Object.fromEntries(Object.entries(table).filter(([code]) => SPOKEN.includes(`'${code}'`))))}\n`,
      )
      return { contents: contents.join(''), loader: 'js' }
    })
    hook.onResolve({ filter: /\/codes\/guard\.ts$/ }, ({ importer }) =>
      importer.endsWith('/code-table.ts') ? { path: 'guard', namespace: 'no-codes' } : undefined,
    )
    hook.onLoad({ filter: /.*/, namespace: 'no-codes' }, () => ({
      contents: 'export const GUARD_CODES = {}',
      loader: 'js',
    }))
  },
}

const OPTIONS = {
  absWorkingDir: ROOT,
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  minify: true,
  // CommonJS inside would ask for modules while it runs, which a file of its own cannot.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  metafile: true,
} as const satisfies BuildOptions

const inputs = new Set<string>()

async function bundled(options: BuildOptions): Promise<string> {
  const { outputFiles, metafile } = await build({ ...OPTIONS, ...options })
  for (const input of Object.keys(metafile?.inputs ?? {})) inputs.add(input)
  return outputFiles?.[0]?.text ?? ''
}

/**
 * Scripts that most calls do without, and the modules that each gives. What is needed together is one script; the first
 * is needed by whoever needs any.
 */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  guard: ['hook/judge-line', 'hook/warm-up'],
  grammar: ['guard/read/grammar'],
  policy: ['hook/judge-writes', 'hook/judge-session', 'hook/judge-commit'],
  powershell: ['guard/read/powershell'],
  code: ['guard/read/start-code'],
  tools: ['guard/read/start-tools'],
  services: ['guard/rules/services'],
  unlisted: ['agents/unlisted-tool'],
  json: ['repo/json-document'],
  saving: ['guard-store/save-work-tree'],
  keeping: ['hook/keep-scripts'],
}

/** Seen from other scripts, the functions of a script fetch it when they are called. */
function laterModules(own?: string): Plugin {
  return {
    name: 'later-modules',
    setup(hook) {
      hook.onResolve({ filter: /^\..*\.ts$/ }, ({ importer, resolveDir, path }) => {
        const module = relative(SOURCES, join(resolveDir, path)).replace(/\.ts$/, '')
        const [name] = Object.entries(SCRIPTS).find(([, modules]) => modules.includes(module)) ?? []
        return name === undefined || name === own || importer === '<stdin>'
          ? undefined
          : { path: module, namespace: 'later', pluginData: name }
      })
      hook.onLoad({ filter: /.*/, namespace: 'later' }, ({ path, pluginData }) => ({
        contents: functionsOf(path)
          .map((name) => `export const ${name} = (...args) => load('${pluginData}').${name}(...args)\n`)
          .join(''),
        loader: 'js',
      }))
    },
  }
}

function functionsOf(module: string): readonly string[] {
  const source = readFileSync(join(SOURCES, `${module}.ts`), 'utf8')
  return [...source.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name = '']) => name)
}

const GLOBAL = 'script'
const DIGEST_LENGTH = 16

/** A comment of one line, so that the engine passes over it; behind its name stands what tells its versions apart. */
async function commentOf(name: string, modules: readonly string[]): Promise<string> {
  const script = await bundled({
    stdin: {
      contents: modules.map((module) => `export * from './${module}.ts'\n`).join(''),
      resolveDir: SOURCES,
      loader: 'ts',
    },
    format: 'iife',
    globalName: GLOBAL,
    // Their line breaks would end the comment.
    supported: { 'template-literal': false },
    plugins: [laterModules(name), lazyBuiltins, ownCodes],
  })
  const text = script.trim()
  if (text.includes('\n')) throw new Error(`the script ${name} has more than one line`)
  const expression = `(load=>{${text}return ${GLOBAL}})`
  const digest = createHash('sha256').update(expression).digest('hex').slice(0, DIGEST_LENGTH)
  return `//${name} ${digest} ${expression}\n`
}

const { version } = JSON.parse(readFileSync(join(PRODUCT, 'package.json'), 'utf8')) as { version: string }
const hook = await bundled({
  entryPoints: ['packages/dotclaude/src/hook.ts'],
  format: 'esm',
  plugins: [laterModules(), lazyBuiltins],
  // Gives the stubs their `load`.
  inject: ['packages/dotclaude/src/hook/scripts.ts'],
})
/** An import that draws a table in costs every call of every agent, and nothing else would show it. */
const START_BYTES_MAX = 29_500
if (hook.length > START_BYTES_MAX)
  throw new Error(
    `what every call of the hook loads has ${hook.length} bytes, at most ${START_BYTES_MAX} are allowed: let it import less, or put what few calls need into a script of SCRIPTS`,
  )
const scripts = await Promise.all(Object.entries(SCRIPTS).map(([name, modules]) => commentOf(name, modules)))

const HEAD = `#!/usr/bin/env node
// The hook of dotclaude ${version}: coding agents call it before a tool runs and when a turn ends. Written by
// \`dotclaude init\` and made from the sources of the package @dotclaude/dotclaude; change it there.
`
const licences = licencesOf(ROOT, [...inputs], readFileSync(join(ROOT, 'LICENSE'), 'utf8'))
const notices = licences.replaceAll('\r\n', '\n').trimEnd().replaceAll(/^/gm, '// ').replaceAll(/ +$/gm, '')
const text = `${HEAD}${hook}${scripts.join('')}${notices}\n`
// One other letter, and the engine holds the whole file in two bytes for each.
const foreign = /\P{ASCII}/u.exec(text)
if (foreign !== null) throw new Error(`the hook file is to be ASCII, and has ${JSON.stringify(foreign[0])}`)

const firstEnd = text.indexOf(scripts[0] ?? '') + (scripts[0]?.length ?? 0)
if (firstEnd > STRETCH_BYTES)
  throw new Error(
    `the first script ends at byte ${firstEnd}, and what is read for it ends at ${STRETCH_BYTES}: read more, or move something out`,
  )

const part = `${TARGET}.${process.pid}.part`
writeFileSync(
  part,
  `// Generated by tools/build-hook.ts from src/hook.ts; not kept in git.
/** The file that \`init\` writes. */
export const HOOK_TEXT: string = ${JSON.stringify(text)}
`,
)
renameSync(part, TARGET)
