// Alerts, recording rules and dashboard with the real programs: promtool takes and tests the rules, and a Prometheus that
// scrapes sidecars in trouble finds series for every expression.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { findRealPart, hasRealParts } from 'testkit/real-parts'
import { report } from 'testkit/report'
import { runCli } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startPrometheus } from '../../examples/loss-and-cure/prometheus.ts'
import type { Prometheus } from '../../examples/loss-and-cure/prometheus.ts'
import { DEPLOY, dashboardQueries, rulesOf } from '../support/operating.ts'
import { httpAnswer, startRawTarget } from '../support/raw-target.ts'
import type { RawAnswer } from '../support/raw-target.ts'
import { spawnDaemon } from '../support/spawned-daemon.ts'
import type { SpawnedDaemon } from '../support/spawned-daemon.ts'

const FOLDER = `${DEPLOY}/prometheus`
const DEADLINE = { timeout: 120_000, interval: 500 }

describe.runIf(hasRealParts(['promtool']))('promtool', () => {
  const promtool = (...args: string[]): ReturnType<typeof runCli> =>
    runCli([findRealPart('promtool') ?? '', ...args])

  test('takes the rules', async () => {
    const { exitCode, stdout, stderr } = await promtool(
      'check',
      'rules',
      `${FOLDER}/alerts.yaml`,
      `${FOLDER}/recording.yaml`,
    )
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    report(stdout.trim())
  })

  test('finds that each alert fires and is silent as written', async () => {
    const { exitCode, stderr } = await promtool('test', 'rules', `${FOLDER}/alerts.test.yaml`)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  })

  test.each(rulesOf('alerts').map(({ alert = '' }) => alert))(
    'notices where %s never fires',
    async (alert) => {
      const tree = makeTempTree()
      onTestFinished(tree.remove)
      cpSync(FOLDER, tree.root, { recursive: true })
      const rules = readFileSync(`${FOLDER}/alerts.yaml`, 'utf8')
      writeFileSync(
        `${tree.root}/alerts.yaml`,
        rules.replace(`alert: ${alert}\n`, `alert: ${alert}Renamed\n`),
      )
      const { exitCode, stdout, stderr } = await promtool('test', 'rules', `${tree.root}/alerts.test.yaml`)
      expect(exitCode).toBe(1)
      expect(stdout + stderr).toContain(alert)
    },
  )
})

const SERIES = 20
const COUNTER = `# TYPE hits counter\n${Array.from({ length: SERIES }, (_, at) => `hits{at="${at}"} 1\n`).join('')}`

const answer =
  (body: () => string): RawAnswer =>
  (socket) =>
    void socket.end(httpAnswer(body()))

/** A sidecar in every trouble that an alert is about, but that it is still there. */
async function startTroubled(): Promise<SpawnedDaemon> {
  let asked = 0
  const flapping = await startRawTarget(answer(() => ((asked += 1) % 2 === 0 ? 'a 1\n' : 'a x\n')))
  const bad = await startRawTarget(answer(() => 'a x\n'))
  const slow = await startRawTarget((socket) => void sleep(480).then(() => socket.end(httpAnswer('a 1\n'))))
  const large = await startRawTarget(answer(() => `${COUNTER}broken x\n`))
  const other = await startRawTarget(answer(() => '# TYPE hits gauge\nhits 1\n'))
  const targets = {
    flapping: flapping.url.href,
    bad: bad.url.href,
    slow: { url: slow.url.href, timeout: '500ms' },
    large: { url: large.url.href, validation: 'lenient', limits: { samples_max: SERIES + 1 } },
    other: other.url.href,
  }
  const tree = makeTempTree({ 'metrics.yaml': JSON.stringify({ targets }) })
  onTestFinished(tree.remove)
  const daemon = await spawnDaemon(
    {},
    {
      METRICS_ENDPOINTS: '',
      METRICS_CONFIG_FILE: `${tree.root}/metrics.yaml`,
      METRICS_RELOAD_INTERVAL: '100ms',
    },
  )
  tree.write({ 'metrics.yaml': 'targets: nonsense\n' })
  return daemon
}

describe.runIf(hasRealParts(['prometheus']))('a real Prometheus', () => {
  test('finds series for every expression of alerts, recording rules and dashboard', async () => {
    const tree = makeTempTree()
    const before = Date.now() / 1_000
    const refused = { api: new URL('http://127.0.0.1:1/metrics') }
    const sidecars = {
      troubled: await startTroubled(),
      alone: await spawnDaemon(refused, { METRICS_ALL_FAILED: 'serve' }),
      leaving: await spawnDaemon(refused, { METRICS_ALL_FAILED: 'serve' }),
    }
    const prometheus = await startPrometheus({
      program: findRealPart('prometheus') ?? 'prometheus',
      folder: tree.root,
      intervalSeconds: 1,
      jobs: Object.entries(sidecars).map(([pod, { url }]) => ({
        name: pod,
        url: new URL(`${url}/metrics`),
        labels: { namespace: 'shop', pod },
      })),
      ruleFiles: [`${FOLDER}/recording.yaml`, `${FOLDER}/alerts.yaml`],
    })
    onTestFinished(async () => {
      await prometheus.stop()
      tree.remove()
    })
    const isKnown = async (): Promise<number> =>
      (await prometheus.query('metrics_aggregator_build_info')).length
    await expect.poll(isKnown, DEADLINE).toBe(3)
    sidecars.leaving.signal('SIGKILL')
    const questions = [
      ...rulesOf('recording').map(({ record = '', expr }) => ({ of: record, expr })),
      ...rulesOf('alerts').map(({ alert = '', expr }) => ({ of: alert, expr })),
      ...dashboardQueries().map(({ panel, expr }) => ({ of: panel, expr })),
    ].map((question) => ({
      ...question,
      // What says that there is nothing says so of the time when there was nothing.
      ...(question.expr.startsWith('absent') && { time: String(before - 60) }),
    }))
    await expect.poll(() => unanswered(prometheus, questions), DEADLINE).toEqual([])
    report(`${questions.length} expressions of alerts, recording rules and dashboard returned series`)
    // Those whose time has not come are pending: the rules are evaluated as they are loaded.
    await expect.poll(() => idleAlerts(prometheus), DEADLINE).toEqual(['MetricsAggregatorAbsent'])
  })
})

interface RuleAnswer {
  readonly groups: readonly {
    readonly rules: readonly { readonly name: string; readonly state: string; readonly health: string }[]
  }[]
}

/** Neither pending nor firing, or not evaluated at all. */
async function idleAlerts(prometheus: Prometheus): Promise<readonly string[]> {
  const { groups } = await prometheus.ask<RuleAnswer>('rules', { type: 'alert' })
  return groups
    .flatMap(({ rules }) => rules.filter(({ state, health }) => state === 'inactive' || health !== 'ok'))
    .map(({ name }) => name)
}

interface Question {
  readonly of: string
  readonly expr: string
  readonly time?: string
}

/** Questions without an answer that is a number. */
async function unanswered(
  prometheus: Prometheus,
  questions: readonly Question[],
): Promise<readonly string[]> {
  const found = await Promise.all(
    questions.map(async ({ of, expr, time }) => {
      const { result } = await prometheus.ask<{ result: readonly { value: readonly [number, string] }[] }>(
        'query',
        {
          query: expr,
          ...(time !== undefined && { time }),
        },
      )
      return result.some(({ value }) => value[1] !== 'NaN') ? [] : [`${of}: ${expr}`]
    }),
  )
  return found.flat()
}
