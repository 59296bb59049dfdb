// Every option of a target in the configuration file, through the built program: one daemon scrapes the same target twice,
// with the option and without, and what differs on the page is what the option does.
import { readFileSync } from 'node:fs'
import { makeTempTree } from 'testkit/temp-tree'
import type { TempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { ownValue, samplesFrom } from '../support/page.ts'
import { get } from '../support/request.ts'
import { spawnDaemon } from '../support/spawned-daemon.ts'
import { FILES, ROWS } from './target-options/rows.ts'
import { saying } from './target-options/targets.ts'

/** The page of a daemon with these targets; `DIR` is the folder of the files. */
async function serve(tree: TempTree, targets: object, env = {}): Promise<() => Promise<string>> {
  tree.write({ 'metrics.yaml': JSON.stringify({ targets }).replaceAll('DIR', tree.root) })
  const { url } = await spawnDaemon(
    {},
    {
      METRICS_ENDPOINTS: '',
      METRICS_CONFIG_FILE: `${tree.root}/metrics.yaml`,
      METRICS_ALL_FAILED: 'serve',
      ...env,
    },
  )
  return async () => (await get(`${url}/metrics`)).body
}

function makeTree(): TempTree {
  const tree = makeTempTree(FILES)
  onTestFinished(tree.remove)
  return tree
}

function reasonOf(page: string, target: string): string | undefined {
  const error = `metrics_aggregator_scrape_errors_total{endpoint="${target}",reason="`
  return samplesFrom(page, 'metrics-aggregator')
    .find((line) => line.startsWith(error) && line.endsWith(' 1'))
    ?.slice(error.length)
    .replace(/"} 1$/, '')
}

const headerOf = (head: string | undefined, name: string | undefined): string | undefined =>
  name === undefined ? undefined : new RegExp(`^${name}: (.*)$`, 'm').exec(head ?? '')?.[1]?.trim()

test.each(ROWS)('$option', async (row) => {
  const tree = makeTree()
  const { origin, requests } = await row.target(tree.root)
  const page = await serve(tree, {
    with: { url: `${origin}/with`, ...row.with },
    without: { url: `${origin}/without`, ...row.without },
  })
  const body = await page()
  const seen = (name: string): object => ({
    samples: samplesFrom(body, name),
    reason: reasonOf(body, name),
    expected: ownValue(body, `metrics_aggregator_scrape_expected{endpoint="${name}"}`),
    sent: headerOf(
      requests.find((head) => head.startsWith(`GET /${name} `)),
      row.header,
    ),
  })
  const NOTHING_SPECIAL = { reason: undefined, expected: '1', sent: undefined }
  expect(seen('with')).toEqual({ ...NOTHING_SPECIAL, ...row.seen })
  expect(seen('without')).toEqual({ ...NOTHING_SPECIAL, ...row.seenWithout })
})

test('the rows are all options that there are', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../schemas/config.schema.json', import.meta.url), 'utf8'),
  ) as Schema
  const target = schema.properties?.['targets']?.additionalProperties?.anyOf?.find(
    ({ properties }) => properties,
  )
  expect(ROWS.map(({ option }) => option)).toEqual(optionsOf(target?.properties ?? {}))
})

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema
  readonly anyOf?: readonly Schema[]
}

const optionsOf = (properties: Readonly<Record<string, Schema>>): string[] =>
  Object.entries(properties).flatMap(([name, { properties: inner }]) =>
    inner === undefined ? [name] : optionsOf(inner).map((option) => `${name}.${option}`),
  )

test('a token is read anew when its file changes', async () => {
  const tree = makeTree()
  const { origin, requests } = await saying('a 1\n')(tree.root)
  const api = { url: origin, bearer_token_file: 'DIR/token' }
  const page = await serve(tree, { api }, { METRICS_RELOAD_INTERVAL: '100ms' })
  const sent = async (): Promise<string | undefined> => {
    await page()
    return headerOf(requests.at(-1), 'Authorization')
  }
  expect(await sent()).toBe('Bearer sesame')
  tree.write({ token: 'barley\n' })
  await expect.poll(sent, { timeout: 20_000 }).toBe('Bearer barley')
})
