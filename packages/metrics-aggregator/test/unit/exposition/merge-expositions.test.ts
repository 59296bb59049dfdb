import { expect, test } from 'vitest'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'

const OPENMETRICS = 'application/openmetrics-text; version=1.0.0'

test('two Go-shaped bodies become one page with every series', () => {
  const body = '# HELP go_goroutines Number of goroutines.\n# TYPE go_goroutines gauge\ngo_goroutines 7\n'
  const merged = mergeExpositions([
    { name: 'api', body },
    { name: 'worker', body },
  ])
  expect(Buffer.from(merged.body).toString()).toBe(
    '# HELP go_goroutines Number of goroutines.\n# TYPE go_goroutines gauge\n' +
      'go_goroutines{origin_container="api"} 7\ngo_goroutines{origin_container="worker"} 7\n',
  )
  expect(merged.contentType).toBe('text/plain; version=0.0.4; charset=utf-8')
})

test('bodies of both formats become OpenMetrics, in which nothing is lost', () => {
  const merged = mergeExpositions([
    { name: 'api', body: '# TYPE a_total counter\na_total 1\n' },
    { name: 'worker', body: '# TYPE a counter\na_total 2 # {x="y"} 1\n# EOF\n', contentType: OPENMETRICS },
  ])
  expect(Buffer.from(merged.body).toString()).toBe(
    '# TYPE a counter\na_total{origin_container="api"} 1\na_total{origin_container="worker"} 2 # {x="y"} 1\n# EOF\n',
  )
})

test('the report tells who was refused and why, and the others are served', () => {
  const { body, report } = mergeExpositions([
    { name: 'api', body: 'a 1\n' },
    { name: 'broken', body: 'a{ 1\n' },
  ])
  expect(Buffer.from(body).toString()).toBe('a{origin_container="api"} 1\n')
  expect(report.targets[1]).toMatchObject({ ok: false, refusal: { code: 'LABELS_INVALID', line: 1 } })
})

test('labels, label name and collision policy are options', () => {
  const merged = mergeExpositions([{ name: 'api', labels: { team: 't' }, body: 'a{container="x"} 1\n' }], {
    labelName: 'container',
    onCollision: 'overwrite',
  })
  expect(Buffer.from(merged.body).toString()).toBe('a{container="api",team="t"} 1\n')
})

test('a name given twice and a foreign Content-Type are mistakes of the caller', () => {
  expect(() =>
    mergeExpositions([
      { name: 'a', body: '' },
      { name: 'a', body: '' },
    ]),
  ).toThrow('two expositions are named "a"')
  expect(() => mergeExpositions([{ name: 'a', body: '', contentType: 'text/html' }])).toThrow('text/html')
})

test('no expositions make an empty page', () => {
  expect(mergeExpositions([]).body).toHaveLength(0)
  expect(Buffer.from(mergeExpositions([], { format: 'openmetrics' }).body).toString()).toBe('# EOF\n')
})
