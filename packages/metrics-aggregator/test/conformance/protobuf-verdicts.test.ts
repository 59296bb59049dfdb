/**
 * Holds `check` and a merge of one target against every protobuf vector, and prints the score per group. An accepted
 * body must come out of the merge with the same families, read back by a library that is not ours; a refused one with
 * the same code. The score must be full: there is no list of known failures.
 */
import { report } from 'testkit/report'
import { afterAll, describe, expect, test } from 'vitest'
import { checkExposition } from '../../src/exposition/check-exposition.ts'
import { CONTENT_TYPES } from '../../src/exposition/formats.ts'
import { mergeExpositions } from '../../src/exposition/merge-expositions.ts'
import type { MergedExposition } from '../../src/exposition/merge-expositions.ts'
import { decodeFamilies, encodeFamilies } from '../support/protobuf.ts'
import type { Fields } from '../support/protobuf.ts'
import { PROTOBUF_GROUPS } from './protobuf/groups.ts'
import { hex } from './protobuf/vector.ts'
import type { ProtobufGroup, ProtobufVector, ProtobufVerdict } from './protobuf/vector.ts'

const VECTORS_MIN = 160
const ORIGIN = { name: 'origin_container', value: 'only' }

const passed = new Map<ProtobufGroup, number>()

function errorsOf({ body }: ProtobufVector): string[] {
  return checkExposition(body, 'protobuf')
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} at ${path}`)
}

function merge({ body, limits = {} }: ProtobufVector): MergedExposition {
  const target = { name: 'only', contentType: CONTENT_TYPES.protobuf, body }
  return mergeExpositions([target], { format: 'protobuf', escaping: 'allow-utf-8', limits })
}

function refusalOf({ report: { targets } }: MergedExposition): string | undefined {
  const refusal = targets[0]?.refusal
  return refusal && `${refusal.code} at ${refusal.path}`
}

/** The page's origin label stands first in each metric. */
function withOrigin(family: Fields): Fields {
  const metrics = (family['metric'] ?? []) as readonly Fields[]
  const labelled = metrics.map((metric) => ({
    ...metric,
    label: [ORIGIN, ...((metric['label'] ?? []) as readonly Fields[])],
  }))
  return { ...family, metric: labelled }
}

interface Outcome {
  /** The refusal of the merge. */
  readonly refusal: string | undefined
  /** What `check` says: the fault of the vector if it is among its findings, else all of them. */
  readonly errors: readonly string[]
  /** Of an accepted body what the page says, and whether what must be kept is there. */
  readonly families?: readonly Fields[]
  readonly isKept?: boolean
}

function outcomeOf(vector: ProtobufVector): Outcome {
  const { verdict, limits } = vector
  const merged = merge(vector)
  const refusal = refusalOf(merged)
  const errors = errorsOf(vector)
  if (verdict.accepted) {
    const isKept = Buffer.from(merged.body).includes(Buffer.from(hex(verdict.kept)))
    return { refusal, errors, families: decodeFamilies(merged.body), isKept }
  }
  const fault = faultOf(verdict)
  // Limits are the merge's alone, so there `check` has nothing to say.
  const isToldOnce = limits !== undefined || errors.includes(fault)
  return { refusal, errors: isToldOnce ? [fault] : errors }
}

function faultOf({ code, path }: { readonly code: string; readonly path: string }): string {
  return `${code} at ${path}`
}

function expectedOf(verdict: ProtobufVerdict): Outcome {
  if (!verdict.accepted) {
    const fault = faultOf(verdict)
    return { refusal: verdict.isRefused ? fault : undefined, errors: [fault] }
  }
  const families = decodeFamilies(encodeFamilies(verdict.families.map(withOrigin)))
  return { refusal: undefined, errors: [], families, isKept: true }
}

describe.each(PROTOBUF_GROUPS)('$group ($clause)', (group) => {
  test.each(group.vectors)('$title', (vector) => {
    expect(outcomeOf(vector)).toEqual(expectedOf(vector.verdict))
    passed.set(group, (passed.get(group) ?? 0) + 1)
  })
})

test('there are enough vectors of protobuf', () => {
  const titles = PROTOBUF_GROUPS.flatMap(({ group, vectors }) =>
    vectors.map(({ title }) => `${group}: ${title}`),
  )
  expect(titles.length).toBeGreaterThanOrEqual(VECTORS_MIN)
  expect(new Set(titles).size).toBe(titles.length)
})

afterAll(() => {
  const rows = PROTOBUF_GROUPS.map((group) => ({
    group: group.group,
    passed: passed.get(group) ?? 0,
    of: group.vectors.length,
  }))
  const sum = (key: 'passed' | 'of'): number => rows.reduce((total, row) => total + row[key], 0)
  report(`verdicts, protobuf: ${sum('passed')} of ${sum('of')}`)
  report(rows.map((row) => `  ${row.group}: ${row.passed} of ${row.of}`).join('\n'))
})
