/**
 * Synthesised expositions in text 0.0.4 of any size: families of the shapes that real containers expose, with two to
 * six labels on most series. Equal options give equal bytes. Targets that differ in seed alone share most families,
 * names and types, so that merging them has something to regroup.
 */
import { FAMILY_SHAPES } from './family-shapes.ts'
import type { FamilyShape } from './family-shapes.ts'
import { randomSource } from './random.ts'
import type { RandomSource } from './random.ts'

export interface PageOptions {
  readonly seed: number
  /** Exactly so many samples stand on the page. */
  readonly series: number
}

/** Small pages have many small families, large ones families as large as a busy container has. */
const FAMILIES_MIN = 50
const FAMILY_SERIES_MIN = 14
const FAMILY_SERIES_MAX = 160

export function generatePage({ seed, series }: PageOptions): Buffer {
  const random = randomSource(seed)
  const parts: Buffer[] = []
  const familySeries = clamp(Math.floor(series / FAMILIES_MIN), FAMILY_SERIES_MIN, FAMILY_SERIES_MAX)
  let left = series
  for (let index = 0; left > 0; index += 1) {
    const shape = shapeAt(index)
    const name = nameAt(shape, index)
    const lines = familyLines(shape, name, Math.min(left, familySeries), random)
    if (lines.length > 0) parts.push(familyBytes(shape, name, lines))
    left -= lines.length
  }
  return Buffer.concat(parts)
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}

function shapeAt(index: number): FamilyShape {
  const shape = FAMILY_SHAPES[index % FAMILY_SHAPES.length]
  if (shape === undefined) throw new Error('there are no family shapes')
  return shape
}

/** Shapes come round again under another name, with the unit still last. */
function nameAt({ name }: FamilyShape, index: number): string {
  const round = Math.floor(index / FAMILY_SHAPES.length)
  return round === 0 ? name : `part${round}_${name}`
}

/** At most so many lines; a metric of several samples stands whole or not at all. */
function familyLines(
  shape: FamilyShape,
  name: string,
  samplesMax: number,
  random: RandomSource,
): readonly string[] {
  const lines: string[] = []
  for (let metric = 0; metric < shape.metricsMax; metric += 1) {
    const samples = shape.samples(name, metric, random)
    if (lines.length + samples.length > samplesMax) break
    lines.push(...samples)
  }
  return lines
}

function familyBytes({ help, type }: FamilyShape, name: string, lines: readonly string[]): Buffer {
  return Buffer.from(`# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('\n')}\n`)
}
