// Attempts to write where only we write: into headers of requests and answers, into the log, into the page, into the
// terminal of whoever checks a configuration.
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { configCheck } from '../../../src/cli/config-check.ts'
import { loadConfig } from '../../../src/cli/load-config.ts'
import { runProgram } from '../../../src/cli/run-program.ts'
import { parseConfig } from '../../../src/config/parse-config.ts'
import { startDaemon } from '../../../src/daemon.ts'
import { configOf } from '../../support/config.ts'
import { answerWith, startTestedDaemon } from '../../support/daemon.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'
import { httpAnswer, startRawTarget } from '../../support/raw-target.ts'
import type { RawAnswer } from '../../support/raw-target.ts'
import { get } from '../../support/request.ts'

describe('headers of our requests', () => {
  test.each([
    { header: 'X-A', value: 'b\r\nX-Evil: 1' },
    { header: 'X-A', value: 'b\nX-Evil: 1' },
    { header: 'X-A', value: 'b\u0000' },
    { header: 'X-A: b\r\nX-Evil', value: '1' },
    { header: 'Content-Length', value: '10' },
    { header: 'Transfer-Encoding', value: 'chunked' },
  ])('$header: $value is refused', async ({ header, value }) => {
    const tree = makeTempTree({
      'metrics.yaml': JSON.stringify({
        targets: { api: { url: 'http://127.0.0.1:1/', headers: { [header]: value } } },
      }),
    })
    onTestFinished(tree.remove)
    const outcome = await loadConfig({ METRICS_CONFIG_FILE: `${tree.root}/metrics.yaml` }, {})
    expect(outcome).toMatchObject({ ok: false, findings: [{ code: 'CONFIG_HEADER_INVALID' }] })
  })

  test.each(['a\r\nX-Evil: 1', 'a\nb', 'a\u0000b'])('the token %j is refused', async (token) => {
    const tree = makeTempTree({ token })
    onTestFinished(tree.remove)
    tree.write({
      'metrics.yaml': JSON.stringify({
        targets: { api: { url: 'http://127.0.0.1:1/', bearer_token_file: `${tree.root}/token` } },
      }),
    })
    const outcome = await loadConfig({ METRICS_CONFIG_FILE: `${tree.root}/metrics.yaml` }, {})
    expect(outcome.ok).toBe(false)
    expect(JSON.stringify(outcome)).not.toContain('X-Evil')
  })

  test('a URL cannot end its request line', async () => {
    const target = await startRawTarget(answerWith('a 1\n'))
    const address = `http://127.0.0.1:${target.port}/x HTTP/1.1\r\nX-Evil: 1\r\n\r\n`
    const outcome = parseConfig({
      METRICS_ENDPOINTS: JSON.stringify({ api: address }),
      METRICS_AGGREGATOR_PORT: '0',
    })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings))
    const daemon = await startDaemon(outcome.config, { log: () => undefined, version: '1' })
    onTestFinished(() => daemon.stop(0))
    await get(`${daemon.url}/metrics`)
    expect(target.requests).toHaveLength(1)
    expect(target.requests[0]).not.toMatch(/^X-Evil/m)
  })
})

describe('headers of our answers', () => {
  test.each([
    '/metrics?name[]=a%0d%0aX-Evil:%201',
    '/%0d%0aX-Evil:%201',
    '/targets/%0d%0aX-Evil:1/metrics',
    '/sd?%0d%0aX-Evil:1',
  ])('%s adds none', async (path) => {
    const daemon = await startTestedDaemon({
      targets: { api: (await startRawTarget(answerWith('a 1\n'))).url },
    })
    const { headers, body } = await get(`${daemon.url}${path}`)
    expect(headers).not.toHaveProperty('x-evil')
    expect(body).not.toContain('X-Evil')
  })
})

const FORGERY = '\u001b[2J\u0000\r\n{"level":"info","msg":"forged"}\u2028\u009b31m\u202e'
const send =
  (bytes: string | Buffer): RawAnswer =>
  (socket) =>
    void socket.end(bytes)
