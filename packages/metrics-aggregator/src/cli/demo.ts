/** The command `demo`: sample containers and the daemon in one process, and what to look at. */
import { parseConfig } from '../config/parse-config.ts'
import type { Config } from '../config/config.ts'
import { SETTINGS } from '../config/settings.ts'
import { version } from '../config/version.ts'
import { startDaemon } from '../daemon.ts'
import type { Daemon } from '../daemon.ts'
import { CODES } from '../errors/codes.ts'
import { Failure } from '../errors/failure.ts'
import type { Call, Command } from './command.ts'
import { startDemoContainers } from './demo-containers.ts'
import { EXIT } from './exit-code.ts'
import type { ExitCode } from './exit-code.ts'
import { jsonDocument } from './finding-lines.ts'
import { readProcessFacts } from './process-facts.ts'
import { serveUntilStopped } from './serve-until-stopped.ts'
import { flagsAlone } from './setting-flags.ts'
import type { Terminal } from './terminal.ts'

export const demo: Command = {
  name: 'demo',
  argumentsUsage: '',
  summary: 'start three sample containers and serve their merge: a first look',
  description: [
    'One container answers in text, one in text or, where it is asked for, in protobuf with a native histogram,',
    'and one in OpenMetrics with exemplars. They share families of their runtimes.',
    'Nothing outside this process is needed, and only flags count, not the environment. Ctrl-C ends it.',
  ],
  get flags() {
    return flagsAlone(['port', 'bind'])
  },
  examples: [{ line: 'metrics-aggregator demo', does: 'see the merged page of three live containers' }],
  run: runDemo,
}

async function runDemo(call: Call, terminal: Terminal): Promise<ExitCode> {
  const stops = terminal.collectStops()
  const containers = await startDemoContainers()
  try {
    const daemon = await startOnFreePort(demoConfig(containers.endpoints, call), call, terminal)
    terminal.writeResult(
      call.isJson
        ? jsonDocument({ url: daemon.url, targets: containers.endpoints })
        : welcome(daemon.url, containers.endpoints, await fetchPage(daemon.url)),
    )
    await serveUntilStopped(daemon, stops, 0)
  } finally {
    await containers.stop()
  }
  return EXIT.ok
}

/** Flags count, the environment does not: a first look should be the same everywhere. */
function demoConfig(endpoints: Readonly<Record<string, string>>, { flags }: Call): Config {
  const outcome = parseConfig({ METRICS_ENDPOINTS: JSON.stringify(endpoints) }, flags)
  if (outcome.ok) return outcome.config
  const fault = outcome.findings.find(({ code }) => CODES[code].severity === 'error')
  throw fault === undefined
    ? new Error('a configuration without fault is refused')
    : new Failure(fault.code, fault.facts)
}

/** How many ports are tried from the standard one on, where none was asked for. */
const PORTS_TRIED = 20

async function startOnFreePort(config: Config, call: Call, terminal: Terminal): Promise<Daemon> {
  const { port, host } = config.listen
  const portMax = call.flags[SETTINGS.port.flag] === undefined ? port + PORTS_TRIED - 1 : port
  const log = (line: string): void => (call.isVerbose ? terminal.writeRemark(`${line}\n`) : undefined)
  for (let tried = port; ; tried += 1) {
    try {
      const listen = { host, port: tried }
      return await startDaemon({ ...config, listen }, { log, processFacts: readProcessFacts, version })
    } catch (error) {
      const isTaken = error instanceof Failure && error.code === 'LISTEN_PORT_TAKEN'
      if (!isTaken || tried === portMax) throw error
    }
  }
}

async function fetchPage(url: string): Promise<string> {
  const response = await fetch(`${url}/metrics`)
  return await response.text()
}

/** Families that two or three containers have: where a concatenated page would lose series. */
const SHOWN = /^(?:# TYPE )?(?:go_goroutines|process_cpu_seconds_total)[ {]/

function welcome(url: string, endpoints: Readonly<Record<string, string>>, page: string): string {
  const shown = page.split('\n').filter((line) => SHOWN.test(line) && !line.includes('"metrics-aggregator"'))
  return [
    `Three containers are merged at ${url}/metrics`,
    ...Object.entries(endpoints).map(([name, endpoint]) => `  ${name.padEnd(8)}${endpoint}`),
    '',
    'From the page:',
    ...shown.map((line) => `  ${line}`),
    '',
    'To try:',
    `  curl -s ${url}/metrics`,
    `  curl -s -H 'Accept: application/openmetrics-text' ${url}/metrics | grep trace_id`,
    `  npx metrics-aggregator check ${url}/metrics`,
    '',
    'Ctrl-C ends it.',
    '',
  ].join('\n')
}
