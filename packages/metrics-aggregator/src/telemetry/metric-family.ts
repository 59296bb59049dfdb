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

/** Series of a family by the values of their labels, in order of first use. */
abstract class Family<Label extends string, Series> implements WritableFamily {
  readonly #description: FamilyDescription<Label>
  readonly #series = new Map<string, Series>()

  constructor(description: FamilyDescription<Label>) {
    this.#description = description
  }

  abstract readonly type: 'counter' | 'gauge' | 'histogram'
  /** All that does not change from page to page is rendered here, because every page writes every series. */
  protected abstract create(name: string, labels: string): Series
  protected abstract writeSeries(series: Series): string

  protected seriesOf(labels: LabelValues<Label>): Series {
    let key = ''
    for (const name of this.#description.labels ?? []) key += `${labels[name]}\n`
    const known = this.#series.get(key)
    if (known !== undefined) return known
    const created = this.create(this.#description.name, this.#render(labels))
    this.#series.set(key, created)
    return created
  }

  /** Makes the series appear before anything happened to it, so that a rate over it has a start. */
  ensure(labels: LabelValues<Label>): void {
    this.seriesOf(labels)
  }

  /** Forgets every series whose label has another value than these. */
  keepOnly(label: Label, values: ReadonlySet<string>): void {
    const at = this.#description.labels?.indexOf(label) ?? -1
    for (const key of this.#series.keys())
      if (!values.has(key.split('\n')[at] ?? '')) this.#series.delete(key)
  }

  #render(labels: LabelValues<Label>): string {
    return (this.#description.labels ?? []).map((name) => `${name}="${escapeValue(labels[name])}"`).join(',')
  }

  /** Nothing for a family without series: metadata alone would only lengthen the page. */
  write(): string {
    if (this.#series.size === 0) return ''
    const { name, help } = this.#description
    let text = `# HELP ${name} ${help}\n# TYPE ${name} ${this.type}\n`
    for (const series of this.#series.values()) text += this.writeSeries(series)
    return text
  }
}

interface Cell {
  /** What its line begins with. */
  readonly head: string
  value: number
}

/** A family whose series are one number each. */
abstract class Scalar<Label extends string> extends Family<Label, Cell> {
  protected create(name: string, labels: string): Cell {
    return { head: lineHead(name, labels), value: 0 }
  }

  protected writeSeries({ head, value }: Cell): string {
    return `${head}${value}\n`
  }
}

export class Counter<Label extends string = never> extends Scalar<Label> {
  readonly type = 'counter'

  add(labels: LabelValues<Label>, amount: number = 1): void {
    this.seriesOf(labels).value += amount
  }
}

export class Gauge<Label extends string = never> extends Scalar<Label> {
  readonly type = 'gauge'

  set(labels: LabelValues<Label>, value: number): void {
    this.seriesOf(labels).value = value
  }

  add(labels: LabelValues<Label>, amount: number): void {
    this.seriesOf(labels).value += amount
  }
}

/** Seconds; from a small page over loopback to the longest deadline that is usual. */
const DURATION_BUCKETS: readonly number[] = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
]

interface Bucket {
  readonly bound: number
  readonly head: string
  /** Observations at most as large as the bound and larger than the one before. */
  count: number
}

interface Distribution {
  readonly buckets: readonly Bucket[]
  readonly countHead: string
  readonly sumHead: string
  sum: number
}

export class Histogram<Label extends string = never> extends Family<Label, Distribution> {
  readonly type = 'histogram'

  observe(labels: LabelValues<Label>, value: number): void {
    const series = this.seriesOf(labels)
    const bucket = series.buckets.find(({ bound }) => value <= bound)
    if (bucket !== undefined) bucket.count += 1
    series.sum += value
  }

  protected create(name: string, labels: string): Distribution {
    const prefix = labels === '' ? '' : `${labels},`
    const bucket = (bound: number, le: string): Bucket => ({
      bound,
      head: lineHead(`${name}_bucket`, `${prefix}le="${le}"`),
      count: 0,
    })
    return {
      buckets: [...DURATION_BUCKETS.map((bound) => bucket(bound, String(bound))), bucket(Infinity, '+Inf')],
      sumHead: lineHead(`${name}_sum`, labels),
      countHead: lineHead(`${name}_count`, labels),
      sum: 0,
    }
  }

  protected writeSeries({ buckets, countHead, sumHead, sum }: Distribution): string {
    let below = 0
    let text = ''
    for (const { head, count } of buckets) {
      below += count
      text += `${head}${below}\n`
    }
    return `${text}${sumHead}${sum}\n${countHead}${below}\n`
  }
}

function lineHead(name: string, labels: string): string {
  return labels === '' ? `${name} ` : `${name}{${labels}} `
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' }

function escapeValue(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => ESCAPES[character] ?? character)
}
