/** A metric of a protobuf target on a protobuf page: its own bytes behind the labels that were injected. */
import { bytesField } from './encode.ts'
import type { MessageLabel, Metric } from './metric.ts'

/** The content of the metric's message. */
export function metricContent({ labels, rest }: Pick<Metric, 'labels' | 'rest'>): string {
  return labels.map(pairField).join('') + rest
}

/** With tag and length, as it stands in its family. */
export function canonicalMetric(metric: Metric): string {
  return bytesField(4, metricContent(metric))
}

function pairField({ name, value, pair, rest }: MessageLabel): string {
  if (pair !== undefined) return pair
  return bytesField(1, bytesField(1, name) + (rest ?? bytesField(2, unescapeValue(value))))
}

/** The bytes that a label value stands for. Escapes that no format knows stand for themselves. */
export function unescapeValue(value: string): string {
  return value.replace(/\\[\\"n]/g, (escape) => (escape === '\\n' ? '\n' : escape.slice(1)))
}
