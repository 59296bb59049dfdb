// The document of `--json` against the schema that it names and that the package publishes. That the schema knows exactly
// the codes that there are is shown with their pages.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { formatJson } from '../../src/diagnostics/format/json.ts'
import { REPORTS } from './report-sample.ts'

interface Schema {
  readonly $id: string
}

const PATH = new URL('../../schemas/report.schema.json', import.meta.url)
const schema = JSON.parse(readFileSync(PATH, 'utf8')) as Schema
const isReport = new Ajv2020({ allErrors: true }).compile(schema)

test.each(Object.keys(REPORTS))('%s follows the schema that it names', (name) => {
  const document = JSON.parse(formatJson(REPORTS[name]!)) as { $schema: string }
  isReport(document)
  expect(isReport.errors ?? []).toEqual([])
  expect(document.$schema).toBe(schema.$id)
})

test.each([
  {
    what: 'an unknown code',
    event: { kind: 'fail', message: 'x', details: { code: 'SPEC_WRONG', message: 'x' } },
  },
  { what: 'an unknown kind', event: { kind: 'error', message: 'x' } },
  {
    what: 'a line 0',
    event: { kind: 'fail', message: 'x', details: { code: 'SPEC_ID_MISMATCH', message: 'x', line: 0 } },
  },
])('the schema would notice $what', ({ event }) => {
  const document = JSON.parse(formatJson(REPORTS['an empty report']!)) as object
  expect(isReport({ ...document, events: [event] })).toBe(false)
})
