// The scrubber: a value of strings, lists and objects in, the same value with placeholders out. It goes over everything
// twice, first to learn the secrets and then to replace them wherever they stand, so that a password which was assigned in
// one field is gone from the sentence that repeats it in another. What it cannot make clean it refuses.
import { Failure } from '../../diagnostics/failure.ts'
import { createNumbering } from './numbering.ts'
import type { Numbering } from './numbering.ts'
import { createRepeats } from './repeats.ts'
import type { KnownSecret, Repeats } from './repeats.ts'
import { findSecrets, joinSpans } from './find-secrets.ts'
import { findInObject } from './find-in-object.ts'
import type { Owner } from './owner.ts'
import type { Scrub, Scrubbed } from './scrubbed.ts'
import type { Span } from './secret-form.ts'

export interface ScrubOptions {
  /** What is secret before anything is read, such as the values of this machine's files of variables. */
  readonly known?: readonly KnownSecret[]
}

/** Replacing can bring to light what a longer secret hid. More rounds than this mean that something is wrong. */
const ROUNDS_MAX = 6
const DEPTH_MAX = 500

/** All calls of one scrubber number the same secret the same. */
export function createScrub({ known = [] }: ScrubOptions = {}): Scrub {
  const numbering = createNumbering()
  const repeats = createRepeats(known)
  return <Value>(value: Value): Scrubbed<Value> => {
    const call = { numbering: numbering.begin(), repeats, found: new Map<string, readonly Span[]>() }
    let current: unknown = value
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const next = scrubOnce(current, call)
      if (next === current) return { value: current as Value, report: call.numbering.report() }
      current = next
    }
    throw new Failure('HANDOFF_SCRUB_FAILED', { detail: 'what was replaced looks like a secret again' })
  }
}

interface ScrubCall {
  readonly numbering: Numbering
  readonly repeats: Repeats
  /** What was found in each text: what a round left as it was need not be looked through by the next. */
  readonly found: Map<string, readonly Span[]>
}

/** The same value, not a copy, if there was nothing to replace. */
function scrubOnce(value: unknown, { numbering, repeats, found }: ScrubCall): unknown {
  mapStrings(value, (text, owner) => {
    const own = findInObject(text, owner)
    const all = found.get(text) ?? findSecrets(text)
    const spans = own.length === 0 ? all : joinSpans([...own, ...all])
    found.set(text, spans)
    for (const { start, end, kind } of spans) repeats.learn({ kind, value: text.slice(start, end) })
    return text
  })
  return mapStrings(value, (text) => {
    const known = repeats.placesIn(text)
    const spans = joinSpans([...(found.get(text) ?? []), ...known])
    return replaceSpans(text, spans, (span) =>
      numbering.placeholder(
        span.kind,
        repeats.secretOf(text.slice(span.start, span.end))?.value ?? text.slice(span.start, span.end),
      ),
    )
  })
}

function replaceSpans(text: string, spans: readonly Span[], by: (span: Span) => string): string {
  if (spans.length === 0) return text
  const parts: string[] = []
  let from = 0
  for (const span of spans) {
    parts.push(text.slice(from, span.start), by(span))
    from = span.end
  }
  return parts.join('') + text.slice(from)
}

/** A copy with each string changed, keys included; the value itself if no string did change. */
function mapStrings(
  value: unknown,
  change: (text: string, owner?: Owner) => string,
  owner?: Owner,
  depth = 0,
): unknown {
  if (typeof value === 'string') return change(value, owner)
  if (value === null || typeof value !== 'object') return value
  if (depth > DEPTH_MAX)
    throw new Failure('HANDOFF_SCRUB_FAILED', { detail: 'the value is nested too deeply' })
  if (Array.isArray(value)) return mapList(value, (item) => mapStrings(item, change, owner, depth + 1))
  return mapObject(value as Readonly<Record<string, unknown>>, change, depth)
}

function mapList(list: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] {
  const changed = list.map((item) => change(item))
  return changed.every((item, index) => item === list[index]) ? list : changed
}

function mapObject(
  object: Readonly<Record<string, unknown>>,
  change: (text: string, owner?: Owner) => string,
  depth: number,
): unknown {
  const entries = Object.entries(object)
  const changed = entries.map(
    ([key, item]) => [change(key), mapStrings(item, change, { key, object }, depth + 1)] as const,
  )
  const isSame = changed.every(
    ([key, item], index) => key === entries[index]?.[0] && item === entries[index]?.[1],
  )
  return isSame ? object : Object.fromEntries(changed)
}
