/**
 * Arbitrary merges of pieces of real expositions: some lines in a row from one file, damaged or not, beside pieces
 * of others.
 */
import fc from 'fast-check'
import { bytesOfText, textOfBytes } from './byte-text.ts'
import { mergeCasesOf } from './generate.ts'
import type { MergeCase } from './generate.ts'
import type { ModelInput } from './model-merge.ts'
import { mutations } from './mutate.ts'

const LINES_MAX = 60

export function corpusCases(corpora: readonly ModelInput[]): fc.Arbitrary<MergeCase> {
  const inputs = fc
    .array(corpusPiece(corpora), { minLength: 1, maxLength: 3 })
    .map((pieces) => pieces.map((piece, place) => ({ ...piece, name: `target-${place}` })))
  return mergeCasesOf(inputs)
}

function corpusPiece(corpora: readonly ModelInput[]): fc.Arbitrary<ModelInput> {
  return fc.constantFrom(...corpora.map(withLines)).chain(({ corpus, lines }) =>
    fc
      .record({
        start: fc.nat(lines.length - 1),
        count: fc.integer({ min: 1, max: LINES_MAX }),
        mutate: fc.oneof(
          fc.constant((body: string) => body),
          mutations(),
        ),
        validation: fc.constantFrom('strict', 'lenient'),
      })
      .map(({ start, count, mutate, validation }) => {
        const end = corpus.format === 'openmetrics' ? ['# EOF'] : []
        const piece = [...lines.slice(start, start + count), ...end]
        const body = bytesOfText(mutate(piece.map((line) => `${line}\n`).join('')))
        return { ...corpus, validation, body }
      }),
  )
}

function withLines(corpus: ModelInput): { corpus: ModelInput; lines: readonly string[] } {
  const lines = textOfBytes(corpus.body).split('\n')
  return { corpus, lines: lines.filter((line) => line !== '' && line !== '# EOF') }
}
