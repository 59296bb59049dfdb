// Secrets of every kind that the configuration knows, and every place that says something: none of them is said there,
// whether all is well or fails.
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { configCheck } from '../../../src/cli/config-check.ts'
import { loadConfig } from '../../../src/cli/load-config.ts'
import { runProgram } from '../../../src/cli/run-program.ts'
import { serve } from '../../../src/cli/serve.ts'
import { startDaemon } from '../../../src/daemon.ts'
import { answerWith } from '../../support/daemon.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'
import { httpAnswer, startRawTarget } from '../../support/raw-target.ts'
import type { RawAnswer } from '../../support/raw-target.ts'
import { get } from '../../support/request.ts'

/** Marked, so that any part of one is found wherever it turns up. */
const SECRET = 'hunter2'
const BASIC = Buffer.from(`somebody:${SECRET}word`).toString('base64')
const SAID = new RegExp(`${SECRET}|${BASIC.slice(0, 12)}`)

const SERVER_TOKEN = `${SECRET}-server`
const AUTHORIZED = { headers: { Authorization: `Bearer ${SERVER_TOKEN}` } }
const PATHS = [
  '/',
  '/targets',
  '/api/targets',
  '/sd',
  '/metrics',
  '/-/metrics',
  '/targets/api/metrics',
  '/targets/basic/metrics',
  '/nowhere',
  '/-/ready',
]

interface World {
  readonly root: string
  readonly config: string
}

function worldOf(url: URL, more: object = {}): World {
  const tree = makeTempTree({ token: `${SECRET}-token`, password: `${SECRET}word`, server: SERVER_TOKEN })
  onTestFinished(tree.remove)
  const targets = {
    api: {
      url: `${url.href}?key=${SECRET}-query`,
      bearer_token_file: `${tree.root}/token`,
      headers: { 'X-Api-Key': `${SECRET}-header` },
    },
    basic: {
      url: url.href,
      basic_auth: { username: 'somebody', password_file: `${tree.root}/password` },
    },
  }
  const server = { port: 0, bind: '127.0.0.1', bearer_token_file: `${tree.root}/server` }
  tree.write({ 'metrics.yaml': JSON.stringify({ log_level: 'debug', server, targets, ...more }) })
  return { root: tree.root, config: `${tree.root}/metrics.yaml` }
}

/** Sends back whatever it was sent, as targets for debugging do. */
const echo =
  (headers: Record<string, string>, status: string): RawAnswer =>
  (socket, head) =>
    void socket.end(httpAnswer(head, headers, status))

const echoCredentials: RawAnswer = (socket, head) => {
  const [, credentials = ''] = /^Authorization: (.*)$/m.exec(head) ?? []
  socket.end(httpAnswer('a 1\n', { 'Content-Type': `text/${credentials}` }))
}

test.each<{ way: string; answer: RawAnswer }>([
  { way: 'answers', answer: answerWith('a 1\n') },
  { way: 'hangs up', answer: (socket) => void socket.destroy() },
  {
    way: 'redirects to its own URL',
    answer: (socket, head) =>
      void socket.end(httpAnswer('', { Location: head.split(' ')[1] ?? '' }, '302 Go')),
  },
  { way: 'echoes the request as an error', answer: echo({ 'Content-Type': 'text/plain' }, '403 No') },
  { way: 'echoes the request as metrics', answer: echo({ 'Content-Type': 'text/plain' }, '200 OK') },
  { way: 'echoes the credentials alone', answer: echoCredentials },
])('a target that $way: nothing is said in log or pages', async ({ answer }) => {
  const target = await startRawTarget(answer)
  const loaded = await loadConfig({ METRICS_CONFIG_FILE: worldOf(target.url).config }, {})
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings))
  const said: string[] = []
  const daemon = await startDaemon(loaded.config, {
    log: (line) => void said.push(line),
    version: '1',
    files: loaded.files,
  })
  onTestFinished(() => daemon.stop(0))
  for (const path of PATHS)
    for (const options of [AUTHORIZED, {}, { headers: { ...AUTHORIZED.headers, Accept: 'text/html' } }]) {
      const { body, headers } = await get(`${daemon.url}${path}`, options)
      said.push(body, JSON.stringify(headers))
    }
  expect(said.join('\n')).not.toMatch(SAID)
  // The secrets were there to be said.
  expect(target.requests.join('\n')).toMatch(new RegExp(`${SECRET}-token`))
  expect(target.requests.join('\n')).toContain(`Authorization: Basic ${BASIC}`)
})

describe('a configuration that is refused', () => {
  test.each<{ way: string; more: object }>([
    { way: 'an unknown option', more: { tokn: `${SECRET}-typo` } },
    { way: 'a token in place of its file', more: { server: { bearer_token_file: `${SECRET}-inline` } } },
    {
      way: 'a key in place of its file',
      more: { scrape: { tls: { key_file: `-----BEGIN PRIVATE KEY-----\n${SECRET}\n` } } },
    },
    { way: 'credentials in a URL', more: { targets: { api: `http://somebody:${SECRET}@127.0.0.1:1/` } } },
    {
      way: 'credentials in a URL that is none',
      more: { targets: { api: `htp://somebody:${SECRET}@127.0.0.1:1/` } },
    },
    {
      way: 'a header that is none',
      more: { targets: { api: { url: 'http://127.0.0.1:1/', headers: { Expect: `${SECRET}` } } } },
    },
    {
      way: 'a header of two lines',
      more: { targets: { api: { url: 'http://127.0.0.1:1/', headers: { 'X-A': `${SECRET}\n1` } } } },
    },
    {
      way: 'a password in place of its file',
      more: {
        targets: {
          api: { url: 'http://127.0.0.1:1/', basic_auth: { username: 'a', password_file: `${SECRET}` } },
        },
      },
    },
  ])('by $way: config check and serve do not repeat it', async ({ more }) => {
    const { config } = worldOf(new URL('http://127.0.0.1:1/'), more)
    for (const [command, words] of [
      [configCheck, ['config', 'check']],
      [configCheck, ['config', 'check', '--json']],
      [serve, ['serve', '--json']],
    ] as const) {
      const terminal = memoryTerminal({ env: { METRICS_CONFIG_FILE: config }, stops: ['SIGINT'] })
      expect(await runProgram([command], words, terminal)).not.toBe(0)
      expect(terminal.results() + terminal.remarks()).not.toMatch(SAID)
    }
  })
})

test('config check shows where secrets come from, never what they are', async () => {
  const { config, root } = worldOf(new URL('http://127.0.0.1:1/metrics'))
  for (const words of [
    ['config', 'check'],
    ['config', 'check', '--json'],
    ['config', 'check', '--verbose'],
  ]) {
    const terminal = memoryTerminal({ env: { METRICS_CONFIG_FILE: config } })
    expect(await runProgram([configCheck], words, terminal)).toBe(0)
    const text = terminal.results() + terminal.remarks()
    expect(text).not.toMatch(SAID)
    expect(text).toContain(`${root}/token`)
    expect(text).toContain('http://127.0.0.1:1/metrics?***')
  }
})
