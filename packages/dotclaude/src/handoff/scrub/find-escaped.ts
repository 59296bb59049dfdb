// Secrets with escapes in them: what programs write as `\u003d`, `\x2d`, `\/` or `&quot;` is read as the sign that it stands
// for, and what is found goes with its escapes.
import { findPlain } from './find-plain.ts'
import type { Span } from './secret-form.ts'
import { toOriginal, viewReplacing } from './view.ts'

const ESCAPE =
  /\\{1,8}u\{?0{0,4}([2-7][\dA-Fa-f])\}?|\\{1,8}x([2-7][\dA-Fa-f])|&#[xX]0{0,4}([2-7][\dA-Fa-f]);|&#0{0,4}(\d{2,3});|&(quot|apos|amp|lt|gt|equals|colon|lowbar|commat|sol|dash|hyphen);|\\(\/)/g

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  equals: '=',
  colon: ':',
  lowbar: '_',
  commat: '@',
  sol: '/',
  dash: '-',
  hyphen: '-',
}

/** Nothing further away than this makes a secret of what has an escape in it. */
const AROUND = 1_000

export function findEscaped(text: string): readonly Span[] {
  return areasOf(text).flatMap((area) => {
    const view = viewReplacing(text.slice(area.start, area.end), ESCAPE, signOf)
    return findPlain(view.text)
      .map((span) => toOriginal(view, span))
      .map(({ start, end, kind }) => ({ start: start + area.start, end: end + area.start, kind }))
  })
}

interface Area {
  readonly start: number
  readonly end: number
}

/** What stands around escapes: to look at the whole text once more would cost as much again. */
function areasOf(text: string): readonly Area[] {
  const areas: { readonly start: number; end: number }[] = []
  for (const { index } of text.matchAll(ESCAPE)) {
    const last = areas.at(-1)
    if (last !== undefined && index - AROUND <= last.end) last.end = index + AROUND
    else areas.push({ start: index - AROUND, end: index + AROUND })
  }
  return areas.map(({ start, end }) => ({ start: wordStart(text, start), end: wordEnd(text, end) }))
}

/** An area that began within a word could begin with another word's end. */
function wordStart(text: string, from: number): number {
  let start = Math.max(0, from)
  while (start > 0 && from - start < AROUND && !/\s/.test(text[start - 1] ?? '')) start--
  return start
}

function wordEnd(text: string, from: number): number {
  let end = Math.min(text.length, from)
  while (end < text.length && end - from < AROUND && !/\s/.test(text[end] ?? '')) end++
  return end
}

function signOf(match: RegExpExecArray): string {
  const [whole, unicode, hex, reference, decimal, entity, slash] = match
  const code = unicode ?? hex ?? reference
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
  if (entity !== undefined) return ENTITIES[entity] ?? whole
  if (slash !== undefined) return slash
  const sign = Number(decimal)
  return sign > 31 && sign < 127 ? String.fromCharCode(sign) : '\n'
}
