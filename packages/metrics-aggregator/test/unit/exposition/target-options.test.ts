// Facts about what one target can be told to lose (merge-semantics §4, What a target loses).
import { expect, test } from 'vitest'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'
import type { Exposition } from '../../../src/exposition/merge-expositions.ts'
import type { TargetLimits } from '../../../src/exposition/options.ts'

const OPENMETRICS = 'application/openmetrics-text'
const LIMITS: TargetLimits = {
  lineBytesMax: 65_536,
  labelsMax: 128,
  samplesMax: 0,
  familyBytesMax: 0,
  targetBytesMax: 0,
}

/** Sample lines of the page, without the origin label. */
function samples(exposition: Omit<Exposition, 'name'>): string[] {
  const { body } = mergeExpositions([{ name: 'api', ...exposition }])
  const lines = Buffer.from(body).toString().split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/origin_container="api",?/, '').replace('{}', ''))
}

const page =
  '# TYPE go_gc counter\ngo_gc 1\n# TYPE hits_total counter\nhits_total{path="/",pod="a"} 2 99\nup 1\n'

test.each<{ options: Omit<Exposition, 'name' | 'body'>; left: string[] }>([
  { options: {}, left: ['go_gc 1', 'hits_total{path="/",pod="a"} 2 99', 'up 1'] },
  { options: { keepFamilies: ['up'] }, left: ['up 1'] },
  { options: { keepFamilies: ['*_total', 'go*'] }, left: ['go_gc 1', 'hits_total{path="/",pod="a"} 2 99'] },
  { options: { keepFamilies: ['go'] }, left: [] },
  { options: { dropFamilies: ['go_*'] }, left: ['hits_total{path="/",pod="a"} 2 99', 'up 1'] },
  { options: { keepFamilies: ['*'], dropFamilies: ['*_*'] }, left: ['up 1'] },
  { options: { dropLabels: ['pod'] }, left: ['go_gc 1', 'hits_total{path="/"} 2 99', 'up 1'] },
  { options: { dropLabels: ['pod', 'path'] }, left: ['go_gc 1', 'hits_total 2 99', 'up 1'] },
  { options: { honorTimestamps: false }, left: ['go_gc 1', 'hits_total{path="/",pod="a"} 2', 'up 1'] },
  { options: { limits: { ...LIMITS, samplesMax: 2 } }, left: [] },
  {
    options: { limits: { ...LIMITS, samplesMax: 3 } },
    left: ['go_gc 1', 'hits_total{path="/",pod="a"} 2 99', 'up 1'],
  },
  { options: { limits: { ...LIMITS, labelsMax: 1 } }, left: [] },
  { options: { limits: { ...LIMITS, lineBytesMax: 20 } }, left: [] },
])('$options leaves $left', ({ options, left }) => {
  expect(samples({ body: page, ...options })).toEqual(left)
})

const openMetrics = [
  '# TYPE hits counter',
  'hits_total 1 # {trace_id="t"} 1 5',
  '# TYPE build info',
  'build_info{version="1"} 1',
  '# TYPE g gauge',
  'g 1 5.5',
  '# EOF',
  '',
].join('\n')

test.each<{ options: Omit<Exposition, 'name' | 'body'>; left: string[] }>([
  { options: { keepFamilies: ['hits_total'] }, left: ['hits_total 1 # {trace_id="t"} 1 5'] },
  { options: { keepFamilies: ['hits'] }, left: [] },
  { options: { dropFamilies: ['*_info', 'g'] }, left: ['hits_total 1 # {trace_id="t"} 1 5'] },
  {
    options: { honorTimestamps: false, dropFamilies: ['build_info'] },
    left: ['hits_total 1 # {trace_id="t"} 1 5', 'g 1'],
  },
])('of OpenMetrics $options leaves $left: names are those of a text page', ({ options, left }) => {
  expect(samples({ body: openMetrics, contentType: OPENMETRICS, ...options })).toEqual(left)
})

test('series that a dropped label told apart become one, the first', () => {
  const body = 'a{pod="1"} 1\na{pod="2"} 2\n'
  expect(samples({ body, dropLabels: ['pod'] })).toEqual(['a 1'])
})

test('a dropped label collides with nothing', () => {
  const { body, report } = mergeExpositions([
    { name: 'api', body: 'a{origin_container="x"} 1\n', dropLabels: ['origin_container'] },
  ])
  expect(Buffer.from(body).toString()).toBe('a{origin_container="api"} 1\n')
  expect(report.targets[0]?.counters).toMatchObject({ collisions: 0, samples: 1 })
})

test('one target’s options leave the others as they are', () => {
  const { body, report } = mergeExpositions([
    { name: 'api', body: page, keepFamilies: ['up'], dropLabels: ['pod'], honorTimestamps: false },
    { name: 'worker', body: page },
  ])
  const text = Buffer.from(body).toString()
  expect(text).toContain('hits_total{origin_container="worker",path="/",pod="a"} 2 99\n')
  expect(text).toContain('up{origin_container="api"} 1\n')
  expect(report.targets.map(({ counters }) => counters.filteredSamples)).toEqual([2, 0])
})

test.each([
  { pattern: 'a', name: 'a', matches: true },
  { pattern: 'a', name: 'ab', matches: false },
  { pattern: '*', name: 'a', matches: true },
  { pattern: 'a*c', name: 'ac', matches: true },
  { pattern: 'a*a', name: 'a', matches: false },
  { pattern: 'a*b*c', name: 'a_b_c', matches: true },
  { pattern: 'a*b*c', name: 'a_c_b', matches: false },
  { pattern: '*b*', name: 'abc', matches: true },
  { pattern: 'a**c', name: 'abc', matches: true },
  { pattern: `${'*a'.repeat(50)}*b`, name: 'a'.repeat(1_000), matches: false },
])('$pattern takes $name: $matches', ({ pattern, name, matches }) => {
  expect(samples({ body: `${name} 1\n`, keepFamilies: [pattern] })).toHaveLength(matches ? 1 : 0)
})
