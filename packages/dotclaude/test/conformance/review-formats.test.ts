// GitLab's Code Quality report and the Reviewdog Diagnostic Format, against schemas of ours. They were written from what
// the two projects document: https://docs.gitlab.com/ci/testing/code_quality/ and
// https://github.com/reviewdog/reviewdog/tree/master/proto/rdf; both cover what we emit and nothing else.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { formatGitlab } from '../../src/diagnostics/format/gitlab.ts'
import { formatRdjson } from '../../src/diagnostics/format/rdjson.ts'
import { REPORTS } from './report-sample.ts'

const TEXT = { type: 'string', minLength: 1 }
const POSITIVE = { type: 'integer', minimum: 1 }
const closed = (properties: object, required: readonly string[]): object => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
})

const GITLAB = {
  type: 'array',
  items: closed(
    {
      description: TEXT,
      check_name: TEXT,
      fingerprint: TEXT,
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: closed({ path: TEXT, lines: closed({ begin: POSITIVE }, ['begin']) }, ['path', 'lines']),
    },
    ['description', 'check_name', 'fingerprint', 'severity', 'location'],
  ),
}

const POSITION = closed({ line: POSITIVE, column: POSITIVE }, ['line'])
const RDJSON = closed(
  {
    source: closed({ name: TEXT, url: TEXT }, ['name']),
    severity: { enum: ['UNKNOWN_SEVERITY', 'ERROR', 'WARNING', 'INFO'] },
    diagnostics: {
      type: 'array',
      items: closed(
        {
          message: TEXT,
          location: closed({ path: TEXT, range: closed({ start: POSITION, end: POSITION }, ['start']) }, [
            'path',
          ]),
          severity: { enum: ['ERROR', 'WARNING', 'INFO'] },
          code: closed({ value: TEXT, url: TEXT }, ['value']),
        },
        ['message', 'location', 'severity'],
      ),
    },
  },
  ['diagnostics'],
)

const ajv = new Ajv2020({ allErrors: true })
const isGitlab = ajv.compile(GITLAB)
const isRdjson = ajv.compile(RDJSON)

test.each(Object.keys(REPORTS))('%s is a Code Quality report', (name) => {
  isGitlab(JSON.parse(formatGitlab(REPORTS[name]!)))
  expect(isGitlab.errors ?? []).toEqual([])
})

test.each(Object.keys(REPORTS))('%s is in the Reviewdog Diagnostic Format', (name) => {
  isRdjson(JSON.parse(formatRdjson(REPORTS[name]!)))
  expect(isRdjson.errors ?? []).toEqual([])
})

test('fingerprints are unique within a document, and paths relative without "./"', () => {
  const entries = JSON.parse(formatGitlab(REPORTS['a report with everything']!)) as {
    fingerprint: string
    location: { path: string }
  }[]
  expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length)
  expect(entries.filter(({ location }) => /^(?:\/|\.\/)/.test(location.path))).toEqual([])
})

test('the schemas would notice what is wrong', () => {
  const [entry] = JSON.parse(formatGitlab(REPORTS['a report with everything']!)) as object[]
  expect(isGitlab([{ ...entry, severity: 'error' }])).toBe(false)
  expect(isGitlab([{ ...entry, location: { path: 'a' } }])).toBe(false)
  expect(isRdjson({ diagnostics: [{ message: 'x', location: { path: 'a' }, severity: 'NOTE' }] })).toBe(false)
})
