/** Registries of prom-client made out of seeds, in both formats that it writes, each twice with other values in between. */
import { Counter, Gauge, Histogram, Registry, Summary } from 'prom-client'
import { randomSource } from '../../bench/random.ts'
import type { RandomSource } from '../../bench/random.ts'
import type { Written } from './describe-laws.ts'

// Ordinary and odd, from pools so small that registries meet. prom-client has no names of any characters.
const NAMES = [
  'jobs',
  'jobs_total',
  'queue_seconds',
  'size_bytes',
  'a:b',
  '_x',
  'build_info',
  'latency_seconds',
]
const HELPS = ['Help.', 'Two\nlines, a \\ and a "quote".', 'größer # than', ' ']
const LABEL_NAMES = ['path', 'zone', 'le_', '_y']
const LABEL_VALUES = ['', 'a', '/srv/{id}', 'say "hi"\\\n', 'größe 😀', '1.0', '# {x="y"} 1', ' ', '\0']
const NUMBERS = [0, 1, 1.5, -2, 1e-7, 123_456_789, 1e21, Number.MAX_VALUE, Number.MIN_VALUE]
const ODD = [Number.NaN, Infinity, -Infinity, -0]
const BOUNDS = [
  [1, 2.5],
  [0.005, 0.01, 1e6],
  [-1, 0, 1],
]
/** Those that add up. */
const PLAIN_NUMBERS = 7

type Format = 'text' | 'openmetrics'

class Maker {
  readonly registry: Registry = new Registry()
  readonly #random: RandomSource
  readonly #format: Format
  readonly #changes: (() => void)[] = []

  constructor(seed: number, format: Format) {
    this.#random = randomSource(seed)
    this.#format = format
    // The types say that a registry never changes its format; its method says otherwise.
    if (format === 'openmetrics') this.registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never)
    const names = this.#some(NAMES, 1 + this.#random.below(4))
    for (const name of names) this.#family(name)
  }

  async body(): Promise<Uint8Array> {
    return new Uint8Array(Buffer.from(await this.registry.metrics()))
  }

  change(): void {
    for (const change of this.#changes) change()
  }

  #pick<Value>(pool: readonly Value[]): Value {
    return pool[this.#random.below(pool.length)]!
  }

  /** Different ones, in an order of their own. */
  #some<Value>(pool: readonly Value[], count: number): readonly Value[] {
    const keyed = pool.map((value) => ({ value, key: this.#random.next() }))
    return keyed
      .toSorted((a, b) => a.key - b.key)
      .map(({ value }) => value)
      .slice(0, count)
  }

  #number(): number {
    return this.#pick(this.#random.below(8) === 0 ? ODD : NUMBERS)
  }

  #rising(): number {
    return Math.abs(this.#pick(NUMBERS.slice(0, PLAIN_NUMBERS)))
  }

  #exemplar(): Record<string, string> {
    return { trace_id: this.#pick(LABEL_VALUES.slice(0, -1)) }
  }

  #family(name: string): void {
    const labelNames = this.#some(LABEL_NAMES, this.#random.below(3))
    const common = { name, help: this.#pick(HELPS), labelNames: [...labelNames], registers: [this.registry] }
    const update = this.#updateOf(this.#random.below(4), common)
    const sets = this.#labelSets(labelNames)
    const change = (): void => sets.forEach(update)
    change()
    this.#changes.push(change)
  }

  #updateOf(kind: number, common: Common): (labels: Record<string, string>) => void {
    const enableExemplars = this.#format === 'openmetrics'
    if (kind === 0) {
      const counter = new Counter<string>({ ...common, enableExemplars })
      return (labels) =>
        enableExemplars
          ? counter.inc({ labels, value: this.#rising(), exemplarLabels: this.#exemplar() })
          : counter.inc(labels, this.#rising())
    }
    if (kind === 1) {
      const gauge = new Gauge<string>(common)
      return (labels) => gauge.set(labels, this.#number())
    }
    if (kind === 2) {
      const summary = new Summary<string>({ ...common, percentiles: [0.5, 0.99] })
      return (labels) => summary.observe(labels, this.#rising())
    }
    const histogram = new Histogram<string>({ ...common, buckets: this.#pick(BOUNDS), enableExemplars })
    return (labels) => {
      const value = this.#pick(NUMBERS.slice(0, PLAIN_NUMBERS))
      if (enableExemplars) histogram.observe({ labels, value, exemplarLabels: this.#exemplar() })
      else histogram.observe(labels, value)
    }
  }

  #labelSets([first, ...others]: readonly string[]): readonly Record<string, string>[] {
    if (first === undefined) return [{}]
    return this.#some(LABEL_VALUES, 1 + this.#random.below(3)).map((value) => ({
      [first]: value,
      ...Object.fromEntries(others.map((name) => [name, this.#pick(LABEL_VALUES)])),
    }))
  }
}

interface Common {
  readonly name: string
  readonly help: string
  readonly labelNames: string[]
  readonly registers: Registry[]
}

export async function promClientRegistries(seeds: readonly number[]): Promise<readonly Written[]> {
  const written: Written[] = []
  for (const seed of seeds) {
    for (const format of ['text', 'openmetrics'] as const) {
      const maker = new Maker(seed, format)
      const first = await maker.body()
      maker.change()
      written.push({ title: `prom-client ${seed} ${format}`, format, first, second: await maker.body() })
    }
  }
  return written
}
