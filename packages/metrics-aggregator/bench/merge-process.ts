/**
 * Our side of the comparison, as a program with the same face as the baselines: it merges files through a merge session,
 * in chunks as a socket would deliver them, and times every merge from the session's opening to the finished page.
 *
 * usage: merge-process [-from=FORMAT] [-to=FORMAT] MILLISECONDS OUT NAME=FILE...
 * Formats are text (what is meant where none is said), openmetrics and protobuf.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { ExpositionFormat, FormatVersion } from '../src/exposition/formats.ts'
import { MergeSession } from '../src/exposition/merge-session.ts'

interface Body {
  readonly name: string
  readonly bytes: Uint8Array
}

interface Run {
  readonly ns: number
  readonly samples: number
}

function readBody(argument: string): Body {
  const at = argument.indexOf('=')
  return { name: argument.slice(0, at), bytes: readFileSync(argument.slice(at + 1)) }
}

function merge(bodies: readonly Body[], out = '-'): Run {
  const before = process.hrtime.bigint()
  const session = MergeSession.open(bodies)
  for (const [index, { name, bytes }] of bodies.entries()) {
    session.begin(index, from)
    const refusal = session.write(index, bytes) ?? session.end(index, 'complete')
    if (refusal !== undefined) throw new Error(`${name}: ${refusal.code} in line ${refusal.line}`)
  }
  const page = session.render(VERSIONS[to])
  const { samples } = page.report()
  const ns = Number(process.hrtime.bigint() - before)
  if (out !== '-') writeFileSync(out, Buffer.concat(page.slices))
  session.release()
  return { ns, samples }
}

const WARM_UP_MS = 1_000

const VERSIONS: Readonly<Record<ExpositionFormat, FormatVersion>> = {
  text: 'text-0.0.4',
  openmetrics: 'openmetrics-1.0.0',
  protobuf: 'protobuf',
}

function formatAt(flag: 'from' | 'to'): ExpositionFormat {
  const word = process.argv.find((each) => each.startsWith(`-${flag}=`))
  const format = Object.keys(VERSIONS).find((name) => word === `-${flag}=${name}`)
  return (format ?? 'text') as ExpositionFormat
}

const words = process.argv.slice(2)
const from = formatAt('from')
const to = formatAt('to')
const [milliseconds = '', out = '-', ...files] = words.filter(
  (word) => !word.startsWith('-from=') && !word.startsWith('-to='),
)
const bodies = files.map(readBody)
merge(bodies, out)
// A daemon is scraped for weeks, so what counts is the engine's code after V8 has compiled it for the second time, which
// it does on other threads while the first, slower code runs.
const warmUntil = performance.now() + (milliseconds === '0' ? 0 : WARM_UP_MS)
while (performance.now() < warmUntil) merge(bodies)
const until = performance.now() + Number(milliseconds)
const runs: Run[] = []
do runs.push(merge(bodies))
while (performance.now() < until)
// Written at the end: a reader who wakes after every run would take the processor from the next one.
process.stdout.write(runs.map((run) => `${JSON.stringify(run)}\n`).join(''))
