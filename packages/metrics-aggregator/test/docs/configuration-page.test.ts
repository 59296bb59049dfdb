// docs/configuration.md and the program say the same: the table of settings, the example, the names without effect.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfigFile } from '../../src/config/file/read-config-file.ts'
import { readYaml } from '../../src/config/file/read-yaml.ts'
import { parseConfig } from '../../src/config/parse-config.ts'
import { SETTINGS } from '../../src/config/settings.ts'
import { freeText } from '../../src/config/value-kind.ts'
import type { ValueKind } from '../../src/config/value-kind.ts'
import type { Setting } from '../../src/config/settings.ts'
import { TARGET_OPTIONS } from '../../src/config/target-options.ts'
import type { TargetOption } from '../../src/config/target-options.ts'

const FILE = new URL('../../docs/configuration.md', import.meta.url)
const PAGE = readFileSync(FILE, 'utf8')
const CODE_WORDS = (word: string): string => (word === '' ? '' : `\`${word}\``)

/** Of free text and of maps the page says elsewhere what they hold. */
function allowedIn(kind: Pick<ValueKind<unknown>, 'allowed' | 'schema'>): string {
  return kind.schema.type === 'object' || kind.allowed === freeText.allowed ? '' : kind.allowed
}

/** The rows of the table below a heading. */
function rowsBelow(heading: string): string[][] {
  const section = PAGE.slice(PAGE.indexOf(`\n## ${heading}\n`)).split('\n## ', 2)[1] ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((row) =>
      row
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('\\*', '*')),
    )
}

/** With UPDATE_GOLDEN=1 the rows are written into the page; `npm run fix` aligns them. */
function keepRows(heading: string, rows: readonly string[][]): readonly string[][] {
  if (process.env['UPDATE_GOLDEN'] !== '1' || process.env['CI'] !== undefined) return rowsBelow(heading)
  const table = rows
    .map((row) => `| ${row.map((cell) => cell.replaceAll('*', '\\*')).join(' | ')} |\n`)
    .join('')
  const page = readFileSync(FILE, 'utf8')
  const section = page.slice(page.indexOf(`\n## ${heading}\n`))
  const written = section.replace(/(\| --[-|\s]*\|\n)(?:\|.*\n)*/, (_, line: string) => line + table)
  writeFileSync(FILE, page.slice(0, page.length - section.length) + written)
  return rows
}

test('the table holds every setting in the order of the program', () => {
  const settings = Object.values(SETTINGS) as Setting<unknown>[]
  const rows = settings.map(({ variable, flag, option, kind, fallback, help }) => {
    const standard = kind.show(fallback)
    return [variable, `--${flag}`, option ?? '', standard].map(CODE_WORDS).concat(help, allowedIn(kind))
  })
  expect(keepRows('Settings', rows)).toEqual(rows)
})

test('the table holds every option of a target', () => {
  const options = Object.entries(TARGET_OPTIONS) as [string, TargetOption<unknown>][]
  const rows = options.map(([option, { kind, help, inherits }]) => {
    const setting = inherits === undefined ? '' : (SETTINGS[inherits].option ?? '')
    return [CODE_WORDS(option), CODE_WORDS(setting), help, allowedIn(kind)]
  })
  expect(keepRows('Options of a target', rows)).toEqual(rows)
})

test('the example file is a configuration without a fault', async () => {
  const [, example = ''] = /```yaml\n(.*?)```/s.exec(PAGE) ?? []
  const yaml = await readYaml(example, 'metrics.yaml')
  const file = yaml.ok ? { file: readConfigFile(yaml.root) } : {}
  expect(parseConfig({}, {}, file)).toMatchObject({ ok: true, warnings: [] })
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

test.each([...PAGE.matchAll(/^\| `(OTEL_[A-Z_]+)`/gm)].map(([, variable = '']) => variable))(
  'a wrong %s leaves traces off, and is said',
  (variable) => {
    const values: Readonly<Record<string, string>> = {
      OTEL_TRACES_EXPORTER: 'zipkin',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'x:x:x',
    }
    const env = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_TRACES_SAMPLER: 'traceidratio' }
    const outcome = parseConfig({
      METRICS_ENDPOINTS: 'http://127.0.0.1/',
      ...env,
      [variable]: values[variable] ?? '%',
    })
    // Any text is a name, and these two are read as anything but true where they are not.
    const isFree = ['OTEL_SERVICE_NAME', 'OTEL_SDK_DISABLED', 'OTEL_EXPORTER_OTLP_INSECURE'].includes(
      variable,
    )
    expect(outcome).toMatchObject({
      ok: true,
      warnings: isFree ? [] : [{ code: 'CONFIG_TRACING_UNSUPPORTED' }],
    })
  },
)
