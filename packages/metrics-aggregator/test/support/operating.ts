// The alerts, recording rules and dashboard as values, read from where they are delivered.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

export const DEPLOY: string = fileURLToPath(new URL('../../deploy', import.meta.url))

export interface Rule {
  readonly alert?: string
  readonly record?: string
  readonly expr: string
  readonly for?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

interface RuleFile {
  readonly groups: readonly { readonly rules: readonly Rule[] }[]
}

export function rulesOf(file: 'alerts' | 'recording'): readonly Rule[] {
  const { groups } = parse(readFileSync(`${DEPLOY}/prometheus/${file}.yaml`, 'utf8')) as RuleFile
  return groups.flatMap(({ rules }) => rules)
}

/**
 * The file of alerts as it is delivered, but that every alert waits as many seconds as it should minutes, so that a test can
 * see one fire. Nothing else of it changes.
 */
export function hastenedAlerts(): string {
  const rules = readFileSync(`${DEPLOY}/prometheus/alerts.yaml`, 'utf8')
  return rules.replaceAll(/^( *for: \d+)m$/gm, '$1s')
}

interface RuleTest {
  readonly name: string
  readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts: readonly object[] }[]
}

export function ruleTests(): readonly RuleTest[] {
  const file = parse(readFileSync(`${DEPLOY}/prometheus/alerts.test.yaml`, 'utf8')) as { tests: RuleTest[] }
  return file.tests
}

export interface Panel {
  readonly id: number
  readonly title: string
  readonly type: string
  readonly description?: string
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  readonly targets?: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[]
}

interface Variable {
  readonly name: string
  readonly type: string
  readonly definition?: string
}

export interface Dashboard {
  readonly templating: { readonly list: readonly Variable[] }
  readonly panels: readonly Panel[]
}

export function dashboard(): Dashboard {
  return JSON.parse(readFileSync(`${DEPLOY}/grafana/dashboard.json`, 'utf8')) as Dashboard
}

/** Every question that the dashboard asks, as Grafana sends it with all variables at All. */
export function dashboardQueries(): readonly { readonly panel: string; readonly expr: string }[] {
  const { panels, templating } = dashboard()
  const shown = panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ panel: title, expr: filledIn(expr) })),
  )
  const variables = templating.list.flatMap(({ name, definition }) => {
    const [, selector = '', label = ''] = /^label_values\((.*), (\w+)\)$/.exec(definition ?? '') ?? []
    return label === '' ? [] : [{ panel: `$${name}`, expr: filledIn(`count by (${label}) (${selector})`) }]
  })
  return [...shown, ...variables]
}

function filledIn(expr: string): string {
  return expr.replaceAll('$__rate_interval', '1m').replaceAll(/\$(?:namespace|pod|origin_container)\b/g, '.*')
}
