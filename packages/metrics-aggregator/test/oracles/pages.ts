/**
 * The pages that independent readers are shown: what comes of every vector, every numbered case, the real
 * expositions (alone, twice, together) and of generated merges, in both formats.
 */
import fc from 'fast-check'
import type { ExpositionFormat, FormatVersion } from '../../src/exposition/formats.ts'
import { formatOf } from '../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { PARTS } from '../conformance/merge-cases/parts.ts'
import { runCase } from '../conformance/merge-cases/run-case.ts'
import { bytesOf } from '../conformance/vector.ts'
import { VECTOR_GROUPS } from '../conformance/vectors.ts'
import { encodeCase } from '../model/case-file.ts'
import { readCorpora } from '../model/corpora.ts'
import { damagedBodies, mergeCases } from '../model/generate.ts'
import type { ModelInput } from '../model/model-merge.ts'
import { runEngine } from '../model/run-engine.ts'
import type { Document } from './oracle.ts'

export interface Page extends Document {
  /** Where the page comes from, in enough detail to make it again. */
  readonly title: string
}

const VERSIONS: readonly FormatVersion[] = ['text-0.0.4', 'openmetrics-1.0.0']

function pagesOf(title: string, inputs: readonly ModelInput[]): readonly Page[] {
  return VERSIONS.map((version) => ({
    title: `${title}, as ${version}`,
    format: formatOf(version),
    body: runEngine({ inputs, options: DEFAULT_MERGE_OPTIONS, version }).body,
  }))
}

const inputOf = (name: string, format: ExpositionFormat, body: Uint8Array): ModelInput => ({
  name,
  format,
  framing: 'complete',
  body,
})

/** Two targets with the same body: every family of theirs is in both. */
const twice = (input: ModelInput): readonly ModelInput[] => [input, { ...input, name: `${input.name} again` }]

function vectorPages(): readonly Page[] {
  const inputs = VECTOR_GROUPS.flatMap(({ format, group, vectors }) =>
    vectors.map(({ title, body }) => inputOf(`${format}, ${group}: ${title}`, format, bytesOf(body))),
  )
  return [...inputs.flatMap((input) => pagesOf(input.name, twice(input))), ...pagesOf('every vector', inputs)]
}

function casePages(): readonly Page[] {
  return PARTS.flatMap(({ cases }) => cases).map((row) => ({
    title: `case ${row.case}: ${row.title}`,
    format: row.format ?? row.targets[0]!.format,
    body: runCase(row).page,
  }))
}

function corpusPages(): readonly Page[] {
  const corpora = readCorpora()
  return [
    ...corpora.flatMap((corpus) => pagesOf(corpus.name, twice(corpus))),
    ...pagesOf('every corpus', corpora),
  ]
}

export interface Generation {
  readonly runs: number
  readonly seed: number
}

function generatedPages({ runs, seed }: Generation): readonly Page[] {
  return fc.sample(mergeCases(damagedBodies), { numRuns: runs, seed }).map((mergeCase) => ({
    title: `generated ${encodeCase(mergeCase)}`,
    format: formatOf(mergeCase.version),
    body: runEngine(mergeCase).body,
  }))
}

/** Each page once, however many ways lead to it. */
export function allPages(generation: Generation): readonly Page[] {
  const pages = [...corpusPages(), ...casePages(), ...vectorPages(), ...generatedPages(generation)]
  const byContent = new Map(
    pages.map((page) => [`${page.format} ${Buffer.from(page.body).toString('latin1')}`, page]),
  )
  return [...byContent.values()]
}
