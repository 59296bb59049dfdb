// What each escaping scheme makes of metric and label names. The columns of metric names are what EscapeName of
// github.com/prometheus/common gives, plain names aside, which expfmt leaves alone; test/e2e-real holds more names to it.
import { expect, test } from 'vitest'
import type { Escaping } from '../../../src/exposition/formats.ts'
import { escapingFlags } from '../../../src/exposition/escaping-flags.ts'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'

interface Row {
  /** As it stands between quotes. */
  readonly name: string
  readonly underscores: string
  readonly dots: string
  readonly values: string
}

const METRICS: readonly Row[] = [
  { name: 'a_b:c9', underscores: 'a_b:c9', dots: 'a_b:c9', values: 'a_b:c9' },
  { name: 'a.b', underscores: 'a_b', dots: 'a_dot_b', values: 'U__a_2e_b' },
  { name: 'a_b.c', underscores: 'a_b_c', dots: 'a__b_dot_c', values: 'U__a__b_2e_c' },
  { name: '.', underscores: '_', dots: '_dot_', values: 'U___2e_' },
  { name: '9a', underscores: '_a', dots: '__a', values: 'U___39_a' },
  { name: 'a-9', underscores: 'a_9', dots: 'a__9', values: 'U__a_2d_9' },
  { name: 'a:b c', underscores: 'a:b_c', dots: 'a:b__c', values: 'U__a:b_20_c' },
  { name: 'é', underscores: '_', dots: '__', values: 'U___e9_' },
  { name: 'a→b', underscores: 'a_b', dots: 'a__b', values: 'U__a_2192_b' },
  { name: '\u{1f600}\u{10ffff}', underscores: '__', dots: '____', values: 'U___1f600__10ffff_' },
  { name: 'a\\nb', underscores: 'a_b', dots: 'a__b', values: 'U__a_a_b' },
  { name: 'a\\"b', underscores: 'a_b', dots: 'a__b', values: 'U__a_22_b' },
  { name: 'a\\\\b', underscores: 'a_b', dots: 'a__b', values: 'U__a_5c_b' },
  { name: 'a\u0001\u007f', underscores: 'a__', dots: 'a____', values: 'U__a_1__7f_' },
  { name: '\ufffd', underscores: '_', dots: '__', values: 'U___fffd_' },
  { name: 'U__a.b', underscores: 'U__a_b', dots: 'U____a_dot_b', values: 'U__U____a_2e_b' },
]

const LABELS: readonly Row[] = [
  { name: 'a_b9', underscores: 'a_b9', dots: 'a_b9', values: 'a_b9' },
  { name: 'a.b', underscores: 'a_b', dots: 'a_dot_b', values: 'U__a_2e_b' },
  // A bare label name has no colon.
  { name: 'a:b', underscores: 'a_b', dots: 'a__b', values: 'U__a_3a_b' },
  { name: '9', underscores: '_', dots: '__', values: 'U___39_' },
]

const SCHEMES = ['underscores', 'dots', 'values'] as const

function pageOf(body: string, escaping: Escaping): string {
  const target = { name: 'x', body }
  return Buffer.from(mergeExpositions([target], { escaping, labelName: 'o' }).body).toString()
}

test.each(METRICS)('the metric name $name', (row) => {
  for (const scheme of SCHEMES)
    expect(pageOf(`{"${row.name}"} 1\n`, scheme)).toBe(`${row[scheme]}{o="x"} 1\n`)
})

test.each(METRICS.slice(1))('the metric name $name as it is', ({ name }) => {
  expect(pageOf(`{"${name}"} 1\n`, 'allow-utf-8')).toBe(`{"${name}",o="x"} 1\n`)
})

test.each(LABELS)('the label name $name', (row) => {
  for (const scheme of SCHEMES) {
    expect(pageOf(`m{"${row.name}"="v"} 1\n`, scheme)).toBe(`m{o="x",${row[scheme]}="v"} 1\n`)
  }
})

test('a name that grows as much as one can, in a line as long as one may be', () => {
  const name = '.'.repeat(65_529)
  const dots = pageOf(`{"${name}"} 1\n`, 'dots')
  expect(dots).toBe(`${'_dot_'.repeat(name.length)}{o="x"} 1\n`)
  const label = '.'.repeat(65_525)
  expect(pageOf(`m{"${label}"="v"} 1\n`, 'dots').length).toBe(`m{o="x",="v"} 1\n`.length + 5 * label.length)
})

test('who asks for nothing gets underscores', () => {
  expect(escapingFlags(undefined)).toBe(escapingFlags('underscores'))
})
