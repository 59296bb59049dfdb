/**
 * Ten minutes of load and faults: the built sidecar before containers that flap, are slow, too large and malformed at
 * random, scraped by two real Prometheus and 50 times a second besides. `npm run soak -- --minutes N`. Exits 1 if a
 * wrong page was served, a Prometheus saw it down, memory or descriptors grew.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../examples/loss-and-cure/loopback.ts'
import { startPrometheus } from '../examples/loss-and-cure/prometheus.ts'
import type { Prometheus } from '../examples/loss-and-cure/prometheus.ts'
import { startProgram } from '../examples/loss-and-cure/running-program.ts'
import { makePageJudge } from './judge-page.ts'
import { median, openDescriptors, residentMebibytes } from './process-size.ts'
import { scrapeSteadily } from './scrape-steadily.ts'
import { SOAK_TARGETS } from './soak-targets.ts'
import { verdictOf } from './verdict.ts'
import { ABOVE_ZERO, flagsOrEnd } from '../../../tools/tool-flags.ts'
import type { Tool } from '../../../tools/tool-flags.ts'

const MINUTES = 10
const SCRAPES_PER_SECOND = 50
const REPLICAS = 2
const INTERVAL_SECONDS = 5
const SIDECAR = fileURLToPath(new URL('../dist/main.cjs', import.meta.url))
const TARGETS = fileURLToPath(new URL('targets-process.ts', import.meta.url))
/** Longer than an idle connection is kept. */
const REST_MS = 7_000
/** A busy machine closes late; what is open then stays open. */
const REST_MS_MAX = 60_000
const FAULTS_SHOWN = 20

const TOOL: Tool = {
  name: 'npm run soak',
  does: 'Loads the built sidecar with faulty containers, and says what became of it; the exit code is 1 if it suffered.',
  flags: [
    {
      name: 'minutes',
      placeholder: 'N',
      help: `for how long; ${MINUTES} if it is not said`,
      allowed: ABOVE_ZERO,
    },
  ],
}

const ends: (() => unknown)[] = []
const flags = flagsOrEnd(TOOL, process.argv.slice(2))
try {
  if (flags !== undefined) process.exitCode = await soak(Number(flags['minutes'] ?? MINUTES) * 60)
} finally {
  for (const end of ends.toReversed()) await end()
}

