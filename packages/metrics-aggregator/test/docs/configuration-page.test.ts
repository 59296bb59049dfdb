// docs/configuration.md and the program say the same: the table of settings, the example, the names without effect.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseConfig } from '../../src/config/parse-config.ts'
import { SETTINGS } from '../../src/config/settings.ts'
import { freeText } from '../../src/config/value-kind.ts'
import type { Setting } from '../../src/config/settings.ts'

const PAGE = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')

function cellsOf(row: string): string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\*', '*'))
}

test('the table holds every setting in the order of the program', () => {
  const shown = PAGE.split('\n')
    .filter((line) => line.startsWith('| `'))
    .map(cellsOf)
  const settings = Object.values(SETTINGS) as Setting<unknown>[]
  expect(shown).toEqual(
    settings.map(({ variable, flag, kind, fallback, help }) => {
      const standard = kind.show(fallback)
      const allowed = Object.is(kind, freeText) ? '' : kind.allowed
      return [`\`${variable}\``, `\`--${flag}\``, standard === '' ? '' : `\`${standard}\``, help, allowed]
    }),
  )
})

test('the example is a configuration', () => {
  const [, example = ''] = /```json\n(.*?)```/s.exec(PAGE) ?? []
  expect(parseConfig({ METRICS_ENDPOINTS: example })).toMatchObject({ ok: true, warnings: [] })
})

test.each([...PAGE.matchAll(/`((?:METRICS|OTEL)_[A-Z_]+)`/g)].map(([, variable = '']) => variable))(
  '%s is known',
  (variable) => {
    const outcome = parseConfig({ METRICS_ENDPOINTS: 'http://127.0.0.1/', [variable]: 'x' })
    const findings = outcome.ok ? outcome.warnings : outcome.findings
    expect(findings.map(({ code }) => code)).not.toContain('CONFIG_VARIABLE_UNKNOWN')
  },
)

test.each([
  { variable: 'METRICS_CONFIG_FILE', isStopped: true },
  { variable: 'METRICS_ANNOTATIONS_FILE', isStopped: true },
  { variable: 'METRICS_DISCOVERY', isStopped: true },
  { variable: 'OTEL_TRACES_EXPORTER', isStopped: false },
  { variable: 'OTEL_EXPORTER_OTLP_ENDPOINT', isStopped: false },
])('$variable is without effect, is said, and stops the start: $isStopped', ({ variable, isStopped }) => {
  const outcome = parseConfig({ METRICS_ENDPOINTS: 'http://127.0.0.1/', [variable]: 'x' })
  expect(outcome.ok).toBe(!isStopped)
  expect(outcome.ok ? outcome.warnings : outcome.findings).toHaveLength(1)
  expect(PAGE).toContain(`\`${variable}\``)
})
