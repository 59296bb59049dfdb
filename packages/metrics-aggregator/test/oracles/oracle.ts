/**
 * The independent readers that our verdicts and pages are held against, each a program that answers documents. They
 * share nothing with our code: what they accept is decided by other people.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findRealPart } from 'testkit/real-parts'
import type { RealPart } from 'testkit/real-parts'
import { runCli } from 'testkit/run-cli'
import type { ExpositionFormat } from '../../src/exposition/formats.ts'

export interface Document {
  readonly format: ExpositionFormat
  readonly body: Uint8Array
  /** Names between quotes that need them, which older readers do not know. */
  readonly hasQuotedNames?: boolean
}

export interface Answer {
  readonly ok: boolean
  /** What the reader says is wrong, in its own words. */
  readonly error: string
  /** What it kept, in order; only Prometheus' readers say. */
  readonly samples: readonly OracleSample[]
}

export interface OracleSample {
  /** The name among them, in order of their names. */
  readonly labels: readonly (readonly [name: string, value: string])[]
  /** As a 64-bit float, in its shortest form. */
  readonly value: string
  /** In milliseconds. */
  readonly timestamp?: number
}

export interface Oracle {
  readonly name: OracleName
  /** What must be installed. */
  readonly parts: readonly RealPart[]
  readonly formats: readonly ExpositionFormat[]
  /** Whether it knows names between quotes. */
  readonly readsQuotedNames: boolean
  /** One answer for each document, in order. */
  readonly ask: (documents: readonly Document[]) => Promise<readonly Answer[]>
}

export type OracleName = 'client_python' | 'expfmt' | 'textparse' | 'textparse-2' | 'promtool'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const BUILD_FOLDER = fileURLToPath(new URL('../../../../.build/oracle-programs/', import.meta.url))
const ANSWER_DEADLINE_MS = 120_000
// The first build downloads and compiles the readers' modules.
const BUILD_DEADLINE_MS = 280_000

/** Go and Python want a home and their caches, so these programs get the environment that the tests have. */
function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(entries)
}

function pathOf(part: RealPart): string {
  const path = findRealPart(part)
  if (path === undefined) throw new Error(`missing: ${part}`)
  return path
}

/** Documents go in and answers come out as lines of JSON; bodies as base64, for they hold any bytes. */
async function askProgram(
  command: readonly string[],
  documents: readonly Document[],
): Promise<readonly Answer[]> {
  const input = documents
    .map(
      ({ format, body, hasQuotedNames = false }, id) =>
        `${JSON.stringify({ id, format, hasQuotedNames, body: Buffer.from(body).toString('base64') })}\n`,
    )
    .join('')
  const run = await runCli(command, { input, env: environment(), deadlineMs: ANSWER_DEADLINE_MS })
  if (run.exitCode !== 0) throw new Error(`${command.join(' ')}: ${run.stderr}`)
  const answers = run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Partial<Answer>)
  if (answers.length !== documents.length)
    throw new Error(`${answers.length} answers to ${documents.length} documents`)
  return answers.map(({ ok, error, samples }) => ({
    ok: ok === true,
    error: error ?? '',
    samples: samples ?? [],
  }))
}

const builds = new Map<string, Promise<string>>()

/** Builds a Go program of this folder once; Go's own cache makes the next process's build a look-up. */
function builtGoProgram(name: string): Promise<string> {
  const build = builds.get(name) ?? buildGoProgram(name)
  builds.set(name, build)
  return build
}

async function buildGoProgram(name: string): Promise<string> {
  mkdirSync(BUILD_FOLDER, { recursive: true })
  const program = join(BUILD_FOLDER, name)
  const run = await runCli([pathOf('go'), 'build', '-trimpath', '-o', program, '.'], {
    cwd: join(FOLDER, name),
    env: environment(),
    deadlineMs: BUILD_DEADLINE_MS,
  })
  if (run.exitCode !== 0) throw new Error(`go build ${name}: ${run.stderr}`)
  return program
}

function goReader(name: OracleName, traits: Pick<Oracle, 'formats' | 'readsQuotedNames'>): Oracle {
  return {
    name,
    parts: ['go'],
    ...traits,
    ask: async (documents) => askProgram([await builtGoProgram(name)], documents),
  }
}

const PROMTOOL_CANNOT_READ = 1

/** promtool takes one document a run, so two run at a time. Its other exit codes speak of style, not of syntax. */
async function askPromtool(documents: readonly Document[]): Promise<readonly Answer[]> {
  const half = Math.ceil(documents.length / 2)
  const halves = [documents.slice(0, half), documents.slice(half)]
  return (await Promise.all(halves.map(askPromtoolInTurn))).flat()
}

async function askPromtoolInTurn(documents: readonly Document[]): Promise<readonly Answer[]> {
  const command = [pathOf('promtool'), 'check', 'metrics']
  const answers: Answer[] = []
  for (const { body } of documents) {
    const run = await runCli(command, { input: body })
    answers.push({ ok: run.exitCode !== PROMTOOL_CANNOT_READ, error: run.stderr.trim(), samples: [] })
  }
  return answers
}

const BOTH: readonly ExpositionFormat[] = ['text', 'openmetrics']

export const ORACLES: readonly Oracle[] = [
  {
    name: 'client_python',
    parts: ['python with prometheus_client'],
    formats: BOTH,
    readsQuotedNames: true,
    ask: (documents) =>
      askProgram([pathOf('python with prometheus_client'), join(FOLDER, 'client_python.py')], documents),
  },
  goReader('textparse', { formats: BOTH, readsQuotedNames: true }),
  goReader('textparse-2', { formats: BOTH, readsQuotedNames: false }),
  goReader('expfmt', { formats: ['text'], readsQuotedNames: true }),
  {
    name: 'promtool',
    parts: ['promtool'],
    formats: ['text'],
    readsQuotedNames: false,
    ask: askPromtool,
  },
]
