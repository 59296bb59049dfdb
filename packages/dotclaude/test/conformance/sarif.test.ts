// SARIF 2.1.0: our documents against the schema that the authors of the format publish, and the rules of the standard
// and of GitHub that a schema cannot say.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import { expect, test } from 'vitest'
import { formatSarif } from '../../src/diagnostics/format/sarif.ts'
import { REPORTS } from './report-sample.ts'

const require = createRequire(import.meta.url)
const SCHEMA = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')

/** The schema is written for draft 4; what it uses means the same today, once its own name is gone. */
function officialSchema(): ValidateFunction {
  const { $schema, id, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Record<string, unknown>
  expect([$schema, id]).toEqual([expect.stringContaining('draft-04'), expect.stringContaining('sarif-2.1.0')])
  return new Ajv({
    strict: false,
    // One of its patterns is no regular expression under the stricter rules.
    unicodeRegExp: false,
    allErrors: true,
    formats: { uri: isUri, 'uri-reference': isReference, 'date-time': true },
  }).compile(schema)
}

function isUri(text: string): boolean {
  return URL.canParse(text)
}

/** RFC 3986: only these characters and complete escapes, and no colon before the first slash. */
function isReference(text: string): boolean {
  const characters = /^(?:[\w\-.~!$&'()*+,;=:@/?#]|%[0-9A-Fa-f]{2})*$/.test(text)
  return characters && (isUri(text) || !/^[^/?#]*:/.test(text))
}

const isSarif = officialSchema()

test.each(Object.keys(REPORTS))('%s follows the schema', (name) => {
  const log: unknown = JSON.parse(formatSarif(REPORTS[name]!))
  isSarif(log)
  expect(isSarif.errors ?? []).toEqual([])
})

test.each([
  { what: 'another version', spoil: { version: '2.0.0' } },
  { what: 'no runs', spoil: { runs: undefined } },
  { what: 'a run without a tool', spoil: { runs: [{ results: [] }] } },
  {
    what: 'a result without a message',
    spoil: { runs: [{ tool: { driver: { name: 'x' } }, results: [{}] }] },
  },
])('the schema would notice $what', ({ spoil }) => {
  const log = JSON.parse(formatSarif(REPORTS['an empty report']!)) as object
  expect(isSarif(JSON.parse(JSON.stringify({ ...log, ...spoil })))).toBe(false)
})

interface Log {
  readonly runs: readonly {
    readonly results: readonly {
      readonly locations: readonly {
        physicalLocation: { artifactLocation: { uri: string }; region?: Region }
      }[]
      readonly partialFingerprints: Readonly<Record<string, string>>
    }[]
  }[]
}

interface Region {
  readonly startLine: number
  readonly startColumn?: number
  readonly endLine?: number
  readonly endColumn?: number
}

const results = (JSON.parse(formatSarif(REPORTS['a report with everything']!)) as Log).runs.flatMap(
  (run) => run.results,
)

test('every result has one relative place, whose end is not before its start (3.30)', () => {
  for (const { locations } of results) {
    expect(locations).toHaveLength(1)
    const { artifactLocation, region } = locations[0]!.physicalLocation
    expect(artifactLocation.uri).not.toMatch(/^(?:\/|[a-z]+:)/i)
    expect(region?.endLine ?? Infinity).toBeGreaterThanOrEqual(region?.startLine ?? 0)
  }
})

test('no two results share a fingerprint, and none claims to be the hash that GitHub computes', () => {
  const fingerprints = results.map((result) => result.partialFingerprints['dotclaude/v1'])
  expect(results.flatMap((result) => Object.keys(result.partialFingerprints))).not.toContain(
    'primaryLocationLineHash',
  )
  expect(new Set(fingerprints).size).toBe(results.length)
})
