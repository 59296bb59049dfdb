// The built program as people call it: results on one stream and remarks on the other, exit codes, real sockets.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { builtProgram, runCli } from 'testkit/run-cli'
import type { Run, RunOptions } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { version } from '../../src/config/version.ts'
import { httpAnswer, startRawTarget } from '../support/raw-target.ts'
import { get } from '../support/request.ts'

const PROGRAM = builtProgram('metrics-aggregator')

function run(words: readonly string[], options?: RunOptions): Promise<Run> {
  return runCli([...PROGRAM, ...words], options)
}

test.each([
  { words: ['--version'], exitCode: 0, stdout: new RegExp(`^${version}\n$`), stderr: /^$/ },
  { words: ['--help'], exitCode: 0, stdout: /^metrics-aggregator .*\n\nUsage: /, stderr: /^$/ },
  {
    words: ['config', 'check', '--help'],
    exitCode: 0,
    stdout: /^metrics-aggregator config check: /,
    stderr: /^$/,
  },
  { words: [], exitCode: 2, stdout: /^$/, stderr: /^error CONFIG_TARGETS_MISSING / },
  {
    words: ['--port', 'http'],
    exitCode: 2,
    stdout: /^$/,
    stderr: /^error CONFIG_VALUE_INVALID --port cannot be "http"; allowed: a whole number from 0 to 65535\n/,
  },
  { words: ['config', 'check'], exitCode: 1, stdout: /^error CONFIG_TARGETS_MISSING /, stderr: /^$/ },
  { words: ['chekc'], exitCode: 64, stdout: /^$/, stderr: /did you mean check\?/ },
  { words: ['check', '--frmat', 'text', '-'], exitCode: 64, stdout: /^$/, stderr: /did you mean --format\?/ },
  {
    words: ['check', 'missing.txt'],
    exitCode: 2,
    stdout: /^$/,
    stderr: /FILE_UNREADABLE missing\.txt cannot be read \(ENOENT\)/,
  },
])('$words ends with $exitCode', async ({ words, exitCode, stdout, stderr }) => {
  const ended = await run(words)
  expect(ended).toEqual({
    exitCode,
    signal: null,
    stdout: expect.stringMatching(stdout),
    stderr: expect.stringMatching(stderr),
  })
})

test('check reads a file, a URL and standard input in one go', async () => {
  const tree = makeTempTree({ 'good.txt': 'a 1\n' })
  onTestFinished(tree.remove)
  const target = await startRawTarget((socket) => void socket.end(httpAnswer('b 1\nb{ 2\n')))
  const ended = await run(['check', 'good.txt', target.url.href, '-'], {
    cwd: tree.root,
    input: 'c nothing\n',
  })
  expect(ended.exitCode).toBe(1)
  expect(ended.stdout).toMatch(new RegExp(`^${target.url.href}:2:\\d+: error LABELS_INVALID `))
  expect(ended.stdout).toMatch(/^-:1:3: error VALUE_INVALID /m)
  expect(ended.stderr).toBe('2 findings in 3 expositions\n')
})

test('merge writes the page alone to standard output, byte by byte', async () => {
  const tree = makeTempTree({
    'api.txt': '# TYPE a gauge\na 1\n',
    'worker.txt': '# TYPE a gauge\na{ü="ö"} 2\n',
    'worker2.txt': 'a{x="ö"} 2\n',
  })
  onTestFinished(tree.remove)
  const ended = await run(['merge', 'api=api.txt', 'größe=worker2.txt', 'broken=worker.txt'], {
    cwd: tree.root,
  })
  expect(ended.exitCode).toBe(1)
  expect(ended.stdout).toBe(
    '# TYPE a gauge\na{origin_container="api"} 1\na{origin_container="größe",x="ö"} 2\n',
  )
  expect(ended.stderr).toMatch(/^worker\.txt:2:\d+: error LABELS_INVALID .*; broken is left out\n/)
})

test('a page goes through a pipe into check without a finding', async () => {
  const page = await run(['merge', 'a=-', '--format', 'openmetrics'], {
    input: '# TYPE x counter\nx_total 1\n',
  })
  expect(await run(['check', '-'], { input: page.stdout })).toMatchObject({ exitCode: 0, stdout: '' })
})

test('the demo serves three containers until Ctrl-C, and its page has no finding', async () => {
  const args = [...PROGRAM.slice(1), 'demo', '--port', '0', '--bind', '127.0.0.1', '--json']
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [document] = (await once(child.stdout, 'data')) as [Buffer]
  const { url, targets } = JSON.parse(document.toString()) as { url: string; targets: Record<string, string> }
  const { body } = await get(`${url}/metrics`)
  for (const name of Object.keys(targets)) expect(body).toContain(`{origin_container="${name}"`)
  const formats = await Promise.all(
    ['text', 'application/openmetrics-text'].map((accept) => get(`${url}/metrics`, { headers: { accept } })),
  )
  for (const page of formats) {
    expect(await run(['check', '-'], { input: page.body })).toMatchObject({ exitCode: 0, stdout: '' })
  }
  child.kill('SIGINT')
  const [exitCode] = await once(child, 'close')
  expect(exitCode).toBe(0)
})
