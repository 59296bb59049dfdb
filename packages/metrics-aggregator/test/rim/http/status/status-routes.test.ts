// The status of a daemon with real targets: as a page, as text, as JSON that its published schema describes.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import type { StatusDocument } from '../../../../src/http/status/status-document.ts'
import { answerWith, startTestedDaemon } from '../../../support/daemon.ts'
import type { TestedDaemon } from '../../../support/daemon.ts'
import { startRawTarget } from '../../../support/raw-target.ts'
import { get } from '../../../support/request.ts'

const SCHEMA = new URL('../../../../schemas/targets.schema.json', import.meta.url)
const judge = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')),
)
const BROWSER = { headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } }

const GOOD = '# TYPE hits counter\nhits{a="1"} 1\nhits{a="2"} 2\n'

async function start(): Promise<TestedDaemon> {
  const targets = {
    api: (await startRawTarget(answerWith(GOOD))).url,
    worker: (await startRawTarget(answerWith('# TYPE hits gauge\nhits 1\n'))).url,
    bad: (await startRawTarget(answerWith('good 1\na x\n'))).url,
  }
  targets.api.search = '?key=hunter2'
  return startTestedDaemon({ targets })
}

async function statusOf({ url }: TestedDaemon): Promise<StatusDocument> {
  const { status, headers, body } = await get(`${url}/api/targets`)
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'application/json',
    'no-store',
  ])
  const document: unknown = JSON.parse(body)
  expect([judge(document), judge.errors]).toEqual([true, null])
  return document as StatusDocument
}

test('nothing is known before the first scrape, and looking asks no target', async () => {
  const daemon = await start()
  const { targets, families } = await statusOf(daemon)
  expect(targets.map(({ name, state }) => [name, state])).toEqual([
    ['api', 'unknown'],
    ['worker', 'unknown'],
    ['bad', 'unknown'],
  ])
  expect(families.time).toBeNull()
  await get(daemon.url, BROWSER)
  expect((await statusOf(daemon)).targets.map(({ lastScrape }) => lastScrape)).toEqual([null, null, null])
})

test('then it is what the page said, with errors by line, conflicts and the largest families', async () => {
  const daemon = await start()
  await statusOf(daemon)
  await daemon.page()
  const { targets, conflicts, families } = await statusOf(daemon)
  expect(targets).toMatchObject([
    {
      name: 'api',
      url: expect.stringMatching(/metrics\?\*\*\*$/),
      state: 'up',
      lastScrape: { format: 'text', samples: 2, bodyBytes: GOOD.length },
    },
    { name: 'worker', state: 'up' },
    { name: 'bad', state: 'down', lastError: { code: 'VALUE_INVALID', reason: 'parse', line: 2, column: 3 } },
  ])
  expect(conflicts).toEqual({
    total: 1,
    shown: [{ kind: 'type_conflict', family: 'hits', targets: ['api', 'worker'], detail: null }],
  })
  expect(families.largest).toEqual([
    { family: 'hits', target: 'api', series: 2 },
    { family: 'hits', target: 'worker', series: 1 },
  ])
})

test('families are not counted for a page of a few, and not while nobody looks', async () => {
  const daemon = await start()
  await daemon.page()
  expect((await statusOf(daemon)).families.time).toBeNull()
  await get(`${daemon.url}/metrics?name[]=hits`)
  await get(`${daemon.url}/targets/api/metrics`)
  expect((await statusOf(daemon)).families.time).toBeNull()
})

test.each(['/', '/targets'])(
  '%s is a page for browsers that lets nothing but itself take effect',
  async (path) => {
    const daemon = await start()
    await daemon.page()
    const { body, headers } = await get(`${daemon.url}${path}`, BROWSER)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      vary: 'Accept',
      'referrer-policy': 'no-referrer',
    })
    const digests = ['script', 'style'].map((element) => {
      const [, content = ''] = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(body) ?? []
      return `${element}-src 'sha256-${createHash('sha256').update(content).digest('base64')}'`
    })
    expect(String(headers['content-security-policy']).split('; ')).toEqual([
      "default-src 'none'",
      ...digests,
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
    expect(body).not.toMatch(/ (?:style|on\w+)=/)
    // Nothing is fetched from elsewhere.
    expect([...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, to]) => to)).toEqual(
      expect.arrayContaining(['/metrics']),
    )
    expect(body).not.toMatch(/(?:src|href)="(?!\/)/)
  },
)

test.each(['/', '/targets'])('%s is text for others', async (path) => {
  const daemon = await start()
  await daemon.page()
  const { body, headers } = await get(`${daemon.url}${path}`)
  expect(headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', vary: 'Accept' })
  expect(body).toMatch(/^api: up, 2 samples in /m)
  expect(body).toMatch(/^bad: down, VALUE_INVALID: /m)
})
