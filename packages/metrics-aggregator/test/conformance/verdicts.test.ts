/**
 * Holds `check` and a merge of one target against every vector, and prints the score per format and group. The
 * score must be full: there is no list of known failures.
 */
import { report } from 'testkit/report'
import { afterAll, describe, expect, test } from 'vitest'
import { checkExposition } from '../../src/exposition/check-exposition.ts'
import { mergeExpositions } from '../../src/exposition/merge-expositions.ts'
import { CONTENT_TYPES } from '../../src/exposition/formats.ts'
import { readPage } from './read-page.ts'
import { bytesOf } from './vector.ts'
import type { Labels, Series, Vector, VectorGroup } from './vector.ts'
import { VECTOR_GROUPS } from './vectors.ts'

const CONTENT_TYPE = {
  text: CONTENT_TYPES['text-0.0.4'],
  protobuf: CONTENT_TYPES.protobuf,
  openmetrics: CONTENT_TYPES['openmetrics-1.0.0'],
} as const
const VECTORS_MIN = { text: 120, openmetrics: 200 } as const
const ORIGIN = { origin_container: 'only' }

const passed = new Map<VectorGroup, number>()

function errorsOf(vector: Vector, { format, escaping = 'underscores' }: VectorGroup): string[] {
  return checkExposition(bytesOf(vector.body), format, undefined, escaping)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, line }) => `${code} in line ${line}`)
}

function mergedSeries(vector: Vector, { format, escaping }: VectorGroup): readonly Series[] {
  const target = { name: 'only', contentType: CONTENT_TYPE[format], body: bytesOf(vector.body) }
  const options = escaping === undefined ? { format } : { format, escaping }
  return readPage(Buffer.from(mergeExpositions([target], options).body).toString())
}

/** One line of text a sample, so that the order of labels counts. The page's origin label stands first. */
function describeSeries(series: readonly Series[], origin: Labels = {}): string[] {
  return series.map(([name, labels, ...rest]) =>
    JSON.stringify([name, { ...origin, ...labels }, ...withoutGaps(rest)]),
  )
}

function withoutGaps(rest: readonly unknown[]): readonly unknown[] {
  const end = rest.findLastIndex((part) => part !== undefined) + 1
  return rest.slice(0, end)
}

/** What happened, in the words of the vector: the series of an accepted document, or the fault if it was found. */
function outcomeOf(vector: Vector, group: VectorGroup): unknown {
  const { verdict } = vector
  const errors = errorsOf(vector, group)
  if (!verdict.accepted) return errors.find((error) => error === faultOf(vector)) ?? { errors }
  return errors.length > 0 ? { errors } : describeSeries(mergedSeries(vector, group))
}

function faultOf({ verdict }: Vector): string | undefined {
  return verdict.accepted ? undefined : `${verdict.code} in line ${verdict.line}`
}

function expectedOf(vector: Vector): unknown {
  return vector.verdict.accepted ? describeSeries(vector.verdict.series, ORIGIN) : faultOf(vector)
}

describe.each(VECTOR_GROUPS)('$format, $group ($clause)', (group) => {
  test.each(group.vectors)('$title', (vector) => {
    expect(outcomeOf(vector, group)).toEqual(expectedOf(vector))
    passed.set(group, (passed.get(group) ?? 0) + 1)
  })
})

test.each(['text', 'openmetrics'] as const)('there are enough vectors of %s', (format) => {
  const titles = VECTOR_GROUPS.filter((group) => group.format === format).flatMap(({ group, vectors }) =>
    vectors.map(({ title }) => `${group}: ${title}`),
  )
  expect(titles.length).toBeGreaterThanOrEqual(VECTORS_MIN[format])
  expect(new Set(titles).size).toBe(titles.length)
})

afterAll(() => {
  const rows = VECTOR_GROUPS.map((group) => ({
    format: group.format,
    group: group.group,
    passed: passed.get(group) ?? 0,
    of: group.vectors.length,
  }))
  for (const format of ['text', 'openmetrics'] as const) {
    const own = rows.filter((row) => row.format === format)
    const sum = (key: 'passed' | 'of'): number => own.reduce((total, row) => total + row[key], 0)
    report(`verdicts, ${format}: ${sum('passed')} of ${sum('of')}`)
    report(own.map((row) => `  ${row.group}: ${row.passed} of ${row.of}`).join('\n'))
  }
})
