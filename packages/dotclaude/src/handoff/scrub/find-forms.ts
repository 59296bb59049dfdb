// Secrets that are known by their form alone. One pass finds the keywords of all forms; a form's pattern is tried only where
// its keyword stands, so a text without secrets costs little more than reading it.
import { isAllowed } from './allowed.ts'
import { entropyOf } from './entropy.ts'
import { AI_FORMS } from './forms/ai-forms.ts'
import { CLOUD_FORMS } from './forms/cloud-forms.ts'
import { CODE_FORMS } from './forms/code-forms.ts'
import { SERVICE_FORMS } from './forms/service-forms.ts'
import type { SecretForm, Span } from './secret-form.ts'

const FORMS: readonly SecretForm[] = [...CODE_FORMS, ...CLOUD_FORMS, ...AI_FORMS, ...SERVICE_FORMS]

const AT_KEYWORD = FORMS.filter(({ pattern, keywordAfter }) => pattern.sticky && keywordAfter === undefined)
const AROUND_KEYWORD = FORMS.filter(({ keywordAfter }) => keywordAfter !== undefined)
const ANYWHERE = FORMS.filter(({ pattern }) => !pattern.sticky)

/** Keywords of which none begins with another, so that the first hit at a place finds all forms that begin there. */
const ROOTS = rootsOf(AT_KEYWORD.flatMap(({ keywords }) => keywords))
const FORMS_BY_ROOT = new Map(ROOTS.map((root) => [root, formsBeginningWith(root)]))
const KEYWORD = new RegExp(ROOTS.map((root) => escapeForPattern(root)).join('|'), 'g')

/** `beginsHere` tells of places where a word begins although a letter stands before them, as in lines that were joined. */
export function findForms(text: string, beginsHere: (at: number) => boolean = () => false): readonly Span[] {
  const spans: Span[] = []
  KEYWORD.lastIndex = 0
  for (let hit = KEYWORD.exec(text); hit !== null; hit = KEYWORD.exec(text)) {
    const found = firstFormAt(text, hit.index, formsAt(text, hit, beginsHere))
    if (found !== undefined) spans.push(found)
    KEYWORD.lastIndex = found?.end ?? hit.index + 1
  }
  for (const form of AROUND_KEYWORD) spans.push(...formAround(text, form))
  for (const form of ANYWHERE) spans.push(...formAnywhere(text, form))
  return spans
}

function formsAt(
  text: string,
  hit: RegExpExecArray,
  beginsHere: (at: number) => boolean,
): readonly SecretForm[] {
  const forms = FORMS_BY_ROOT.get(hit[0]) ?? []
  const isInside = continuesWord(text, hit.index) && !beginsHere(hit.index)
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

function formAround(text: string, form: SecretForm): readonly Span[] {
  return form.keywords.flatMap((keyword) => {
    const spans: Span[] = []
    let from = 0
    for (let at = text.indexOf(keyword); at !== -1; at = text.indexOf(keyword, at + 1))
      for (const length of form.keywordAfter ?? []) {
        const start = at - length
        const end = start < from ? undefined : matchAt(text, start, form)
        if (end === undefined) continue
        spans.push({ start, end, kind: form.id })
        from = end
      }
    return spans
  })
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
