/**
 * The ten properties that a merger must have, each with the tests that hold it; a property whose test is gone fails
 * here. `script` names what is run by itself, for longer than a test may take.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

interface Proof {
  readonly file: string
  /** Titles as they stand in the file. */
  readonly titles: readonly string[]
}

interface Property {
  readonly property: string
  readonly holds: string
  readonly tests: readonly Proof[]
  readonly script?: string
}

const proof = (file: string, ...titles: string[]): Proof => ({ file: `test/${file}`, titles })

const PROPERTIES: readonly Property[] = [
  {
    property: 'P1',
    holds: 'every vector gets its verdict, and independent readers agree or differ for a known reason',
    tests: [
      proof('conformance/verdicts.test.ts', '$format, $group ($clause)'),
      proof('e2e-real/oracles.test.ts', 'judges the vectors as we do, or for a known reason'),
    ],
  },
  {
    property: 'P2',
    holds: 'a single target comes out as it went in, but for the label',
    tests: [
      proof(
        'property/p2-single-target.property.test.ts',
        'P2 a single target keeps its samples, types and help',
      ),
      proof('laws/describe-laws.ts', 'P2 each alone says on the page what it said itself'),
      proof('e2e-real/no-loss.test.ts', 'P2 P3 loses nothing of $title'),
      proof('e2e-real/baselines.test.ts', 'ours passes all'),
    ],
  },
  {
    property: 'P3',
    holds: 'the page of several targets is their disjoint union, and strict readers take it',
    tests: [
      proof(
        'property/p3-union.property.test.ts',
        'P3 the page of two targets is the union of their own pages',
        'P3 a strict reader finds nothing wrong with a page',
      ),
      proof('laws/describe-laws.ts', 'P3 two are their union on a page of %s'),
      proof('e2e-real/oracles.test.ts', 'accepts every page that we serve'),
      proof('e2e-real/no-loss.test.ts', 'P2 P3 loses nothing of $title'),
      proof('e2e-real/baselines.test.ts', 'ours passes all'),
    ],
  },
  {
    property: 'P4',
    holds: 'a refused target changes nothing for the others',
    tests: [
      proof('property/p4-isolation.property.test.ts', 'P4 a refused target leaves no trace on the page'),
    ],
  },
  {
    property: 'P5',
    holds: 'converting there and back changes only what a format cannot say',
    tests: [
      proof(
        'property/p5-conversion.property.test.ts',
        'P5 text to OpenMetrics and back',
        'P5 OpenMetrics to text and back',
      ),
      proof('property/laws.property.test.ts', 'P5 $from over $over and back, of any body'),
      proof('laws/describe-laws.ts', 'P5 over %s and back, what is lost was told'),
    ],
  },
  {
    property: 'P6',
    holds: 'nothing of a body that was cut is on the page',
    tests: [
      proof(
        'property/p6-truncation.property.test.ts',
        'P6 a body that is dropped half-way leaves nothing behind',
      ),
      proof('property/p6-truncated-corpora.property.test.ts', 'P6 no part of $name is taken'),
      proof(
        'property/p6-truncation-over-sockets.property.test.ts',
        'P6: nothing of a body that is cut',
        'P6: a connection that just closes',
      ),
    ],
  },
  {
    property: 'P7',
    holds: 'bytes of a series never change, whatever the values and whoever answers first',
    tests: [
      proof(
        'property/p7-byte-stability.property.test.ts',
        'P7 new values change nothing but the values',
        'P7 the order in which targets answer changes nothing',
      ),
      proof('laws/describe-laws.ts', 'P7 new values and another order change nothing but the values'),
    ],
  },
  {
    property: 'P8',
    holds: 'Prometheus gets through the sidecar what it gets directly',
    tests: [
      proof(
        'e2e-real/prometheus.test.ts',
        'P8 $job: $target has the series that a direct scrape gives',
        'type and help of every family are right',
        'up stays 1 for ${OUTAGE_SECONDS} seconds while a container dies and comes back',
      ),
    ],
  },
  {
    property: 'P9',
    holds: 'a hostile target costs neither the page, nor its time, nor memory',
    tests: [
      proof(
        'e2e/hostile-targets.test.ts',
        'hostile targets (P9)',
        '$kind cost the page neither its time nor its good targets',
        'cost less memory than three times the caps, again and again',
      ),
    ],
  },
  {
    property: 'P10',
    holds: 'whatever is made of an exposition, the page is valid and engine and model agree on it',
    tests: [
      proof(
        'property/engine-equals-model.property.test.ts',
        'the engine equals the model on $kind in chunks',
      ),
      proof('property/p3-union.property.test.ts', 'P3 a strict reader finds nothing wrong with a page'),
      proof('e2e-real/oracles.test.ts', 'accepts every page that we serve'),
    ],
    script: 'fuzz',
  },
]

const packageFile = (path: string): URL => new URL(`../../${path}`, import.meta.url)

test('the list is complete and in order', () => {
  expect(PROPERTIES.map(({ property }) => property)).toEqual(
    Array.from({ length: 10 }, (_, at) => `P${at + 1}`),
  )
})

describe.each(PROPERTIES)('$property: $holds', ({ tests }) => {
  test.each(tests)('$file has its tests', ({ file, titles }) => {
    expect(existsSync(packageFile(file)), 'the file exists').toBe(true)
    const text = readFileSync(packageFile(file), 'utf8')
    const isTitle = (title: string): boolean => text.includes(`'${title}'`) || text.includes(`\`${title}\``)
    expect(titles.filter((title) => !isTitle(title))).toEqual([])
  })
})

test('the scripts exist', () => {
  const { scripts } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const named = PROPERTIES.flatMap(({ script }) => script ?? [])
  expect(named.filter((script) => scripts[script] === undefined)).toEqual([])
})
