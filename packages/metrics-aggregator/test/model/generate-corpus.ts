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
import { readVarint } from './protobuf/wire.ts'

const LINES_MAX = 60
const MESSAGES_MAX = 4

export function corpusCases(corpora: readonly ModelInput[]): fc.Arbitrary<MergeCase> {
  return casesOf(linePiece(corpora))
}

/** Messages in a row from protobuf files, damaged or not, beside others. */
export function messageCorpusCases(corpora: readonly ModelInput[]): fc.Arbitrary<MergeCase> {
  return casesOf(messagePiece(corpora))
}

function casesOf(piecesOf: fc.Arbitrary<ModelInput>): fc.Arbitrary<MergeCase> {
  const inputs = fc
    .array(piecesOf, { minLength: 1, maxLength: 3 })
    .map((pieces) => pieces.map((piece, place) => ({ ...piece, name: `target-${place}` })))
  return mergeCasesOf(inputs)
}

function linePiece(corpora: readonly ModelInput[]): fc.Arbitrary<ModelInput> {
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

function messagePiece(corpora: readonly ModelInput[]): fc.Arbitrary<ModelInput> {
  return fc.constantFrom(...corpora).chain((corpus) => {
    const messages = messagesOf(textOfBytes(corpus.body))
    return fc
      .record({
        start: fc.nat(messages.length - 1),
        count: fc.integer({ min: 1, max: MESSAGES_MAX }),
        mutate: mutations(),
        validation: fc.constantFrom('strict', 'lenient'),
      })
      .map(({ start, count, mutate, validation }) => {
        const piece = messages.slice(start, start + count).join('')
        return { ...corpus, validation, body: bytesOfText(mutate(piece)) }
      })
  })
}

/** Each with its length. */
function messagesOf(body: string): readonly string[] {
  const messages: string[] = []
  for (let at = 0; at < body.length;) {
    const length = readVarint(body, at, body.length)
    if (length === undefined || length === 'cut') throw new Error(`no length at ${at}`)
    const end = length.end + Number(length.value)
    messages.push(body.slice(at, end))
    at = end
  }
  return messages
}

function withLines(corpus: ModelInput): { corpus: ModelInput; lines: readonly string[] } {
  const lines = textOfBytes(corpus.body).split('\n')
  return { corpus, lines: lines.filter((line) => line !== '' && line !== '# EOF') }
}
