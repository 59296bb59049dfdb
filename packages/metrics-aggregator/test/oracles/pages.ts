/**
 * The pages that independent readers are shown: what comes of every vector, every numbered case, the real
 * expositions (alone, twice, together) and of generated merges, in both formats.
 */
import fc from 'fast-check'
import type { Escaping, ExpositionFormat, FormatVersion } from '../../src/exposition/formats.ts'
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

interface Kind {
  readonly version: FormatVersion
  readonly escaping: Escaping
}

const KINDS: readonly Kind[] = [
  { version: 'text-0.0.4', escaping: 'underscores' },
  { version: 'openmetrics-1.0.0', escaping: 'underscores' },
  { version: 'text-1.0.0', escaping: 'allow-utf-8' },
  { version: 'openmetrics-1.0.0', escaping: 'allow-utf-8' },
  { version: 'text-0.0.4', escaping: 'dots' },
  { version: 'openmetrics-1.0.0', escaping: 'values' },
]

/** A quoted name in metadata, of a sample or of a label. */
const QUOTED_NAME = /^# [A-Z]+ "|^\{"|[{,]"(?:[^"\\]|\\.)*"=/m

function pageOf(title: string, format: ExpositionFormat, body: Uint8Array): Page {
  return { title, format, body, hasQuotedNames: QUOTED_NAME.test(Buffer.from(body).toString('latin1')) }
}

function pagesOf(title: string, inputs: readonly ModelInput[]): readonly Page[] {
  return KINDS.map(({ version, escaping }) => {
    const options = { ...DEFAULT_MERGE_OPTIONS, escaping }
    const { body } = runEngine({ inputs, options, version })
    return pageOf(`${title}, as ${version} with ${escaping}`, formatOf(version), body)
  })
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
  return PARTS.flatMap(({ cases }) => cases).map((row) =>
    pageOf(`case ${row.case}: ${row.title}`, row.format ?? row.targets[0]!.format, runCase(row).page),
  )
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
  return fc.sample(mergeCases(damagedBodies), { numRuns: runs, seed }).map((mergeCase) => {
    const format = formatOf(mergeCase.version)
    const page = pageOf(`generated ${encodeCase(mergeCase)}`, format, runEngine(mergeCase).body)
    // Messages have no quotes that would show it.
    const hasAnyNames = format === 'protobuf' && mergeCase.options.escaping === 'allow-utf-8'
    return hasAnyNames ? { ...page, hasQuotedNames: true } : page
  })
}

/** Each page once, however many ways lead to it. */
export function allPages(generation: Generation): readonly Page[] {
  const pages = [...corpusPages(), ...casePages(), ...vectorPages(), ...generatedPages(generation)]
  const byContent = new Map(
    pages.map((page) => [`${page.format} ${Buffer.from(page.body).toString('latin1')}`, page]),
  )
  return [...byContent.values()]
}
