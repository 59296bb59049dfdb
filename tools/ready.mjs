// The front door of the repository's commands on a machine that has only Node and git: it installs and builds what
// is missing or stale, then does what was asked. Plain JavaScript with node: imports alone, because nothing else is
// there on a fresh clone. A second run finds its stamps current and adds neither an install nor a build.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { withLock } from './lock.mjs'
import { digestOf, isCurrent, writeStamp } from './stamp.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const EXIT_CANNOT = 2
const EXIT_USAGE = 64
/** Longer than an installation over a slow network and all builds take. */
const WAIT_MS = 15 * 60_000

const TOOL_CHAIN = ['package-lock.json', 'tsconfig.base.json', 'tools/stamp.mjs']

/** What is built, from which files, into which; each is one call of a tool. */
const BUILDS = {
  engine: {
    sources: [...TOOL_CHAIN, 'tools/build-engine.ts', 'packages/metrics-aggregator/src/engine/assembly'],
    outputs: ['packages/metrics-aggregator/src/engine/module.generated.ts'],
    command: ['tools/build-engine.ts'],
  },
  pages: {
    sources: ['tools/stamp.mjs', 'tools/build-pages.ts', 'packages/dotclaude/docs/errors'],
    outputs: ['packages/dotclaude/src/diagnostics/pages.generated.ts'],
    command: ['tools/build-pages.ts'],
  },
  schemas: {
    sources: [...TOOL_CHAIN, 'tools/build-schemas.ts', 'packages/dotclaude/schemas'],
    outputs: ['packages/dotclaude/src/validate/schemas.generated.ts'],
    command: ['tools/build-schemas.ts'],
  },
  templates: {
    sources: ['tools/stamp.mjs', 'tools/build-templates.ts', 'packages/dotclaude/content/templates'],
    outputs: ['packages/dotclaude/src/install/templates.generated.ts'],
    command: ['tools/build-templates.ts'],
  },
  hook: {
    sources: [
      ...TOOL_CHAIN,
      'tools/build-hook.ts',
      'tools/licences.ts',
      'packages/dotclaude/package.json',
      'packages/dotclaude/src/hook.ts',
      ...['agents', 'diagnostics', 'guard', 'guard-store', 'hook', 'policy', 'repo'].map(
        (folder) => `packages/dotclaude/src/${folder}`,
      ),
    ],
    outputs: ['packages/dotclaude/src/install/hook-file.generated.ts'],
    command: ['tools/build-hook.ts'],
  },
  'metrics-aggregator': {
    sources: [
      ...TOOL_CHAIN,
      'tools/build.ts',
      'tools/licences.ts',
      'tools/parts-list.ts',
      'tools/build-engine.ts',
      'packages/metrics-aggregator/package.json',
      'packages/metrics-aggregator/tsconfig.build.json',
      'packages/metrics-aggregator/src',
    ],
    outputs: ['packages/metrics-aggregator/dist/main.cjs', 'packages/metrics-aggregator/dist/index.d.ts'],
    command: ['tools/build.ts', 'metrics-aggregator'],
  },
  dotclaude: {
    sources: [
      ...TOOL_CHAIN,
      'tools/build.ts',
      'tools/licences.ts',
      'tools/parts-list.ts',
      'packages/dotclaude/package.json',
      'packages/dotclaude/tsconfig.build.json',
      'packages/dotclaude/content/templates',
      'packages/dotclaude/docs/errors',
      'packages/dotclaude/schemas',
      'packages/dotclaude/src',
    ],
    outputs: ['packages/dotclaude/dist/main.js', 'packages/dotclaude/dist/index.d.ts'],
    command: ['tools/build.ts', 'dotclaude'],
  },
}

/** The modules that sources import and that are not kept in git. */
const GENERATED = ['engine', 'pages', 'schemas', 'templates', 'hook']

/** Those with programs of their own. */
const PACKAGES = ['metrics-aggregator', 'dotclaude']

function stop(reason) {
  process.stderr.write(`${reason}\n`)
  process.exit(EXIT_CANNOT)
}

/** Two installations at once break each other, and so do an installation and a build. */
function alone(work) {
  return withLock(join(ROOT, '.build', 'ready.lock'), work, { waitMs: WAIT_MS, onWait: sayWaiting }).catch(
    (error) => stop(error.message),
  )
}

let isWaitingSaid = false

/** Two runs may build in turns; that is one matter. */
function sayWaiting(pids) {
  if (isWaitingSaid) return
  isWaitingSaid = true
  process.stderr.write(`waiting for another run that installs or builds (process ${pids.join(', ')})\n`)
}

/** Runs a program to its end, with its words on our stderr, so that stdout belongs to what was asked for. */
async function mustRun([program, ...args], holdFor) {
  const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 2, 2] })
  if (child.pid !== undefined) holdFor(child.pid)
  const [status] = await once(child, 'close').catch((error) => stop(`${program}: ${error.message}`))
  if (status !== 0) process.exit(EXIT_CANNOT)
}

