/**
 * What is merged: bodies of real exporters and synthesised pages, three targets each. Bodies of real exporters are the
 * test corpora; their licence and origin stand beside them.
 */
import { readFileSync } from 'node:fs'
import { generatePage } from './generate-page.ts'

export interface BenchInput {
  readonly name: InputName
  /** How the tables call it. */
  readonly title: string
  /** One body for each target, made when asked for: the largest take seconds and much memory. */
  readonly bodies: () => readonly Buffer[]
}

export type InputName =
  | 'real'
  | 'real-large'
  | 'series-1k'
  | 'series-30k'
  | 'series-1m'
  | 'splice'
  | 'text-protobuf'
  | 'protobuf-text'
  | 'protobuf-openmetrics'

const CORPORA = new URL('../test/fixtures/corpora/', import.meta.url)
const TARGETS = 3
/** With the other two bodies it makes some nine hundred; families are kept whole. */
const NODE_EXPORTER_SERIES = 365

export const INPUTS: readonly BenchInput[] = [
  {
    name: 'real',
    title: 'three real exporters, 901 series',
    bodies: () => [
      firstFamilies(corpus('node-exporter-linux.prom.txt'), NODE_EXPORTER_SERIES),
      corpus('common-expfmt.prom.txt'),
      corpus('cadvisor-timestamps.prom.txt'),
    ],
  },
  {
    name: 'real-large',
    title: 'three real exporters, 5,171 series',
    bodies: () => [
      corpus('node-exporter-linux.prom.txt'),
      corpus('prometheus-alltypes.237mfs.prom.txt'),
      corpus('cadvisor-timestamps.prom.txt'),
    ],
  },
  { name: 'series-1k', title: 'synthesised, 1,000 series', bodies: () => synthesised(1_000) },
  { name: 'series-30k', title: 'synthesised, 30,000 series', bodies: () => synthesised(30_000) },
  { name: 'series-1m', title: 'synthesised, 1,000,000 series', bodies: () => synthesised(1_000_000) },
]

export function inputOf(name: InputName): BenchInput {
  const input = INPUTS.find((each) => each.name === name)
  if (input === undefined) throw new Error(`no input is called ${name}`)
  return input
}

function corpus(file: string): Buffer {
  return readFileSync(new URL(file, CORPORA))
}

/** The series in all, as evenly among the targets as can be. */
function synthesised(series: number): readonly Buffer[] {
  return Array.from({ length: TARGETS }, (_, index) =>
    generatePage({ seed: index + 1, series: Math.floor((series + index) / TARGETS) }),
  )
}

/** The beginning of a body, up to the family with which it has so many samples. */
function firstFamilies(body: Buffer, samplesMin: number): Buffer {
  const families = body.toString('latin1').split(/^(?=# HELP )/m)
  let samples = 0
  const count = families.findIndex((family) => {
    samples += family.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length
    return samples >= samplesMin
  })
  return Buffer.from(families.slice(0, count + 1).join(''), 'latin1')
}
