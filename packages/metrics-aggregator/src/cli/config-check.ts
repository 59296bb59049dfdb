/** The command `config check`: everything that is wrong with the configuration, or the configuration in force. */
import type { TracingConfig } from '../config/config.ts'
import { showUrl } from '../config/show-url.ts'
import type { ConfigOutcome } from '../config/parse-config.ts'
import { SETTING_NAMES } from '../config/read-settings.ts'
import type { Readings, SettingName } from '../config/read-settings.ts'
import { SETTINGS } from '../config/settings.ts'
import type { GivenOptions } from '../config/given-options.ts'
import type { Call, Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import type { ExitCode } from './exit-code.ts'
import { findingDocument, findingLines, jsonDocument } from './finding-lines.ts'
import { loadConfig } from './load-config.ts'
import { settingFlags } from './setting-flags.ts'
import type { Terminal } from './terminal.ts'
import { visible } from './visible.ts'

export const configCheck: Command = {
  name: 'config check',
  argumentsUsage: '',
  summary: 'validate the configuration and print the effective one',
  description: [
    'Takes the same environment and flags as serve, starts nothing, and says everything that is wrong at once.',
    'Exit code 1 if the configuration cannot be started with.',
  ],
  get flags() {
    return settingFlags(SETTING_NAMES)
  },
  examples: [
    {
      line: 'METRICS_ENDPOINTS=\'{"api":"http://127.0.0.1:8080/metrics"}\' metrics-aggregator config check',
      does: 'say what serve would do with this environment',
    },
  ],
  run: async (call, terminal) => report(await loadConfig(terminal.env, call.flags), call, terminal),
}

function report(outcome: ConfigOutcome, call: Call, terminal: Terminal): ExitCode {
  const findings = outcome.ok ? outcome.warnings : outcome.findings
  if (call.isJson) terminal.writeResult(documentOf(outcome))
  else {
    for (const finding of findings) terminal.writeResult(findingLines(finding, call.paint))
    if (outcome.ok) terminal.writeResult(effectiveLines(outcome))
  }
  return outcome.ok ? EXIT.ok : EXIT.findings
}

function documentOf(outcome: ConfigOutcome): string {
  if (!outcome.ok) return jsonDocument({ ok: false, findings: outcome.findings.map(findingDocument) })
  return jsonDocument({
    ok: true,
    findings: outcome.warnings.map(findingDocument),
    targets: outcome.given,
    settings: SETTING_NAMES.map((name) => rowOf(name, outcome.readings)),
    ...(outcome.config.tracing !== undefined && { tracing: tracingOf(outcome.config.tracing) }),
  })
}

interface SettingRow {
  readonly variable: string
  readonly flag: string
  /** Its place in a configuration file. */
  readonly option?: string
  readonly value: string
  readonly origin: string
  /** Where it was written, for what came out of a file. */
  readonly source?: string
}

function rowOf<K extends SettingName>(name: K, readings: Readings): SettingRow {
  const { variable, flag, option, kind } = SETTINGS[name]
  const { value, origin, source } = readings[name]
  return {
    variable,
    flag: `--${flag}`,
    ...(option !== undefined && { option }),
    value: kind.show(value),
    origin,
    ...(origin === 'file' && { source }),
  }
}

/** What of tracing may be shown: its headers are keys. */
function tracingOf({ exporter, endpoint, resource }: TracingConfig): Readonly<Record<string, string>> {
  const service = resource['service.name'] ?? ''
  return exporter === 'console'
    ? { exporter, service }
    : { exporter, endpoint: showUrl(new URL(endpoint)), service }
}

type Effective = Extract<ConfigOutcome, { ok: true }>

function effectiveLines({ given: targets, readings, config }: Effective): string {
  const { tracing } = config
  const rows = SETTING_NAMES.map((name) => rowOf(name, readings))
  return [
    'Targets',
    ...columns(targets.map(({ name, url, source }) => [name, url, source])),
    ...targets.flatMap(optionLines),
    'Settings',
    ...columns(rows.map(({ variable, value, origin, source }) => [variable, value, origin, source ?? ''])),
    ...(tracing === undefined ? [] : ['Traces', ...columns(Object.entries(tracingOf(tracing)))]),
    '',
  ].join('\n')
}

function optionLines({ name, options }: GivenOptions): string[] {
  if (options.length === 0) return []
  return [
    `Options of ${visible(name)}`,
    ...columns(options.map(({ option, value, source }) => [option, value, source])),
  ]
}

function columns(given: readonly (readonly string[])[]): string[] {
  const rows = given.map((row) => row.map(visible))
  const widths = rows.reduce<number[]>(
    (so, row) => row.map((cell, at) => Math.max(so[at] ?? 0, cell.length)),
    [],
  )
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd())
}
