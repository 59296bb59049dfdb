/**
 * The independent readers that our verdicts and pages are held against, each a program that answers documents. They
 * share nothing with our code: what they accept is decided by other people.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RealPart } from 'testkit/real-parts'
import { runCli } from 'testkit/run-cli'
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { askProgram, builtGoProgram, pathOf } from './program.ts'

export interface Document {
  readonly format: ExpositionFormat
  readonly body: Uint8Array
  /** Names that need quotes in lines, which older readers do not know. */
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

/** Documents go in with their bodies as base64, for they hold any bytes. */
async function askReader(
  command: readonly string[],
  documents: readonly Document[],
): Promise<readonly Answer[]> {
  const questions = documents.map(({ format, body, hasQuotedNames = false }, id) => ({
    id,
    format,
    hasQuotedNames,
    body: Buffer.from(body).toString('base64'),
  }))
  const answers = await askProgram<Partial<Answer>>(command, questions)
  return answers.map(({ ok, error, samples }) => ({
    ok: ok === true,
    error: error ?? '',
    samples: samples ?? [],
  }))
}

function goReader(name: OracleName, traits: Pick<Oracle, 'formats' | 'readsQuotedNames'>): Oracle {
  return {
    name,
    parts: ['go'],
    ...traits,
    ask: async (documents) => askReader([await builtGoProgram(name)], documents),
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
const ALL: readonly ExpositionFormat[] = [...BOTH, 'protobuf']

export const ORACLES: readonly Oracle[] = [
  {
    name: 'client_python',
    parts: ['python with prometheus_client'],
    formats: BOTH,
    readsQuotedNames: true,
    ask: (documents) =>
      askReader([pathOf('python with prometheus_client'), join(FOLDER, 'client_python.py')], documents),
  },
  goReader('textparse', { formats: ALL, readsQuotedNames: true }),
  goReader('textparse-2', { formats: ALL, readsQuotedNames: false }),
  goReader('expfmt', { formats: ['text', 'protobuf'], readsQuotedNames: true }),
  {
    name: 'promtool',
    parts: ['promtool'],
    formats: ['text'],
    readsQuotedNames: false,
    ask: askPromtool,
  },
]
