// What code scanning is given beyond a valid document: stable fingerprints, relative places, and no more than it takes.
import { expect, test } from 'vitest'
import { CODES } from '../../../../src/diagnostics/code-table.ts'
import { diagnose } from '../../../../src/diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import { formatSarif } from '../../../../src/diagnostics/format/sarif.ts'

interface Run {
  readonly tool: {
    readonly driver: { readonly rules: readonly { id: string; help: { markdown: string } }[] }
  }
  readonly invocations: readonly { toolExecutionNotifications?: readonly { message: { text: string } }[] }[]
  readonly results: readonly Result[]
}

interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: string
  readonly message: { readonly text: string }
  readonly locations: readonly { physicalLocation: { artifactLocation: { uri: string }; region?: object } }[]
  readonly partialFingerprints: Readonly<Record<string, string>>
}

function runOf(diagnostics: readonly Diagnostic[], changedFiles: readonly string[] = []): Run {
  const checks = [{ check: 'a', passed: [], diagnostics }]
  const report = { root: '/r', version: '2.0.0', checks, changedFiles: new Set(changedFiles) }
  return (JSON.parse(formatSarif(report)) as { runs: [Run] }).runs[0]
}

const wrong = (file: string, line = 1): Diagnostic =>
  diagnose('SPEC_ID_MISMATCH', { file, line }, { id: 'a', folder: 'b' })

test('every code is a rule with its page', () => {
  const { rules } = runOf([]).tool.driver
  expect(rules.map(({ id }) => id)).toEqual(CODES)
  expect(rules.find(({ id }) => id === 'SPEC_ID_MISMATCH')?.help.markdown).toMatch(/^# SPEC_ID_MISMATCH\n/)
})

test('a result points to its rule', () => {
  const { results, tool } = runOf([wrong('a'), diagnose('SETTINGS_OPS_2', {})])
  expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(
    results.map(({ ruleId }) => ruleId),
  )
  expect(results.map(({ level }) => level)).toEqual(['error', 'warning'])
})

test('fingerprints stay when lines move, and never repeat', () => {
  const prints = (diagnostics: readonly Diagnostic[]): (string | undefined)[] =>
    runOf(diagnostics).results.map((result) => result.partialFingerprints['dotclaude/v1'])
  const before = prints([wrong('a', 1), wrong('a', 5), wrong('b', 1)])
  expect(prints([wrong('a', 4), wrong('a', 9), wrong('b', 2)])).toEqual(before)
  expect(new Set(before).size).toBe(3)
})

test('a run holds what is most urgent of too much', () => {
  const many = Array.from({ length: 25_010 }, (_, index) => wrong(`f${index}`))
  const { results, invocations } = runOf(many, ['f25009'])
  expect(results).toHaveLength(25_000)
  expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('f25009')
  const notifications = invocations[0]?.toolExecutionNotifications
  expect(notifications?.[0]?.message.text).toMatch(/^10 less urgent results/)
})

test('what concerns the whole repository has a place too', () => {
  const [result] = runOf([diagnose('SETTINGS_OPS_2', {})]).results
  expect(result?.locations).toEqual([
    { physicalLocation: { artifactLocation: { uri: '.', uriBaseId: '%SRCROOT%' } } },
  ])
})

test('brackets make no link', () => {
  const [result] = runOf([diagnose('SCAFFOLD_USAGE', {}, { detail: 'see [x](y) and a[0]' })]).results
  expect(result?.message.text).toBe(String.raw`see \[x](y) and a[0]`)
})

test.each([
  { file: 'docs/a.md', uri: 'docs/a.md' },
  { file: 'a:b/100%', uri: 'a%3Ab/100%25' },
  { file: 'a b/ü#?', uri: 'a%20b/%C3%BC%23%3F' },
  { file: 'a\ud83d', uri: 'a%EF%BF%BD' },
])('$file is $uri', ({ file, uri }) => {
  const [result] = runOf([wrong(file)]).results
  expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri)
})
