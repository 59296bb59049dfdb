// All secrets of a text, as parts of it: sorted, without overlap, and never in what was scrubbed before.
import { findEncoded } from './find-encoded.ts'
import { findEscaped } from './find-escaped.ts'
import { findPlain } from './find-plain.ts'
import { findWrapped } from './find-wrapped.ts'
import { placeholdersIn } from './placeholder.ts'
import type { Span } from './secret-form.ts'
import { toOriginal, visibleView } from './view.ts'

const SPAN_LENGTH_MIN = 3

export function findSecrets(text: string): readonly Span[] {
  if (text.length < SPAN_LENGTH_MIN) return []
  const view = visibleView(text)
  const found = view === undefined ? findAll(text) : findAll(view.text).map((span) => toOriginal(view, span))
  return withoutPlaceholders(text, joinSpans(found))
}

function findAll(text: string): readonly Span[] {
  return [...findPlain(text), ...findWrapped(text), ...findEscaped(text), ...findEncoded(text)]
}

/** Overlapping spans become one, so that no part of any stays. The kind is that of the one which was found first. */
export function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  let kindRank = 0
  const ranked = spans.map((span, rank) => ({ span, rank }))
  for (const { span, rank } of ranked.toSorted(
    (a, b) => a.span.start - b.span.start || b.span.end - a.span.end,
  )) {
    const last = joined.at(-1)
    if (last === undefined || span.start >= last.end) {
      joined.push(span)
      kindRank = rank
      continue
    }
    const isFirst = rank < kindRank
    const end = Math.max(last.end, span.end)
    if (isFirst) kindRank = rank
    if (isFirst || end !== last.end)
      joined[joined.length - 1] = { start: last.start, end, kind: isFirst ? span.kind : last.kind }
  }
  return joined
}

interface Part {
  readonly start: number
  readonly end: number
}

function withoutPlaceholders(text: string, spans: readonly Span[]): readonly Span[] {
  const placeholders = placeholdersIn(text)
  if (placeholders.length === 0) return spans
  let first = 0
  return spans
    .flatMap((span) => {
      // Both are sorted: what is before one span is before the next.
      while ((placeholders[first]?.end ?? span.start + 1) <= span.start) first++
      return subtract(span, placeholders, first)
    })
    .filter(({ start, end }) => /\w{3}/.test(text.slice(start, end)))
}

function subtract(span: Span, placeholders: readonly Part[], first: number): readonly Span[] {
  const pieces: Span[] = []
  let { start } = span
  for (let index = first; index < placeholders.length; index++) {
    const placeholder = placeholders[index]
    if (placeholder === undefined || placeholder.start >= span.end) break
    if (placeholder.start > start) pieces.push({ ...span, start, end: placeholder.start })
    start = placeholder.end
  }
  return start < span.end ? [...pieces, { ...span, start }] : pieces
}