async function soak(seconds: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  const sidecar = await startSidecar(await startTargets())
  // The first page opens what stays open; the connection that asked for it does not.
  await (await fetch(sidecar.url, { headers: { connection: 'close' } })).arrayBuffer()
  await sleep(REST_MS)
  const descriptorsBefore = openDescriptors(sidecar.pid)
  const replicas = await startReplicas(folder, sidecar.url)

  const judge = makePageJudge()
  const faults: string[] = []
  const counts = { scrapes: 0, refused: 0, bytes: 0 }
  const presence = new Map<string, number>()
  const scraping = scrapeSteadily(sidecar.url.href, SCRAPES_PER_SECOND, (answer) => {
    counts.scrapes += 1
    if (answer instanceof Error) return void faults.push(answer.message)
    counts.bytes += answer.body.length
    if (answer.status === 503) return void (counts.refused += 1)
    const verdict = judge.judge(answer.body)
    faults.push(...verdict.faults)
    for (const name of verdict.present) presence.set(name, (presence.get(name) ?? 0) + 1)
  })
  const memory = await watchMemory(sidecar.pid, seconds)
  await scraping.stop()
  const ups = await Promise.all(replicas.map((replica) => lowestUp(replica, seconds)))
  for (const replica of replicas) await replica.stop()
  const descriptorsAfter = await descriptorsAtRest(sidecar.pid, descriptorsBefore)

  const { lines, exitCode } = verdictOf({
    seconds,
    memory,
    ups,
    faults: faults.length,
    descriptors: [descriptorsBefore, descriptorsAfter],
  })
  console.log(`${Math.round(seconds)} s, ${SOAK_TARGETS.length} containers, ${replicas.length} Prometheus`)
  console.log(
    `${counts.scrapes} scrapes (${(counts.scrapes / seconds).toFixed(1)} a second, ${scraping.skipped()} left out), ` +
      `${Math.round(counts.bytes / 1e6)} MB, ${judge.count()} different pages, ${counts.refused} answered 503`,
  )
  for (const [name, times] of presence)
    console.log(`  ${name} was on ${percent(times, counts.scrapes)} of them`)
  for (const fault of faults.slice(0, FAULTS_SHOWN)) console.log(`  wrong: ${fault}`)
  for (const line of lines) console.log(line)
  return exitCode
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`
}

async function startTargets(): Promise<Readonly<Record<string, number>>> {
  const loader = createRequire(import.meta.url).resolve('tsx')
  const child = spawn(process.execPath, ['--import', loader, TARGETS], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  ends.push(() => child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) {
    return JSON.parse(line) as Record<string, number>
  }
  throw new Error('the containers did not start')
}

async function startSidecar(
  ports: Readonly<Record<string, number>>,
): Promise<{ readonly pid: number; readonly url: URL }> {
  const port = await freePort()
  const url = new URL(`http://127.0.0.1:${port}/metrics`)
  const endpoints = Object.entries(ports).map(([name, at]) => [name, `http://127.0.0.1:${at}/metrics`])
  const { pid, stop } = await startProgram([process.execPath, SIDECAR, 'serve'], {
    readyUrl: new URL('/-/ready', url).href,
    env: {
      METRICS_ENDPOINTS: JSON.stringify(Object.fromEntries(endpoints)),
      METRICS_AGGREGATOR_PORT: String(port),
      METRICS_BIND_ADDRESS: '127.0.0.1',
      METRICS_SERVER_IDLE_TIMEOUT: '5s',
      // Requests that wait for the slow container pile up to more than the default of 32.
      METRICS_MAX_INFLIGHT: '256',
      METRICS_DRAIN: '0s',
    },
  })
  ends.push(() => stop())
  return { pid, url }
}

async function startReplicas(folder: string, url: URL): Promise<readonly Prometheus[]> {
  const program = 'prometheus'
  if (spawnSync(program, ['--version']).error !== undefined) {
    console.log('Prometheus is not installed (package prometheus): the soak runs without its replicas')
    return []
  }
  const names = Array.from({ length: REPLICAS }, (_, at) => join(folder, `replica-${at}`))
  const replicas = names.map((name) =>
    startPrometheus({
      program,
      folder: name,
      jobs: [{ name: 'soak', url }],
      intervalSeconds: INTERVAL_SECONDS,
    }),
  )
  for (const replica of await Promise.all(replicas)) ends.push(() => replica.stop())
  return Promise.all(replicas)
}

/** What the sidecar takes in the second tenth of the time and in the last one. */
async function watchMemory(pid: number, seconds: number): Promise<readonly [before: number, after: number]> {
  const samples: number[] = []
  for (let second = 0; second < seconds; second += 1) {
    await sleep(1_000)
    samples.push(residentMebibytes(pid))
    if ((second + 1) % 60 === 0)
      console.log(`minute ${(second + 1) / 60}: ${samples.at(-1)?.toFixed(1)} MiB resident`)
  }
  const tenth = Math.max(1, Math.floor(samples.length / 10))
  return [median(samples.slice(tenth, 2 * tenth)), median(samples.slice(-tenth))]
}

async function descriptorsAtRest(pid: number, expected: number): Promise<number> {
  const endMs = Date.now() + REST_MS_MAX
  while (openDescriptors(pid) > expected && Date.now() < endMs) await sleep(500)
  return openDescriptors(pid)
}

async function lowestUp({ query }: Prometheus, seconds: number): Promise<number> {
  const [lowest] = await query(`min_over_time(up[${Math.ceil(seconds)}s])`)
  return Number(lowest?.value)
}
