import { expect, test } from 'vitest'
import { MergeSession } from '../../../src/exposition/merge-session.ts'
import {
  DEFAULT_MERGE_OPTIONS,
  type MergeLimits,
  type MergeOptions,
} from '../../../src/exposition/options.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const open = (names: readonly string[], options: Partial<MergeOptions> = {}): MergeSession =>
  MergeSession.open(
    names.map((name) => ({ name })),
    { ...DEFAULT_MERGE_OPTIONS, ...options },
  )
const deliver = (session: MergeSession, target: number, text: string): void => {
  session.begin(target, 'text')
  session.write(target, bytes(text))
  session.end(target, 'complete')
}
const pageOf = (session: MergeSession): string =>
  Buffer.concat(session.render('text-0.0.4').slices).toString()

test('the page follows the configured order, whoever came first', () => {
  const session = open(['api', 'worker'])
  deliver(session, 1, 'b 2\na 1\n')
  deliver(session, 0, 'a 3\n')
  expect(pageOf(session)).toBe(
    'a{origin_container="api"} 3\na{origin_container="worker"} 1\nb{origin_container="worker"} 2\n',
  )
  session.release()
})

test('chunks of two targets may come mixed, cut anywhere', () => {
  const session = open(['api', 'worker'])
  session.begin(0, 'text')
  session.begin(1, 'text')
  session.write(0, bytes('a{x="1'))
  session.write(1, bytes('a'))
  session.write(0, bytes('"} 1\na{x="2"} 2'))
  session.write(1, bytes(' 3\n'))
  session.end(1, 'complete')
  session.end(0, 'complete')
  expect(pageOf(session)).toBe(
    'a{origin_container="api",x="1"} 1\na{origin_container="api",x="2"} 2\na{origin_container="worker"} 3\n',
  )
  session.release()
})

test('a chunk larger than the stage is taken whole', () => {
  const session = open(['api'])
  const lines = Array.from({ length: 20_000 }, (_, index) => `a{x="${index}"} ${index}\n`).join('')
  deliver(session, 0, lines)
  expect(session.render('text-0.0.4').report().samples).toBe(20_000)
  session.release()
})

test('a refusal names its code and place, and nothing of the target stays', () => {
  const session = open(['api', 'worker'])
  deliver(session, 0, 'a 1\n')
  session.begin(1, 'text')
  expect(session.write(1, bytes('a 2\nb{x="\u0001} 3\n'))).toEqual({
    code: 'LABELS_INVALID',
    line: 2,
    column: 5,
    excerpt: 'b{x="\uFFFD} 3',
  })
  expect(session.write(1, bytes('c 4\n'))).toMatchObject({ code: 'LABELS_INVALID' })
  expect(pageOf(session)).toBe('a{origin_container="api"} 1\n')
  session.release()
})

test('a dropped target leaves nothing, and one that never ended neither', () => {
  const session = open(['api', 'worker', 'late'])
  deliver(session, 0, 'a 1\n')
  deliver(session, 1, 'a 2\n')
  session.drop(1)
  session.begin(2, 'text')
  session.write(2, bytes('a 3\n'))
  const report = session.render('text-0.0.4').report()
  expect(report.targets.map(({ ok }) => ok)).toEqual([true, false, false])
  expect(report.samples).toBe(1)
  session.release()
})

test('case 17: over the page’s limit the largest target goes, of equals the later one', () => {
  const limits = { ...DEFAULT_MERGE_OPTIONS.limits, pageBytesMax: 80 }
  const session = open(['small', 'one', 'two'], { limits })
  deliver(session, 0, 'a 1\n')
  deliver(session, 1, 'b 100\n')
  deliver(session, 2, 'c 200\n')
  expect(session.settle().map(({ refusal }) => refusal?.code)).toEqual([
    undefined,
    undefined,
    'PAGE_TOO_LARGE',
  ])
  expect(pageOf(session)).toBe('a{origin_container="small"} 1\nb{origin_container="one"} 100\n')
  session.release()
})

test('our own metrics stand last under our own name and are no target', () => {
  const session = open(['api'])
  deliver(session, 0, 'a 1\n')
  session.addOwn(bytes('# TYPE own gauge\nown 1\n'))
  expect(pageOf(session)).toBe(
    'a{origin_container="api"} 1\n# TYPE own gauge\nown{origin_container="metrics-aggregator"} 1\n',
  )
  expect(session.settle().map(({ name }) => name)).toEqual(['api'])
  session.release()
})

