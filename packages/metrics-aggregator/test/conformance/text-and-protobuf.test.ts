/**
 * One registry in text and in protobuf, as Go's expfmt wrote both: merged, they are the same families, whichever format
 * the targets spoke and the page has.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mergeExpositions } from '../../src/exposition/merge-expositions.ts'
import type { MergedExposition } from '../../src/exposition/merge-expositions.ts'
import { CONTENT_TYPES } from '../../src/exposition/formats.ts'
import { decodeFamilies } from '../support/protobuf.ts'

const bodyOf = (name: string): Uint8Array =>
  readFileSync(new URL(`../fixtures/corpora/${name}`, import.meta.url))

const TEXT = { contentType: CONTENT_TYPES['text-0.0.4'], body: bodyOf('common-expfmt.prom.txt') }
const PROTOBUF = { contentType: CONTENT_TYPES.protobuf, body: bodyOf('common-expfmt.delimited.pb') }

type Format = 'text' | 'openmetrics' | 'protobuf'

function merge(bodies: readonly (typeof TEXT)[], format: Format): MergedExposition {
  return mergeExpositions(
    bodies.map((body, place) => ({ name: `t${place}`, ...body })),
    { format },
  )
}

/** Lines in any order, numbers by their value: text writes some of them in another way. */
function linesOf({ body }: MergedExposition): readonly string[] {
  const rows = Buffer.from(body).toString().split('\n')
  return rows.map((row) => row.replace(/ (\S+)$/, (_, token: string) => ` ${numberText(token)}`)).toSorted()
}

function numberText(token: string): string {
  return Number.isNaN(Number(token)) ? token : String(Number(token))
}

/** The families by name, their metrics in any order. */
function familiesOf({ body }: MergedExposition): unknown {
  return decodeFamilies(body)
    .map((family) => ({ ...family, metric: (family['metric'] as object[]).map(withoutLast).toSorted() }))
    .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
}

/** As text; only text writes the bucket up to +Inf and its count, which protobuf leaves out. */
function withoutLast(metric: object): string {
  return JSON.stringify(metric, (key, value: unknown) =>
    key === 'bucket' ? (value as { upper_bound: number }[]).filter(isBounded) : value,
  )
}

function isBounded({ upper_bound: bound }: { upper_bound: number }): boolean {
  return Number.isFinite(bound)
}

test.each(['text', 'openmetrics'] as const)('a page in %s says the same of both', (format) => {
  expect(linesOf(merge([PROTOBUF], format))).toEqual(linesOf(merge([TEXT], format)))
})

test('a page in protobuf says the same of both', () => {
  expect(familiesOf(merge([TEXT], 'protobuf'))).toEqual(familiesOf(merge([PROTOBUF], 'protobuf')))
})

test.each(['text', 'openmetrics', 'protobuf'] as const)(
  'side by side they share every family in %s',
  (format) => {
    const both = merge([TEXT, PROTOBUF], format)
    const twice = merge([TEXT, TEXT], format)
    expect(both.report.families).toBe(twice.report.families)
    expect(both.report.events).toEqual(twice.report.events)
    expect(both.report.targets.map(({ ok }) => ok)).toEqual([true, true])
  },
)
