/**
 * Four ways to make one page of several: ours, and three baselines. Two of the baselines are written down again here
 * from the description of what they do; the third is prom-client itself.
 */
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'
import { CONTENT_TYPES, formatFromContentType } from '../../../src/exposition/formats.ts'
import type { ExpositionFormat } from '../../../src/exposition/formats.ts'
import type { MergedPage, Merger, NamedExposition } from './merger.ts'
import { aggregateRegistries, mergeRegistries } from './prom-client.ts'

export const OURS: Merger = { name: 'metrics-aggregator', merge: mergeOurs }

export const BASELINES: readonly Merger[] = [
  { name: 'concatenation', merge: concatenate },
  { name: 'line filter', merge: filterLines },
  { name: 'prom-client merge', merge: mergeRegistries },
  { name: 'prom-client aggregate', merge: aggregateRegistries },
]

function mergeOurs(expositions: readonly NamedExposition[]): MergedPage {
  const { body, contentType } = mergeExpositions(
    expositions.map(({ name, format, body: given }) => ({
      name,
      body: given,
      contentType: CONTENT_TYPES[format === 'text' ? 'text-0.0.4' : 'openmetrics-1.0.0'],
    })),
  )
  return { body, format: formatFromContentType(contentType) as ExpositionFormat }
}

/** What Istio's agent does from 1.31 on: bodies in a row, a line feed between them where one is missing. */
function concatenate(expositions: readonly NamedExposition[]): MergedPage {
  const bodies = expositions.map(({ body }) => Buffer.from(body).toString('latin1'))
  const ended = bodies.map((body) => (body === '' || body.endsWith('\n') ? body : `${body}\n`))
  const format = expositions.some((one) => one.format === 'openmetrics') ? 'openmetrics' : 'text'
  return { format, body: Buffer.from(ended.join(''), 'latin1') }
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{([^}]*)\})?\s+(\S+)(?:\s+(\d+))?$/
const HAS_ORIGIN = /[{,]\s*origin_container\s*=/

/** What the first sidecar in Go does: line by line with patterns. Comments and lines that do not match are left out. */
function filterLines(expositions: readonly NamedExposition[]): MergedPage {
  const lines = expositions.flatMap(({ name, body }) =>
    Buffer.from(body)
      .toString()
      .split('\n')
      .flatMap((line) => filterLine(line.trim(), name)),
  )
  return { format: 'text', body: Buffer.from(lines.map((line) => `${line}\n`).join('')) }
}

function filterLine(line: string, origin: string): string[] {
  if (line.startsWith('#')) return []
  const [, name, labels, value, timestamp] = SAMPLE.exec(line) ?? []
  if (name === undefined) return []
  if (HAS_ORIGIN.test(line)) return [line]
  const block = [`origin_container=${JSON.stringify(origin)}`, ...(labels ? [labels] : [])].join(',')
  return [`${name}{${block}} ${value}${timestamp === undefined ? '' : ` ${timestamp}`}`]
}