function npm(args, holdFor) {
  // Under `npm run`, npm says where it is; that also spares Windows its npm.cmd.
  const path = process.env['npm_execpath']
  return mustRun(path ? [process.execPath, path, ...args] : ['npm', ...args], holdFor)
}

/** npm's own record of what lies in node_modules, compared with the lockfile; optional parts are for other platforms. */
function isLockfileInstalled() {
  const record = join(ROOT, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted)
    .filter(
      ([path, entry]) =>
        path.includes('node_modules/') && !entry.link && !entry.optional && !entry.devOptional,
    )
    .every(([path, entry]) => (present[path]?.version ?? versionAt(path)) === entry.version)
}

/** npm keeps no record of what lies in the folder of a package of ours. */
function versionAt(path) {
  const manifest = join(ROOT, path, 'package.json')
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined
}

/** Looks before it takes the lock, so that a run with nothing to do never waits, and again when it has it. */
async function ensure(isDone, work) {
  if (isDone()) return
  await alone(async (holdFor) => {
    if (!isDone()) await work(holdFor)
  })
}

function ensureInstalled() {
  const stamp = join(ROOT, 'node_modules/.ready')
  const digest = digestOf(ROOT, ['package-lock.json'])
  const isDone = () => isCurrent(stamp, digest)
  return ensure(isDone, async (holdFor) => {
    if (!isLockfileInstalled()) {
      process.stderr.write('installing the tool chain (npm ci)\n')
      // Development tools are needed even where NODE_ENV=production is set.
      await npm(['ci', '--include=dev', '--no-audit', '--no-fund'], holdFor)
    }
    writeStamp(stamp, digest)
  })
}

function ensureBuilt(name) {
  const { sources, outputs, command } = BUILDS[name]
  const stamp = join(ROOT, '.build', `${name}.stamp`)
  const digest = digestOf(ROOT, sources)
  const outputPaths = outputs.map((output) => join(ROOT, output))
  const isDone = () => isCurrent(stamp, digest, outputPaths)
  return ensure(isDone, async (holdFor) => {
    process.stderr.write(`building ${name}\n`)
    await mustRun([process.execPath, '--import', 'tsx', ...command], holdFor)
    writeStamp(stamp, digest)
  })
}

async function ensureAllBuilt() {
  for (const name of Object.keys(BUILDS)) await ensureBuilt(name)
  await ensureLinked()
}

/** npm leaves out programs that were not built when it installed; `npx metrics-aggregator` would not find ours. */
function ensureLinked() {
  const isDone = () => unlinked().length === 0
  return ensure(isDone, (holdFor) =>
    npm(
      [
        'rebuild',
        '--silent',
        '--ignore-scripts',
        '--offline',
        ...unlinked().map((name) => `--workspace=packages/${name}`),
      ],
      holdFor,
    ),
  )
}

function unlinked() {
  return PACKAGES.filter((name) => {
    const { bin } = JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8'))
    return Object.keys(bin).some((program) => !existsSync(join(ROOT, 'node_modules/.bin', program)))
  })
}

/** Replaces this process by a program as far as Node can: same terminal, same exit code. */
function become(args) {
  const { status, signal } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
  if (signal) process.kill(process.pid, signal)
  process.exitCode = status ?? EXIT_CANNOT
}

/** Loads the built program into this very process, so that signals reach it directly. */
async function startDaemon(args) {
  const main = join(ROOT, 'packages/metrics-aggregator/dist/main.cjs')
  process.argv = [process.execPath, main, 'demo', ...args]
  await import(pathToFileURL(main).href)
}

/** It builds by steps of its own, so that a build that fails is counted and the other steps still run. */
const check = (args) => become(['--import', 'tsx', 'tools/check.ts', ...args])

/** What the gate says about this repository, on stderr. It stops nobody from looking at the demo. */
function runGate() {
  const gate = [process.execPath, 'packages/dotclaude/dist/main.js', 'check']
  spawnSync(gate[0], gate.slice(1), { cwd: ROOT, stdio: ['ignore', 2, 2] })
}

const COMMANDS = {
  async start(args) {
    await ensureAllBuilt()
    runGate()
    return startDaemon(args)
  },
  async generated() {
    for (const name of GENERATED) await ensureBuilt(name)
  },
  build() {
    return ensureAllBuilt()
  },
  check,
  async test(args) {
    if (args.length === 0) return check(['--skip', 'format,lint,markdown'])
    await ensureAllBuilt()
    become(['node_modules/vitest/vitest.mjs', 'run', ...args])
  },
  e2e() {
    check(['--only', 'build,e2e-real'])
  },
}

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
if (command) {
  await ensureInstalled()
  await command(args)
} else {
  process.stderr.write(`usage: node tools/ready.mjs ${Object.keys(COMMANDS).join('|')} [arguments]\n`)
  process.exitCode = EXIT_USAGE
}
