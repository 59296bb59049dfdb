/**
 * What the mergers are given: every vector that is accepted, the real expositions, and two containers of one runtime.
 * A strict reader that somebody else wrote has the last word on what is a fair question.
 */
import { GO_CONTAINERS } from '../../../examples/loss-and-cure/go-expositions.ts'
import { bytesOf } from '../../conformance/vector.ts'
import { VECTOR_GROUPS } from '../../conformance/vectors.ts'
import { readCorpora } from '../../model/corpora.ts'
import type { NamedExposition } from './merger.ts'

/** Containers of one runtime: every family of it is in both. */
export const GO_PAIR: readonly NamedExposition[] = GO_CONTAINERS.map(({ name, exposition }) => ({
  name,
  format: 'text',
  body: Buffer.from(exposition),
}))

/** Those with plain names, which are the same on every page; what becomes of others is a question of its own. */
const PLAIN_GROUPS = VECTOR_GROUPS.filter(({ escaping }) => escaping === undefined)

const VECTORS: readonly NamedExposition[] = PLAIN_GROUPS.flatMap(({ format, group, vectors }) =>
  vectors
    .filter(({ verdict }) => verdict.accepted)
    .map(({ title, body }) => ({ name: `${group}: ${title}`, format, body: bytesOf(body) })),
)

const CORPORA: readonly NamedExposition[] = readCorpora().map(({ name, format, body }) => ({
  name,
  format,
  body,
}))

export const CANDIDATES: readonly NamedExposition[] = [...GO_PAIR, ...CORPORA, ...VECTORS]

/** Each twice, as two copies of one program, and the real ones in every combination of two. */
export function pairsOf(documents: readonly NamedExposition[]): (readonly NamedExposition[])[] {
  const real = documents.filter((document) => !VECTORS.includes(document))
  return [
    ...documents.map((document) => [document, { ...document, name: `${document.name} again` }]),
    ...real.flatMap((one, at) => real.slice(at + 1).map((other) => [one, other])),
  ]
}
