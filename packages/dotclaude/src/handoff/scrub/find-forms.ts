// Secrets that are known by their form alone. One pass finds the keywords of all forms; a form's pattern is tried only where
// its keyword stands, so a text without secrets costs little more than reading it.
import { isAllowed } from './allowed.ts'
import { createSingleScan } from './beginnings.ts'
import type { Beginnings } from './beginnings.ts'
import { entropyOf } from './entropy.ts'
import { AI_FORMS } from './forms/ai-forms.ts'
import { CLOUD_FORMS } from './forms/cloud-forms.ts'
import { CODE_FORMS } from './forms/code-forms.ts'
import { SERVICE_FORMS } from './forms/service-forms.ts'
import type { SecretForm, Span } from './secret-form.ts'

const FORMS: readonly SecretForm[] = [...CODE_FORMS, ...CLOUD_FORMS, ...AI_FORMS, ...SERVICE_FORMS]

const AT_KEYWORD = FORMS.filter(({ pattern, keywordAfter }) => pattern.sticky && keywordAfter === undefined)
const AROUND_KEYWORD = FORMS.filter(({ keywordAfter }) => keywordAfter !== undefined)
interface AroundRow {
  readonly place: number
  readonly form: SecretForm
  readonly keyword: string
}

const AROUND_ROWS: readonly AroundRow[] = AROUND_KEYWORD.flatMap((form) =>
  form.keywords.map((keyword) => ({ form, keyword })),
).map((row, place) => ({ ...row, place }))
const AROUND_BY_PAIR = new Map(
  AROUND_ROWS.map(({ keyword }) => [
    keyword.slice(0, 2),
    AROUND_ROWS.filter((row) => row.keyword.startsWith(keyword.slice(0, 2))),
  ]),
)

const ANYWHERE = FORMS.filter(({ pattern }) => !pattern.sticky)

/** Keywords of which none begins with another, so that the first hit at a place finds all forms that begin there. */
const ROOTS = rootsOf(AT_KEYWORD.flatMap(({ keywords }) => keywords))
const FORMS_BY_ROOT = new Map(ROOTS.map((root) => [root, formsBeginningWith(root)]))
const KEYWORD = new RegExp(ROOTS.map((root) => escapeForPattern(root)).join('|'), 'y')
export const FORM_BEGINNINGS: Beginnings = {
  words: [...ROOTS, ...AROUND_KEYWORD.flatMap(({ keywords }) => keywords)],
}
const scan = createSingleScan(FORM_BEGINNINGS)

/** `beginsHere` tells of places where a word begins although a letter stands before them, as in lines that were joined. */
export function findForms(
  text: string,
  places: readonly number[] = scan(text),
  beginsHere: (at: number) => boolean = () => false,
): readonly Span[] {
  const spans: Span[] = []
  const around: Span[][] = []
  let from = 0
  for (const at of places) {
    for (const row of AROUND_BY_PAIR.get(text.slice(at, at + 2)) ?? [])
      addAround(text, at, row, (around[row.place] ??= []))
    if (at < from) continue
    KEYWORD.lastIndex = at
    const [root] = KEYWORD.exec(text) ?? []
    const found = root === undefined ? undefined : firstFormAt(text, at, formsAt(text, at, root, beginsHere))
    if (found === undefined) continue
    spans.push(found)
    from = found.end
  }
  return [...spans, ...around.flat(), ...ANYWHERE.flatMap((form) => formAnywhere(text, form))]
}

function formsAt(
  text: string,
  at: number,
  root: string,
  beginsHere: (at: number) => boolean,
): readonly SecretForm[] {
  const forms = FORMS_BY_ROOT.get(root) ?? []
  const isInside = continuesWord(text, at) && !beginsHere(at)
  return isInside ? forms.filter(({ isBounded }) => isBounded !== true) : forms
}

function firstFormAt(text: string, at: number, forms: readonly SecretForm[]): Span | undefined {
  for (const form of forms) {
    const end = matchAt(text, at, form)
    if (end !== undefined) return { start: at, end, kind: form.id }
  }
  return undefined
}

/** The end of the form that begins at a place, or nothing. */
function matchAt(text: string, at: number, form: SecretForm): number | undefined {
  form.pattern.lastIndex = at
  const match = form.pattern.exec(text)
  return match !== null && isSecret(match[0], form) ? at + match[0].length : undefined
}

/** Adds what is found by a keyword that stands at a place. */
function addAround(text: string, at: number, { form, keyword }: AroundRow, spans: Span[]): void {
  if (!text.startsWith(keyword, at)) return
  for (const length of form.keywordAfter ?? []) {
    const start = at - length
    const end = start < (spans.at(-1)?.end ?? 0) ? undefined : matchAt(text, start, form)
    if (end !== undefined) spans.push({ start, end, kind: form.id })
  }
}

function formAnywhere(text: string, form: SecretForm): readonly Span[] {
  if (form.keywords.length > 0 && !form.keywords.some((keyword) => text.includes(keyword))) return []
  return [...text.matchAll(form.pattern)]
    .filter(([match]) => isSecret(match, form))
    .map(({ 0: match, index }) => ({ start: index, end: index + match.length, kind: form.id }))
}

function isSecret(match: string, form: SecretForm): boolean {
  return (form.entropyMin === undefined || entropyOf(match) >= form.entropyMin) && !isAllowed(match)
}

/** Whether the place is inside a word. An escaped line break or a percent code before it ends in a letter and is no word. */
function continuesWord(text: string, at: number): boolean {
  if (!/[\w+/-]/.test(text[at - 1] ?? '')) return false
  const before = text.slice(Math.max(0, at - 6), at)
  return !/(?:\\[nrtbf]|%[0-9A-Fa-f]{2}|\\u[0-9a-f]{4}|(?:^|[\s"'`])[+-]|\/)$/.test(before)
}

function rootsOf(keywords: readonly string[]): readonly string[] {
  const sorted = [...new Set(keywords)].toSorted()
  return sorted.filter((keyword) => !sorted.some((other) => other !== keyword && keyword.startsWith(other)))
}

function formsBeginningWith(root: string): readonly SecretForm[] {
  return AT_KEYWORD.filter(({ keywords }) => keywords.some((keyword) => keyword.startsWith(root)))
}

function escapeForPattern(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, String.raw`\$&`)
}
