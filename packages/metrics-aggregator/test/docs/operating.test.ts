// Alerts, runbook, recording rules, dashboard and the table of our metrics say the same.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dashboard, dashboardQueries, rulesOf, ruleTests } from '../support/operating.ts'

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
const alerts = rulesOf('alerts')
const names = alerts.map(({ alert = '' }) => alert)
const recorded = rulesOf('recording').map(({ record = '' }) => record)

test('the runbook has a section for each alert, in their order', () => {
  expect([...page('runbook.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(names)
})

test.each(alerts)('$alert says how grave it is, what is wrong, and where more is written', (rule) => {
  const { alert = '', labels = {}, annotations = {} } = rule
  expect(['info', 'warning', 'critical']).toContain(labels['severity'])
  expect(Object.keys(annotations)).toEqual(['summary', 'description', 'runbook_url'])
  expect(annotations['runbook_url']).toBe(`docs/runbook.md#${alert.toLowerCase()}`)
  expect(rule.for).toMatch(/^\d+m$/)
})

test.each(names)('%s has a case that fires and one that is silent', (name) => {
  const cases = ruleTests().flatMap(({ alert_rule_test: rows }) =>
    rows.filter(({ alertname }) => alertname === name),
  )
  const fires = cases.map(({ exp_alerts: expected }) => expected.length > 0)
  expect([fires.includes(true), fires.includes(false)]).toEqual([true, true])
})

describe('every metric that is asked for exists', () => {
  const known = new Set([...page('metrics.md').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name))
  const asked = [
    ...alerts.map(({ alert, expr }) => ({ who: alert, expr })),
    ...rulesOf('recording').map(({ record, expr }) => ({ who: record, expr })),
    ...dashboardQueries().map(({ panel, expr }) => ({ who: panel, expr })),
  ]
  test.each(asked)('$who', ({ expr }) => {
    const series =
      expr.replaceAll(/"[^"]*"/g, '').match(/[a-z_]+:[a-z_:0-9]+|\b(?:metrics_aggregator|process)_\w+/g) ?? []
    const unknown = series.filter(
      (name) => !recorded.includes(name) && !known.has(name.replace(/_(?:sum|count|bucket)$/, '')),
    )
    expect(unknown).toEqual([])
    expect(series.length).toBeGreaterThan(0)
  })
})

describe('the dashboard', () => {
  const { panels, templating } = dashboard()

  test('has the variables that its panels use', () => {
    expect(templating.list.map(({ name }) => name)).toEqual([
      'datasource',
      'namespace',
      'pod',
      'origin_container',
    ])
    for (const { targets = [] } of panels)
      for (const { expr, datasource } of targets) {
        expect(datasource.uid).toBe('${datasource}')
        expect(expr).toContain('namespace=~"$namespace", pod=~"$pod"')
      }
  })

  test('has panels with ids of their own that say what they show and lie on no other', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    expect(panels.filter(({ type, description = '' }) => type !== 'row' && description === '')).toEqual([])
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true)
  })
})