const TYPE = { 'Content-Type': 'text/plain; version=0.0.4' }

test.each<{ way: string; answer: RawAnswer }>([
  { way: 'the first line', answer: send(httpAnswer(`${FORGERY}\n`)) },
  { way: 'a label', answer: send(httpAnswer(`a{b="${FORGERY}\n`)) },
  { way: 'the name of a family', answer: send(httpAnswer(`# TYPE "${FORGERY}" counter\n`)) },
  { way: 'an error page', answer: send(httpAnswer(FORGERY, TYPE, '500 No')) },
  { way: 'the reason of an error', answer: send(httpAnswer('x', TYPE, '500 \u001b[2J')) },
  { way: 'Content-Type', answer: send(httpAnswer('a 1\n', { 'Content-Type': 'text/\u009b31m\u001b[2J' })) },
  {
    way: 'Content-Encoding',
    answer: send(httpAnswer('a 1\n', { ...TYPE, 'Content-Encoding': '\u009b31m' })),
  },
  { way: 'Location', answer: send(httpAnswer('', { Location: 'http://x/\u009b31m?a=b' }, '302 Go')) },
  { way: 'no HTTP', answer: send(FORGERY) },
])('a target cannot forge lines of the log by $way', async ({ answer }) => {
  const lines: string[] = []
  const { url } = await startRawTarget(answer)
  const targets = { 'a\u202eb': url }
  const daemon = await startDaemon(configOf({ targets, logLevel: 'debug' }), {
    log: (line) => void lines.push(line),
    version: '1',
  })
  onTestFinished(() => daemon.stop(0))
  expect((await get(`${daemon.url}/metrics`)).status).toBe(503)
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    'listening',
    'target scraped',
    'target is down',
  ])
})

test('the name of a target cannot add labels or series to the page', async () => {
  const { url } = await startRawTarget(answerWith('a 1\n'))
  const name = 'x",evil="1"} 1 # \\'
  const daemon = await startTestedDaemon({ targets: { [name]: url } })
  expect((await daemon.page()).split('\n')[0]).toBe('a{origin_container="x\\",evil=\\"1\\"} 1 # \\\\"} 1')
})

describe('config check', () => {
  test.each<{ way: string; env: Record<string, string>; shown: string }>([
    { way: 'a refused value', env: { LOG_LEVEL: FORGERY }, shown: '\\u001b[2J' },
    {
      way: 'a target of a name that is refused',
      env: { METRICS_ENDPOINTS: JSON.stringify({ [`a${FORGERY}`]: 'http://127.0.0.1:1/' }) },
      shown: 'a\\u001b',
    },
    {
      way: 'a target of a name that is taken',
      env: { METRICS_ENDPOINTS: '{"a\u202eb\u2028c":"http://127.0.0.1:1/"}' },
      shown: 'a\\u202eb\\u2028c',
    },
    {
      way: 'a label',
      env: { METRICS_ENDPOINTS: 'http://127.0.0.1:1/', METRICS_LABELS: '{"zone":"\\u001b[31m"}' },
      shown: '[31m',
    },
    {
      way: 'the name of a variable',
      env: { METRICS_ENDPOINTS: 'http://127.0.0.1:1/', 'METRICS_\u001b[2J': 'x' },
      shown: 'METRICS_\\u001b[2J',
    },
    { way: 'a path', env: { METRICS_CONFIG_FILE: `/${FORGERY}` }, shown: '/\\u001b[2J' },
  ])('shows the characters of $way and does not do what they say', async ({ env, shown }) => {
    const terminal = memoryTerminal({ env })
    await runProgram([configCheck], ['config', 'check'], terminal)
    const text = terminal.results() + terminal.remarks()
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u)
    expect(text).not.toMatch(/^\{"level"/m)
    expect(text).toContain(shown)
  })
})
