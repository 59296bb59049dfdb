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
  const ranks = new Map(spans.map((span, rank) => [span, rank]))
  const rankOf = (span: Span): number => ranks.get(span) ?? 0
  const joined: Span[] = []
  let kindRank = 0
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1)
    if (last === undefined || span.start >= last.end) {
      joined.push(span)
      kindRank = rankOf(span)
      continue
    }
    const isFirst = rankOf(span) < kindRank
    const end = Math.max(last.end, span.end)
    if (isFirst) kindRank = rankOf(span)
    if (isFirst || end !== last.end)
      joined[joined.length - 1] = { start: last.start, end, kind: isFirst ? span.kind : last.kind }
  }
  return joined
}

function withoutPlaceholders(text: string, spans: readonly Span[]): readonly Span[] {
  const placeholders = placeholdersIn(text)
  if (placeholders.length === 0) return spans
  return spans
    .flatMap((span) => subtract(span, placeholders))
    .filter(({ start, end }) => /\w{3}/.test(text.slice(start, end)))
}

function subtract(
  span: Span,
  placeholders: readonly { readonly start: number; readonly end: number }[],
): readonly Span[] {
  const pieces: Span[] = []
  let { start } = span
  for (const placeholder of placeholders) {
    if (placeholder.end <= start || placeholder.start >= span.end) continue
    if (placeholder.start > start) pieces.push({ ...span, start, end: placeholder.start })
    start = placeholder.end
  }
  return start < span.end ? [...pieces, { ...span, start }] : pieces
}
