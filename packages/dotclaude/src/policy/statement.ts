// What a pull request says about itself: which specs it carries out, or why it needs none. Only text that a reader sees
// counts, and a rationale has to say something.
import { visibleLines } from './visible-markdown.ts'

export interface Statement {
  /** What stands where an id belongs, in order, once each; whether there is such a spec is another question. */
  readonly ids: readonly string[]
  /** The reason for having no spec; absent where there is none or it says nothing. */
  readonly rationale?: string
  /** There is a place for a reason, and it says nothing. */
  readonly hasEmptyRationale: boolean
}

const SPEC_ID = 'spec id'
const RATIONALE = 'no spec rationale'

/** `Spec ID: x`, in bold or as a list item too, and the commit trailer `Spec-ID: x`. */
const INLINE =
  /^ {0,3}(?:[-*+] +)?[*_]{0,2}(Spec[ -]IDs?|No-spec[ -]rationale)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*(.*)$/i
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/
const SECTION_LEVEL = 2

/** Reads several texts as one; the order is that of the ids. */
export function readStatement(texts: readonly string[]): Statement {
  const entries = texts.flatMap(entriesOf)
  const ids = entries.filter(({ about }) => about === SPEC_ID).flatMap(({ text }) => idsIn(text))
  const reasons = entries.filter(({ about }) => about === RATIONALE).map(({ text }) => text.trim())
  const rationale = reasons.find(saysSomething)
  return {
    ids: [...new Set(ids)],
    ...(rationale === undefined ? {} : { rationale }),
    hasEmptyRationale: rationale === undefined && reasons.length > 0,
  }
}

interface Entry {
  readonly about: string
  readonly text: string
}

/** Each section and each inline line about one of our two subjects. */
function entriesOf(markdown: string): readonly Entry[] {
  const entries: { about: string; text: string }[] = []
  let section: { about: string; text: string } | undefined
  for (const line of visibleLines(markdown)) {
    const heading = HEADING.exec(line)
    if (heading) {
      const [, marks = '', title = ''] = heading
      if (marks.length <= SECTION_LEVEL) section = undefined
      if (marks.length !== SECTION_LEVEL) continue
      section = sectionOf(title)
      if (section) entries.push(section)
      continue
    }
    const [, name, value] = INLINE.exec(line) ?? []
    if (name !== undefined && value !== undefined) entries.push({ about: subjectOf(name), text: value })
    else if (section) section.text += `\n${line}`
  }
  return entries
}

/** `## Spec ID`, and `## Spec ID: x` with its value in the same line. */
function sectionOf(title: string): Entry | undefined {
  const colon = title.indexOf(':')
  const name = subjectOf(colon === -1 ? title : title.slice(0, colon))
  if (name !== SPEC_ID && name !== RATIONALE) return undefined
  return { about: name, text: colon === -1 ? '' : title.slice(colon + 1) }
}

function subjectOf(name: string): string {
  return name.replaceAll(/[*_`]/g, '').replaceAll('-', ' ').replace(/ids$/i, 'id').trim().toLowerCase()
}

/** One item per comma or line. An item of several words is kept whole: whether it names a spec is decided by who knows them. */
function idsIn(text: string): readonly string[] {
  return text
    .split(/[\n,;]/)
    .map((item) => plain(item))
    .filter((item) => item !== '' && !isPlaceholder(item))
}

/** Without list marks, links, quotes and emphasis. */
function plain(item: string): string {
  return item
    .trim()
    .replace(/^(?:[-*+]|\d+[.)])[ \t]+/, '')
    .replace(/^\[[ xX]\][ \t]+/, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/["'`*]|^#+|[.]$/g, '')
    .trim()
}

const PLACEHOLDERS = new Set(
  ['', 'n/a', 'na', 'none', 'no', 'nil', 'null', 'nothing', 'tbd', 'todo', 'tba', 'wip', 'x', 'not applicable', 'no response', 'see above', 'see below', 'to do', 'same as above', 'not needed', 'not required'], // prettier-ignore
)

/** Words that fill a template's place without saying anything. */
function isPlaceholder(text: string): boolean {
  const letters = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}/ ]+/gu, ' ')
    .trim()
    .replaceAll(/\s+/g, ' ')
  return PLACEHOLDERS.has(letters) || /^<[^>]*>$/.test(text.trim())
}

/**
 * Two words at least; in scripts that put no spaces between words, a few characters.
 *
 * @internal
 */
export function saysSomething(text: string): boolean {
  if (isPlaceholder(text)) return false
  const letters = text.replaceAll(/<[^>]*>/g, ' ')
  const words = letters.match(/\p{L}[\p{L}\p{M}\p{N}'’-]*/gu) ?? []
  const unspaced =
    letters.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu) ?? []
  return words.length >= 2 || unspaced.length >= 4
}
