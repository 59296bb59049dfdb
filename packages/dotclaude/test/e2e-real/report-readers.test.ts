// Reports as others read them: the schemas that the makers of JUnit's and reviewdog's formats publish, and reviewdog
// itself. They come from packages and are no part of this repository.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { findRealPart, hasRealParts } from 'testkit/real-parts'
import type { RealPart } from 'testkit/real-parts'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { diagnose } from '../../src/diagnostics/diagnostic.ts'
import { formatJunit } from '../../src/diagnostics/format/junit.ts'
import { formatRdjson } from '../../src/diagnostics/format/rdjson.ts'
import type { Report } from '../../src/diagnostics/report.ts'
import { REPORTS } from '../conformance/report-sample.ts'

const NAMES = Object.keys(REPORTS)
const partAt = (part: RealPart): string => findRealPart(part) ?? ''

describe.runIf(hasRealParts(['xmllint', 'schema of JUnit']))('JUnit, by the schema of Jenkins', () => {
  const complaintsAbout = (xml: string): string =>
    spawnSync(partAt('xmllint'), ['--noout', '--nonet', '--schema', partAt('schema of JUnit'), '-'], {
      input: xml,
      encoding: 'utf8',
    }).stderr

  test.each(NAMES)('%s', (name) => {
    expect(complaintsAbout(formatJunit(REPORTS[name]!))).toBe('- validates\n')
  })

  test('it would notice what is wrong', () => {
    expect(complaintsAbout('<testsuites><testsuite name="a"/></testsuites>')).toContain("'tests' is required")
  })
})

describe.runIf(hasRealParts(['schema of rdjson']))('rdjson, by the schema of reviewdog', () => {
  const { $schema: _draft4, ...schema } = hasRealParts(['schema of rdjson'])
    ? (JSON.parse(readFileSync(partAt('schema of rdjson'), 'utf8')) as Record<string, unknown>)
    : {}
  // What it uses of draft 4 means the same today.
  const isRdjson = new Ajv({ strict: false, allErrors: true }).compile(schema)

  test.each(NAMES)('%s', (name) => {
    isRdjson(JSON.parse(formatRdjson(REPORTS[name]!)))
    expect(isRdjson.errors ?? []).toEqual([])
  })

  test('it would notice what is wrong', () => {
    expect(isRdjson({ diagnostics: [{ message: 'a', location: { path: 1 } }] })).toBe(false)
  })
})

describe.runIf(hasRealParts(['reviewdog']))('reviewdog reads it', () => {
  const TEXT = 'é𐐀 finished\n'

  test('every place, with columns in bytes', () => {
    const { root, remove } = makeTempTree({ 'a.json': TEXT })
    onTestFinished(remove)
    const at = diagnose('SPEC_STATUS_INVALID', { file: 'a.json', line: 1, column: 5 }, { status: 'finished' })
    const report: Report = {
      root,
      version: '2.0.0',
      checks: [{ check: 'validate-specs', passed: [], diagnostics: [at] }],
      textOf: () => TEXT,
    }
    const run = spawnSync(
      partAt('reviewdog'),
      ['-f=rdjson', '-reporter=rdjson', '-filter-mode=nofilter', '-fail-level=none'],
      { cwd: root, input: formatRdjson(report), encoding: 'utf8', env: { PATH: process.env['PATH'] } },
    )
    expect(run.stderr).toBe('')
    const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: unknown[] }
    expect(diagnostics).toMatchObject([
      {
        location: { path: 'a.json', range: { start: { line: 1, column: 8 } } },
        severity: 'ERROR',
        code: { value: 'SPEC_STATUS_INVALID' },
      },
    ])
  })
})
