/**
 * Merges one input by every contender, in turns: a turn is a process that merges for a while, and its figure is the
 * median of its merges. Before anything is measured, the pages are compared: C's byte for byte, Go's by their series.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Contender, ContenderName } from './contenders.ts'
import type { BenchInput } from './inputs.ts'
import { median, medianRatio } from './statistics.ts'

export interface MergeResult {
  readonly input: BenchInput['name']
  readonly title: string
  readonly bytes: number
  readonly samples: number
  /** Median milliseconds of a merge; absent for a contender that is missing. */
  readonly milliseconds: Partial<Record<ContenderName, number>>
  /** How many times longer than we the others take. */
  readonly timesOurs: Partial<Record<ContenderName, number>>
}

export interface MergeRunOptions {
  readonly rounds: number
  /** How long a turn lasts at least. */
  readonly turnMs: number
}

interface Turn {
  readonly ns: number
  readonly samples: number
}

type RunnableContender = Contender & { readonly command: readonly string[] }

const STDOUT_BYTES_MAX = 64 * 1_024 * 1_024

const run = promisify(execFile)

export async function measureMerges(
  input: BenchInput,
  contenders: readonly Contender[],
  options: MergeRunOptions,
): Promise<MergeResult> {
  const folder = mkdtempSync(join(tmpdir(), 'merge-bench-'))
  try {
    const bodies = input.bodies()
    const files = bodies.map((body, index) => {
      const file = join(folder, `${index}.prom`)
      writeFileSync(file, body)
      return `target-${index}=${file}`
    })
    const runnable = contenders.filter(isRunnable)
    const samples = await comparePages(runnable, files, folder)
    const turns = await takeTurns(runnable, files, options)
    const bytes = bodies.reduce((sum, { length }) => sum + length, 0)
    return { input: input.name, title: input.title, bytes, samples, ...summaryOf(turns) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function isRunnable(contender: Contender): contender is RunnableContender {
  return !('missing' in contender.command)
}

async function takeTurn(
  { command }: RunnableContender,
  files: readonly string[],
  { turnMs, out = '-' }: { readonly turnMs: number; readonly out?: string },
): Promise<Turn> {
  const [program = '', ...words] = command
  const { stdout } = await run(program, [...words, String(turnMs), out, ...files], {
    maxBuffer: STDOUT_BYTES_MAX,
  })
  const merges = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Turn)
  return { ns: median(merges.map(({ ns }) => ns)), samples: merges[0]?.samples ?? 0 }
}

/** Throws where a page is not what ours is; returns the number of samples. */
async function comparePages(
  contenders: readonly RunnableContender[],
  files: readonly string[],
  folder: string,
): Promise<number> {
  const pageOf = (name: ContenderName): string => join(folder, `${name}.page`)
  const counts = new Map<ContenderName, number>()
  for (const contender of contenders) {
    const { samples } = await takeTurn(contender, files, { turnMs: 0, out: pageOf(contender.name) })
    counts.set(contender.name, samples)
  }
  const samples = counts.get('ours') ?? 0
  for (const [name, count] of counts) {
    if (count !== samples) throw new Error(`${name} has ${count} series where we have ${samples}`)
  }
  if (counts.has('c') && !readFileSync(pageOf('c')).equals(readFileSync(pageOf('ours'))))
    throw new Error('the page of the C program is not ours byte for byte')
  return samples
}

async function takeTurns(
  contenders: readonly RunnableContender[],
  files: readonly string[],
  { rounds, turnMs }: MergeRunOptions,
): Promise<ReadonlyMap<ContenderName, number[]>> {
  const turns = new Map<ContenderName, number[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      const { ns } = await takeTurn(contender, files, { turnMs })
      turns.get(contender.name)?.push(ns)
    }
  }
  return turns
}

const NS_PER_MS = 1_000_000

function summaryOf(
  turns: ReadonlyMap<ContenderName, number[]>,
): Pick<MergeResult, 'milliseconds' | 'timesOurs'> {
  const own = turns.get('ours') ?? []
  const milliseconds: Partial<Record<ContenderName, number>> = {}
  const timesOurs: Partial<Record<ContenderName, number>> = {}
  for (const [name, values] of turns) {
    milliseconds[name] = median(values) / NS_PER_MS
    if (name !== 'ours') timesOurs[name] = medianRatio(values, own)
  }
  return { milliseconds, timesOurs }
}
