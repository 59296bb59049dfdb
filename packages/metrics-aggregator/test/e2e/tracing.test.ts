// Tracing in the built program: off, nothing of it is loaded; on, it is, and spans arrive. The memory of both is shown.
import { readFileSync } from 'node:fs'
import { makeTempTree } from 'testkit/temp-tree'
import { report } from 'testkit/report'
import { expect, onTestFinished, test } from 'vitest'
import { startOtlpReceiver } from '../support/otlp-receiver.ts'
import { httpAnswer, startRawTarget } from '../support/raw-target.ts'
import { get } from '../support/request.ts'
import { spawnDaemon } from '../support/spawned-daemon.ts'

/** Writes which files were loaded, when the process ends. */
const PROBE = `const { writeFileSync } = require('node:fs')
process.on('exit', () => writeFileSync(process.env.LOADED_FILES, JSON.stringify(Object.keys(require.cache))))
`

test.each([
  { exporter: 'none', protocol: '', spans: 0, types: [], isLoaded: false },
  { exporter: '', protocol: '', spans: 0, types: [], isLoaded: false },
  { exporter: 'otlp', protocol: '', spans: 2, types: ['application/x-protobuf'], isLoaded: true },
  {
    exporter: 'otlp',
    protocol: 'http/protobuf',
    spans: 2,
    types: ['application/x-protobuf'],
    isLoaded: true,
  },
  { exporter: 'otlp', protocol: 'http/json', spans: 2, types: ['application/json'], isLoaded: true },
  { exporter: 'otlp', protocol: 'grpc', spans: 0, types: [], isLoaded: false },
])('exporter “$exporter”, protocol “$protocol”: loaded $isLoaded', async (row) => {
  const { exporter, protocol, spans, types, isLoaded } = row
  const receiver = await startOtlpReceiver()
  const target = await startRawTarget((socket) => void socket.end(httpAnswer('a 1\n')))
  const tree = makeTempTree({ 'probe.cjs': PROBE })
  onTestFinished(tree.remove)
  const daemon = await spawnDaemon(
    { api: target.url },
    {
      NODE_OPTIONS: `--require=${tree.root}/probe.cjs`,
      LOADED_FILES: `${tree.root}/loaded.json`,
      OTEL_TRACES_EXPORTER: exporter,
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: receiver.endpoint,
      METRICS_DRAIN: '0s',
    },
  )
  expect((await get(`${daemon.url}/metrics`)).status).toBe(200)
  const peak = daemon.residentBytesPeak()
  daemon.signal('SIGTERM')
  expect(await daemon.exit).toBe(0)
  const loaded = JSON.parse(readFileSync(`${tree.root}/loaded.json`, 'utf8')) as string[]
  expect(loaded.some((file) => file.includes('main.cjs'))).toBe(true)
  expect(loaded.some((file) => /opentelemetry|open-telemetry/.test(file))).toBe(isLoaded)
  expect(receiver.spans).toHaveLength(spans)
  expect([...new Set(receiver.headers.map((headers) => headers['content-type']))]).toEqual(types)
  report(
    `traces ${exporter || 'not mentioned'} ${protocol}: ${((peak ?? 0) / 1_048_576).toFixed(1)} MiB at most`,
  )
})
