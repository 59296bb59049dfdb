// Two runs of the front door in one fresh clone. The clone is a small one: its npm and its build tools are programs that
// refuse to run beside each other and end when they are told.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree, type TempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../../tools/repository-files.ts'

/** What is common to npm and to the tools: alone, at work until `go` lies there, counted. */
const WORK = `
import { appendFileSync, existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
export async function work(name) {
  mkdirSync('busy')
  appendFileSync('done.txt', name + '\\n')
  while (!existsSync('go')) await new Promise((resolve) => setTimeout(resolve, 20))
  rmdirSync('busy')
}
export function write(folder, file, text = '') {
  mkdirSync(folder, { recursive: true })
  writeFileSync(folder + '/' + file, text)
}
`
const NPM = `
import { work, write } from './work.mjs'
await work('npm')
write('node_modules/tsx', 'package.json', '{ "type": "module", "version": "1.0.0" }')
write('node_modules/tsx', 'index.js', 'import ${JSON.stringify(import.meta.resolve('tsx'))}')
`
const BUILDS = {
  engine: ['packages/metrics-aggregator/src/engine', 'module'],
  pages: ['packages/dotclaude/src/diagnostics', 'pages'],
  schemas: ['packages/dotclaude/src/validate', 'schemas'],
  templates: ['packages/dotclaude/src/install', 'templates'],
  hook: ['packages/dotclaude/src/install', 'hook-file'],
}

function clone(): TempTree {
  const tree = makeTempTree({
    'package.json': '{ "type": "module" }',
    'package-lock.json': '{ "packages": { "node_modules/tsx": { "version": "1.0.0" } } }',
    'work.mjs': WORK,
    'npm.mjs': NPM,
    ...Object.fromEntries(
      Object.entries(BUILDS).map(([name, [folder, file]]) => [
        `tools/build-${name}.ts`,
        `import { work, write } from '../work.mjs'\nawait work('${name}')\nwrite('${folder}', '${file}.generated.ts')\n`,
      ]),
    ),
  })
  for (const file of ['ready.mjs', 'stamp.mjs', 'lock.mjs'])
    cpSync(join(ROOT, 'tools', file), join(tree.root, 'tools', file))
  onTestFinished(tree.remove)
  return tree
}

interface Ready {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  readonly said: () => string
}

function ready({ root }: TempTree): Ready {
  const child = spawn(process.execPath, ['tools/ready.mjs', 'generated'], {
    cwd: root,
    env: { PATH: process.env['PATH'], npm_execpath: join(root, 'npm.mjs') },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, ended, said: () => said }
}

const isAtWork = ({ root }: TempTree): Promise<void> =>
  expect.poll(() => existsSync(join(root, 'busy'))).toBe(true)

const done = ({ root }: TempTree): string[] => readFileSync(join(root, 'done.txt'), 'utf8').trim().split('\n')

const EVERYTHING_ONCE = ['npm', ...Object.keys(BUILDS)]

test('of two runs in a fresh clone the second waits, says so, and finds everything done', async () => {
  const tree = clone()
  const first = ready(tree)
  await isAtWork(tree)
  const second = ready(tree)
  await expect.poll(second.said).toContain(`(process ${first.child.pid},`)
  tree.write({ go: '' })
  expect([await first.ended, await second.ended]).toEqual([0, 0])
  expect(done(tree)).toEqual(EVERYTHING_ONCE)
  expect(existsSync(join(tree.root, '.build/ready.lock'))).toBe(false)
})

test('where a run was killed the next one waits for its npm and goes on', async () => {
  const tree = clone()
  const killed = ready(tree)
  await isAtWork(tree)
  killed.child.kill('SIGKILL')
  const next = ready(tree)
  await expect.poll(next.said).toContain('waiting for another run')
  tree.write({ go: '' })
  expect(await next.ended).toBe(0)
  // npm had not yet said that it is done, so it was called again.
  expect(done(tree)).toEqual(['npm', ...EVERYTHING_ONCE])
})

test('a tool that fails gives the lock back', async () => {
  const tree = clone()
  tree.write({ go: '', 'tools/build-schemas.ts': 'process.exit(1)\n' })
  const failed = ready(tree)
  expect(await failed.ended).toBe(2)
  expect(failed.said()).toContain('building schemas')
  expect(existsSync(join(tree.root, '.build/ready.lock'))).toBe(false)
})
