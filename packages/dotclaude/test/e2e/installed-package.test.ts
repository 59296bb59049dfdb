// Both packages as somebody installs them: packed, installed into a project and globally, without a network. Every
// program runs through the link or shim that npm makes for it.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCli } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { afterAll, beforeAll, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import * as api from '../../src/index.ts'

const PACKAGES = fileURLToPath(new URL('../../..', import.meta.url))
const PRODUCTS = ['dotclaude', 'metrics-aggregator']
const BINS = Object.keys(manifest.bin)
/** Names that are there and do nothing yet. */

const tree = makeTempTree({ 'project/package.json': '{ "private": true }' })
const at = (path: string): string => join(tree.root, path)

function npm(cwd: string, ...args: string[]): string {
  const env = { ...process.env, npm_config_update_notifier: 'false', npm_config_cache: at('cache') }
  return execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

beforeAll(() => {
  const packed = PRODUCTS.map((name) => {
    const [{ filename }] = JSON.parse(
      npm(join(PACKAGES, name), 'pack', '--json', '--pack-destination', tree.root),
    ) as [{ filename: string }]
    return at(filename.replace('@', '').replace('/', '-'))
  })
  const quietly = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund']
  npm(at('project'), 'install', ...quietly, ...packed)
  npm(tree.root, 'install', '--global', '--prefix', at('global'), ...quietly, ...packed)
})
afterAll(tree.remove)

test('there are fifteen programs', () => {
  expect(BINS).toHaveLength(15)
})

test('nothing else is installed with them, and the licences of what is inside come along', () => {
  expect(readdirSync(at('project/node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    '@dotclaude',
    'metrics-aggregator',
  ])
  const licences = readFileSync(at('project/node_modules/@dotclaude/dotclaude/dist/LICENSES.txt'), 'utf8')
  for (const library of ['yaml', 'jsonc-parser', 'picomatch', 'diff'])
    expect(licences).toContain(`\n${library} `)
})

test.each(['@dotclaude/dotclaude', 'metrics-aggregator'])('%s lists what is inside', (name) => {
  const file = at(`project/node_modules/${name}/dist/sbom.spdx.json`)
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: { name: string }[] }
  expect(packages.map((part) => part.name)).toEqual(expect.arrayContaining([name, 'yaml']))
})

test('what its documents link to came along', () => {
  const folder = at('project/node_modules/@dotclaude/dotclaude')
  const docs = readdirSync(join(folder, 'docs'), { recursive: true, encoding: 'utf8' })
  const pages = ['README.md', ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)]
  expect(pages.length).toBeGreaterThan(5)
  const broken = pages.flatMap((page) =>
    [...readFileSync(join(folder, page), 'utf8').matchAll(/\]\((?![a-z]+:|#)([^)#]+)/g)]
      .map(([, link = '']) => join(page, '..', link))
      .filter((path) => !existsSync(join(folder, path))),
  )
  expect(broken).toEqual([])
})

const places = [
  { place: 'a project', folder: 'project/node_modules/.bin' },
  { place: 'the global prefix', folder: 'global/bin' },
]
const programs = places.flatMap(({ place, folder }) => BINS.map((bin) => ({ place, folder, bin })))

test.each(programs)('$bin in $place', async ({ folder, bin }) => {
  const program = at(`${folder}/${bin}`)
  expect(await runCli([program, '--version'])).toMatchObject({
    exitCode: 0,
    stdout: `${manifest.version}\n`,
    stderr: '',
  })
  const help = await runCli([program, '--help'])
  expect(help.exitCode).toBe(0)
  expect(help.stdout).toMatch(
    bin === 'dotclaude'
      ? /^dotclaude \d/
      : new RegExp(`^(?:Usage: )?${bin.replace('-', ' ')}(?:: | COMMAND )`),
  )
})

test('a program through a link to its link keeps its name', async () => {
  symlinkSync(at('global/bin/dotclaude-validate-specs'), at('checked'))
  expect((await runCli([at('checked'), '--help'])).stdout).toMatch(/^dotclaude validate-specs: /)
})

test('npx finds it in the project', () => {
  expect(npm(at('project'), 'exec', '--offline', '--', 'dotclaude', '--version')).toBe(
    `${manifest.version}\n`,
  )
})

test('metrics-aggregator', async () => {
  for (const { folder } of places)
    expect(await runCli([at(`${folder}/metrics-aggregator`), '--version'])).toMatchObject({ exitCode: 0 })
})

/** What a script prints that imports something, and the files of ours that Node loaded for it. */
async function importing(
  specifier: string,
  print: string,
): Promise<{ stdout: string; bytes: number; files: string[] }> {
  const script = `import * as it from '${specifier}'; console.log(JSON.stringify(${print}))`
  const { stdout } = await runCli([process.execPath, '--input-type=module', '--eval', script], {
    cwd: at('project'),
  })
  const files = filesOf(
    at(`project/node_modules/@dotclaude/dotclaude/dist/${specifier.split('/')[2] ?? 'index'}.js`),
  )
  return { stdout, files, bytes: files.reduce((sum, file) => sum + readFileSync(file).length, 0) }
}

/** A bundle and everything that it imports at once, not only when needed. */
function filesOf(file: string, seen: readonly string[] = []): string[] {
  if (seen.includes(file)) return []
  const imports = [
    ...readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)[^;]*?from ?"(\.[^"]+)"|^import ?"(\.[^"]+)"/gm,
    ),
  ]
  const below = imports.map(([, named, bare]) => join(file, '..', named ?? bare ?? ''))
  return below.reduce<string[]>((found, next) => [...found, ...filesOf(next, [...seen, ...found])], [file])
}

test('./exit-codes costs nothing else', async () => {
  const { stdout, bytes } = await importing('@dotclaude/dotclaude/exit-codes', 'it')
  expect(JSON.parse(stdout)).toEqual({ EXIT_CODES: { OK: 0, VALIDATION: 1, ENV: 2, USAGE: 64 } })
  expect(bytes).toBeLessThan(4_000)
})

test('./errors brings the codes and no rule', async () => {
  const { stdout, files } = await importing('@dotclaude/dotclaude/errors', 'Object.keys(it)')
  expect(JSON.parse(stdout)).toEqual(['ERROR_CODES', 'ValidationError', 'formatError'])
  const code = files.map((file) => readFileSync(file, 'utf8')).join('\n')
  expect(code).not.toMatch(
    /node_modules\/(yaml|jsonc-parser|picomatch|ajv)|schemas\.generated|pages\.generated/,
  )
})

test('the API works from the package', async () => {
  const { stdout } = await importing(
    '@dotclaude/dotclaude',
    '[Object.keys(it).length, it.SCHEMAS_DIR, it.version]',
  )
  const [count, schemas, version] = JSON.parse(stdout) as [number, string, string]
  // The 42 of version 1.3, and what is new.
  expect([count, version]).toEqual([Object.keys(api).length, manifest.version])
  expect(existsSync(join(schemas, 'spec.schema.json'))).toBe(true)
})

test('the example of the API runs as it stands', async () => {
  const example = fileURLToPath(new URL('../../examples/node-api.mjs', import.meta.url))
  tree.write({
    'project/node-api.mjs': readFileSync(example),
    'project/docs/specs/a/spec.json': '{ "id": "b" }',
  })
  const run = await runCli([process.execPath, 'node-api.mjs', '.'], { cwd: at('project') })
  expect(run).toMatchObject({ exitCode: 1, stderr: '' })
  expect(run.stdout).toContain('SPEC_ID_MISMATCH')
})

test('the program starts without loading a rule', () => {
  const code = filesOf(at('project/node_modules/@dotclaude/dotclaude/dist/main.js'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  expect(code).not.toMatch(
    /node_modules\/(yaml|jsonc-parser|picomatch|ajv|diff)|schemas\.generated|pages\.generated/,
  )
})
