/**
 * One family of our own metrics: a counter, a gauge or a histogram with the series it has so far, and how they are
 * written as text 0.0.4. Label names are fixed per family; label values come from closed sets, so series stay few.
 */

export interface FamilyDescription<Label extends string> {
  readonly name: string
  readonly help: string
  readonly labels?: readonly Label[]
}

export type LabelValues<Label extends string> = Readonly<Record<Label, string>>

export interface WritableFamily {
  write(): string
}

/** Series of a family by their rendered label set, in order of first use. */
abstract class Family<Label extends string, Series> implements WritableFamily {
  readonly #description: FamilyDescription<Label>
  readonly #series = new Map<string, Series>()

  constructor(description: FamilyDescription<Label>) {
    this.#description = description
  }

  abstract readonly type: 'counter' | 'gauge' | 'histogram'
  protected abstract create(): Series
  protected abstract writeSeries(name: string, labels: string, series: Series): string

  protected seriesOf(labels: LabelValues<Label>): Series {
    const key = this.#key(labels)
    const known = this.#series.get(key)
    if (known !== undefined) return known
    const created = this.create()
    this.#series.set(key, created)
    return created
  }

  /** Makes the series appear before anything happened to it, so that a rate over it has a start. */
  ensure(labels: LabelValues<Label>): void {
    this.seriesOf(labels)
  }

  #key(labels: LabelValues<Label>): string {
    return (this.#description.labels ?? []).map((name) => `${name}="${escapeValue(labels[name])}"`).join(',')
  }

  /** Nothing for a family without series: metadata alone would only lengthen the page. */
  write(): string {
    if (this.#series.size === 0) return ''
    const { name, help } = this.#description
    const lines = [...this.#series].map(([labels, series]) => this.writeSeries(name, labels, series))
    return `# HELP ${name} ${help}\n# TYPE ${name} ${this.type}\n${lines.join('')}`
  }
}

interface Cell {
  value: number
}

export class Counter<Label extends string = never> extends Family<Label, Cell> {
  readonly type = 'counter'

  add(labels: LabelValues<Label>, amount: number = 1): void {
    this.seriesOf(labels).value += amount
  }

  protected create(): Cell {
    return { value: 0 }
  }

  protected writeSeries(name: string, labels: string, { value }: Cell): string {
    return sampleLine(name, labels, value)
  }
}

export class Gauge<Label extends string = never> extends Family<Label, Cell> {
  readonly type = 'gauge'

  set(labels: LabelValues<Label>, value: number): void {
    this.seriesOf(labels).value = value
  }

  add(labels: LabelValues<Label>, amount: number): void {
    this.seriesOf(labels).value += amount
  }

  protected create(): Cell {
    return { value: 0 }
  }

  protected writeSeries(name: string, labels: string, { value }: Cell): string {
    return sampleLine(name, labels, value)
  }
}

/** Seconds; from a small page over loopback to the longest deadline that is usual. */
const DURATION_BUCKETS: readonly number[] = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
]

interface Distribution {
  /** Observations at most as large as the bucket's bound and larger than the one before. */
  readonly counts: number[]
  count: number
  sum: number
}

export class Histogram<Label extends string = never> extends Family<Label, Distribution> {
  readonly type = 'histogram'

  observe(labels: LabelValues<Label>, value: number): void {
    const series = this.seriesOf(labels)
    const bucket = DURATION_BUCKETS.findIndex((bound) => value <= bound)
    if (bucket !== -1) series.counts[bucket] = (series.counts[bucket] ?? 0) + 1
    series.count += 1
    series.sum += value
  }

  protected create(): Distribution {
    return { counts: DURATION_BUCKETS.map(() => 0), count: 0, sum: 0 }
  }

  protected writeSeries(name: string, labels: string, { counts, count, sum }: Distribution): string {
    const prefix = labels === '' ? '' : `${labels},`
    let below = 0
    const buckets = DURATION_BUCKETS.map((bound, at) => {
      below += counts[at] ?? 0
      return sampleLine(`${name}_bucket`, `${prefix}le="${bound}"`, below)
    })
    return [
      ...buckets,
      sampleLine(`${name}_bucket`, `${prefix}le="+Inf"`, count),
      sampleLine(`${name}_sum`, labels, sum),
      sampleLine(`${name}_count`, labels, count),
    ].join('')
  }
}

function sampleLine(name: string, labels: string, value: number): string {
  return labels === '' ? `${name} ${value}\n` : `${name}{${labels}} ${value}\n`
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' }

function escapeValue(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => ESCAPES[character] ?? character)
}