const TIGHT: MergeLimits = {
  lineBytesMax: 16,
  labelsMax: 1,
  samplesMax: 1,
  targetBytesMax: 600,
  familyBytesMax: 1,
  pageBytesMax: 50,
}

test('limits are for targets: our own metrics, and what we say of a target, are on every page', () => {
  const session = MergeSession.open([{ name: 'api' }], { ...DEFAULT_MERGE_OPTIONS, limits: TIGHT })
  deliver(session, 0, 'a 1\n')
  session.settle()
  session.addAbout({ name: 'api' }, bytes('# TYPE up gauge\nup 1\n'))
  const own = Array.from({ length: 40 }, (_, row) => `own{endpoint="target-${row}",reason="timeout"} 1\n`)
  session.addOwn(bytes(own.join('')))
  const page = pageOf(session)
  expect(page).toContain('a{origin_container="api"} 1\n')
  expect(page).toContain('up{origin_container="api"} 1\n')
  expect(page.match(/^own\{/gm)).toHaveLength(40)
  expect(session.targetReports()).toMatchObject([{ name: 'api', ok: true }])
  session.release()
})

test.each(['drop_series', 'fail_target', 'keep', 'overwrite', 'rename'] as const)(
  'a label of our own metrics that is called like the injected one is renamed, with %s for targets',
  (onCollision) => {
    const session = open(['api', 'worker'], { labelName: 'endpoint', onCollision })
    deliver(session, 0, 'a 1\n')
    session.addOwn(bytes('own{endpoint="api"} 1\n'))
    deliver(session, 1, 'a{endpoint="x"} 1\n')
    expect(pageOf(session)).toContain('own{endpoint="metrics-aggregator",exported_endpoint="api"} 1\n')
    expect(session.targetReports()[1]).toMatchObject({ ok: onCollision !== 'fail_target' })
    session.release()
  },
)

test('a session renders in one format after another without counting twice', () => {
  const session = open(['api'])
  session.begin(0, 'openmetrics')
  session.write(0, bytes('# TYPE a counter\na_total 1 # {x="y"} 1\n# EOF\n'))
  session.end(0, 'complete')
  for (const version of ['text-0.0.4', 'openmetrics-1.0.0', 'text-0.0.4'] as const) session.render(version)
  const { report, contentType } = session.render('text-0.0.4')
  expect(report().targets[0]?.counters.exemplarsDropped).toBe(1)
  expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8')
  session.release()
})

test('many small families are one slice, few large ones are several', () => {
  const small = open(['api'])
  deliver(
    small,
    0,
    Array.from({ length: 50 }, (_, index) => `# TYPE a${index} gauge\na${index} 1\n`).join(''),
  )
  expect(small.render('text-0.0.4').slices).toHaveLength(1)
  small.release()
  const large = open(['api', 'worker'])
  const lines = Array.from({ length: 400 }, (_, index) => `a{x="${index}"} 1\n`).join('')
  deliver(large, 0, `# TYPE a gauge\n${lines}`)
  deliver(large, 1, `# TYPE a gauge\n${lines}`)
  expect(large.render('text-0.0.4').slices.length).toBeGreaterThan(1)
  large.release()
})

test('a released session takes nothing more', () => {
  const session = open(['api'])
  session.release()
  session.release()
  expect(() => session.begin(0, 'text')).toThrow('no target 0')
})

test('the largest families are counted per target, with the names of a text page', () => {
  const session = open(['api', 'worker', 'bad'])
  deliver(session, 0, 'a{x="1"} 1\na{x="2"} 1\nb 1\n')
  session.begin(1, 'openmetrics')
  session.write(
    1,
    bytes('# TYPE hits counter\nhits_total{x="1"} 1\nhits_total{x="2"} 1\nhits_total{x="3"} 1\n# EOF\n'),
  )
  session.end(1, 'complete')
  deliver(session, 2, 'a 1\na x\n')
  session.drop(2)
  session.addOwn(bytes('own{x="1"} 1\nown{x="2"} 1\nown{x="3"} 1\nown{x="4"} 1\n'))
  expect(session.largestFamilies(2)).toEqual([
    { family: 'hits_total', target: 'worker', series: 3 },
    { family: 'a', target: 'api', series: 2 },
  ])
  expect(session.largestFamilies(10)).toHaveLength(3)
  session.release()
})
