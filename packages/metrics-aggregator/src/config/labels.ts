/** Reads and judges the labels that are injected into every series: the origin label's name and the extra labels. */
import type { Finding } from '../errors/failure.ts'
import { readJsonObject } from './json-object.ts'
import type { Reading } from './read-settings.ts'

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/

/** They tell the buckets and quantiles of one series apart, so injecting them would make series collide. */
const MEANINGFUL: ReadonlySet<string> = new Set(['le', 'quantile'])

/** Prometheus attaches these itself. */
const ATTACHED: ReadonlySet<string> = new Set(['job', 'instance'])

function judgeLabelName(label: string, source: string): Finding | undefined {
  const facts = { source, label }
  if (!LABEL_NAME.test(label)) return { code: 'CONFIG_LABEL_NAME_INVALID', facts }
  if (MEANINGFUL.has(label) || label.startsWith('__')) return { code: 'CONFIG_LABEL_NAME_RESERVED', facts }
  return ATTACHED.has(label) ? { code: 'CONFIG_LABEL_NAME_CONFUSING', facts } : undefined
}

interface LabelReadings {
  readonly labelName: Reading<string>
  readonly labels: Reading<string>
}

/** The extra labels of every target, and what is wrong with them or with the origin label. */
export function readInjectedLabels({ labelName, labels }: LabelReadings): InjectedLabels {
  const finding = judgeLabelName(labelName.value, labelName.source)
  const extra = readLabels(labels.value, labelName.value, labels.source)
  return { labels: extra.labels, findings: [...(finding === undefined ? [] : [finding]), ...extra.findings] }
}

/**
 * The labels of one target: those of every target, then its own. A name of both has the target's value at the place of
 * the other's.
 */
export function readTargetLabels(
  common: Readonly<Record<string, string>>,
  labels: Omit<Reading<string>, 'origin'>,
  labelName: string,
): InjectedLabels {
  const own = readLabels(labels.value, labelName, labels.source)
  return { labels: { ...common, ...own.labels }, findings: own.findings }
}

/** Without these the buckets and quantiles of a series would be one and the same. */
export function judgeDroppedLabels(labels: readonly string[], source: string): Finding[] {
  return labels
    .filter((label) => MEANINGFUL.has(label) || label.startsWith('__'))
    .map((label) => ({ code: 'CONFIG_LABEL_DROP_RESERVED', facts: { source, label } }))
}

interface InjectedLabels {
  readonly labels: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** Extra labels in written order. `labelName` is the origin label's name, which they may not repeat. */
function readLabels(text: string, labelName: string, source: string): InjectedLabels {
  const pairs = text.startsWith('{') ? fromJson(text) : fromList(text)
  if (pairs === undefined) {
    const allowed = 'name=value separated by commas, or a JSON object of names and texts'
    return {
      labels: {},
      findings: [{ code: 'CONFIG_VALUE_INVALID', facts: { source, value: text, allowed } }],
    }
  }
  const findings: Finding[] = []
  const names = new Set([labelName])
  for (const [label] of pairs) {
    const finding = judgeLabelName(label, source)
    if (finding !== undefined) findings.push(finding)
    if (names.has(label)) findings.push({ code: 'CONFIG_LABEL_REPEATED', facts: { source, label } })
    names.add(label)
  }
  return { labels: Object.fromEntries(pairs), findings }
}

type Pairs = readonly (readonly [name: string, value: string])[]

function fromJson(text: string): Pairs | undefined {
  const read = readJsonObject(text)
  if (!read.ok) return undefined
  const pairs = read.members.flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  return pairs.length === read.members.length ? pairs : undefined
}

function fromList(text: string): Pairs | undefined {
  if (text === '') return []
  const parts = text.split(',').map((part) => part.trim())
  if (!parts.every((part) => part.includes('='))) return undefined
  return parts.map((part) => {
    const equals = part.indexOf('=')
    return [part.slice(0, equals), part.slice(equals + 1)]
  })
}
