/** The command `serve`, which is also what runs when no command is named: the daemon, until a signal ends it. */
import { SETTING_NAMES } from '../config/read-settings.ts'
import { version } from '../config/version.ts'
import { startDaemon } from '../daemon.ts'
import type { Call, Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import type { ExitCode } from './exit-code.ts'
import { findingDocument, findingLines, jsonDocument } from './finding-lines.ts'
import { keepConfigCurrent } from './keep-config-current.ts'
import { loadConfig } from './load-config.ts'
import type { LoadedConfig } from './load-config.ts'
import { readProcessFacts } from './process-facts.ts'
import { settingFlags } from './setting-flags.ts'
import { scavengeOften } from './scavenge-often.ts'
import { serveUntilStopped } from './serve-until-stopped.ts'
import type { Terminal } from './terminal.ts'

export const serve: Command = {
  name: 'serve',
  argumentsUsage: '',
  summary: 'scrape the targets and serve one page (what runs without a command)',
  description: [
    'Serves /metrics with the metrics of every target and our own, each series labelled with its target.',
    'Every flag can also be set in the environment; flags win. Logs are JSON lines on standard error.',
    'Files are read again when they change, and on SIGHUP; a version with faults is refused and said in the log.',
    'SIGTERM keeps serving for the time of --drain and then stops with exit code 0; SIGINT stops at once.',
  ],
  get flags() {
    return settingFlags(SETTING_NAMES)
  },
  examples: [
    {
      line: 'METRICS_ENDPOINTS=\'{"api":"http://127.0.0.1:8080/metrics"}\' metrics-aggregator',
      does: 'serve the metrics of one container on port 9090',
    },
    {
      line: 'metrics-aggregator serve --endpoints http://127.0.0.1:8080/metrics,http://127.0.0.1:9100/metrics --port 9464',
      does: 'two targets without names of their own, on another port',
    },
  ],
  run: runServe,
}

async function runServe(call: Call, terminal: Terminal): Promise<ExitCode> {
  const stops = terminal.collectStops()
  const firstReadAtMs = Date.now()
  const outcome = await loadConfig(terminal.env, call.flags)
  const findings = outcome.ok ? outcome.warnings : outcome.findings
  for (const finding of findings) terminal.writeRemark(findingLines(finding, call.paint))
  if (!outcome.ok) {
    if (call.isJson)
      terminal.writeResult(jsonDocument({ ok: false, findings: findings.map(findingDocument) }))
    return EXIT.failed
  }
  const daemon = await startDaemon(outcome.config, {
    log: (line) => terminal.writeRemark(`${line}\n`),
    processFacts: readProcessFacts,
    beforeFirstPage: scavengeOften,
    files: outcome.files,
    version,
  })
  if (call.isJson) terminal.writeResult(jsonDocument({ ok: true, url: daemon.url }))
  const load = (): Promise<LoadedConfig> => loadConfig(terminal.env, call.flags)
  const endReloads = await keepConfigCurrent({
    daemon,
    first: outcome,
    firstReadAtMs,
    load,
    onDemand: terminal.onReload,
  })
  await serveUntilStopped(daemon, stops, outcome.config.drainMs)
  endReloads()
  return EXIT.ok
}
