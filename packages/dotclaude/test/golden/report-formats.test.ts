// What people and other programs see of a report, byte by byte: a folder per report in cases/reports, the report as JSON
// and the expected text of each format. SARIF is held by its schema instead, because it carries the pages of all codes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkGolden, goldenCases } from '../../../testkit/src/golden.ts'
import type { Code } from '../../src/diagnostics/code-table.ts'
import { diagnose } from '../../src/diagnostics/diagnostic.ts'
import type { DiagnosticExtras, Place } from '../../src/diagnostics/diagnostic.ts'
import { FORMATS } from '../../src/diagnostics/format/formats.ts'
import { formatHuman } from '../../src/diagnostics/format/human.ts'
import type { Report } from '../../src/diagnostics/report.ts'
import type { Facts } from '../../src/diagnostics/template.ts'

const CASES = fileURLToPath(new URL('cases/reports', import.meta.url))

const ENDINGS = {
  human: 'human.txt',
  json: 'json',
  github: 'github.txt',
  junit: 'junit.xml',
  gitlab: 'gitlab.json',
  rdjson: 'rdjson.json',
  markdown: 'md',
} as const

interface CheckInput {
  readonly check: string
  readonly passed?: readonly string[]
  readonly notes?: readonly string[]
  readonly diagnostics?: readonly [code: Code, where: Place, facts: Facts, more?: DiagnosticExtras][]
}

function reportIn(folder: string): Report {
  const input = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as {
    readonly checks: readonly CheckInput[]
    readonly changedFiles?: readonly string[]
    readonly texts?: Readonly<Record<string, string>>
  }
  const checks = input.checks.map(({ check, passed = [], notes = [], diagnostics = [] }) => {
    return { check, passed, notes, diagnostics: diagnostics.map((one) => diagnose(...one)) }
  })
  const changedFiles = new Set(input.changedFiles)
  return {
    root: '/repository',
    version: '2.0.0',
    checks,
    changedFiles,
    textOf: (file) => input.texts?.[file],
  }
}

test.each(goldenCases(CASES))('%s', (name) => {
  const folder = join(CASES, name)
  const report = reportIn(folder)
  const formats = Object.entries(ENDINGS).map(([format, ending]) => [
    `expected.${ending}`,
    FORMATS[format as keyof typeof ENDINGS](report),
  ])
  const verbose = ['expected.verbose.txt', formatHuman(report, { verbose: true })]
  expect(checkGolden(folder, Object.fromEntries([...formats, verbose]) as Record<string, string>)).toEqual([])
})
