/**
 * prom-client's own ways to make one page of several registries, fed with expositions. It has no reader, so bodies are
 * read by the model's; what happens after that is prom-client's doing.
 */
import { AggregatorRegistry, Registry } from 'prom-client'
import type { MetricObjectWithValues, MetricValue } from 'prom-client'
import type { ExpositionFormat } from '../../../src/exposition/formats.ts'
import { bytesOfText } from '../../model/byte-text.ts'
import { readPage } from '../../model/observe.ts'
import type { Sample, TargetFamily } from '../../model/target-family.ts'
import type { MergedPage, NamedExposition } from './merger.ts'

type MetricObject = MetricObjectWithValues<MetricValue<string>>

/** `Registry.merge`: a registry with the metrics of all. It throws where two of them have a metric of one name. */
export async function mergeRegistries(expositions: readonly NamedExposition[]): Promise<MergedPage> {
  const format = pageFormat(expositions)
  const registries = expositions.map((exposition) => {
    const registry = registryFor(format)
    for (const metric of metricsOf(exposition)) registry.registerMetric(collectorOf(metric))
    return registry
  })
  return pageOf(Registry.merge(registries), format)
}

/** `AggregatorRegistry.aggregate`, made for the workers of a cluster: series of one name and label set are added up. */
export async function aggregateRegistries(expositions: readonly NamedExposition[]): Promise<MergedPage> {
  const format = pageFormat(expositions)
  const registry = AggregatorRegistry.aggregate(expositions.map(metricsOf))
  setFormat(registry, format)
  return pageOf(registry, format)
}

/** One for all: prom-client refuses to merge registries of different formats. */
function pageFormat(expositions: readonly NamedExposition[]): ExpositionFormat {
  return expositions.some(({ format }) => format === 'openmetrics') ? 'openmetrics' : 'text'
}

function registryFor(format: ExpositionFormat): Registry {
  const registry = new Registry()
  setFormat(registry, format)
  return registry
}

/** The types say that a registry never changes its format; its method says otherwise. */
function setFormat(
  registry: { setContentType: (contentType: never) => void },
  format: ExpositionFormat,
): void {
  if (format === 'openmetrics') registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never)
}

async function pageOf(
  registry: { metrics: () => Promise<string> },
  format: ExpositionFormat,
): Promise<MergedPage> {
  return { format, body: Buffer.from(await registry.metrics()) }
}

/** A metric whose values are known already, as far as prom-client asks it anything. */
function collectorOf(metric: MetricObject): Parameters<Registry['registerMetric']>[0] {
  return { ...metric, get: () => Promise.resolve(metric) } as never
}

function metricsOf({ body, format }: NamedExposition): MetricObject[] {
  const { families, refusal } = readPage(body, format)
  if (refusal) throw new Error(refusal.code)
  return families.map((family) => metricOf(family, format === 'text' ? 'untyped' : 'unknown'))
}

function metricOf({ name, help = '', type, samples }: TargetFamily, untyped: string): MetricObject {
  return {
    name,
    help: decoded(help),
    type: (type ?? untyped) as never,
    aggregator: 'sum',
    collect: () => undefined,
    values: samples.map((sample) => valueOf(sample, name)),
  }
}

function valueOf({ name, labels, value }: Sample, family: string): MetricValue<string> {
  const meant = labels.map((label) => [label.name, unescaped(decoded(label.value))] as const)
  // prom-client adds the suffix of an OpenMetrics counter itself.
  const isImplied = name === family || name === `${family}_total`
  return {
    value: Number(value.replace(/inf(inity)?$/i, 'Infinity')),
    labels: Object.fromEntries(meant),
    ...(!isImplied && { metricName: name }),
  }
}

/** The model keeps a byte in each character. */
const decoded = (text: string): string => Buffer.from(bytesOfText(text)).toString()

const unescaped = (value: string): string =>
  value.replaceAll(/\\([\\"n])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter))
