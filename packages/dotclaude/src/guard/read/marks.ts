// Text that is only partly known. What a shell would put in when the command runs stands as a mark, one character from the
// private use area, so that a word stays a plain string through quoting, splitting and nested shells.

/** A variable that the command line never sets; mostly empty or from the environment. */
export const UNSET = '\uE000'
/** What another program would print, or what cannot be worked out here. */
export const COMPUTED = '\uE001'
/** The same, made by decoding or rewriting text of this very command line: a disguise. */
export const DECODED = '\uE002'

/** Between two of these stands the path of a file whose text it would be. */
export const CONTENT = '\uE004'
/** What `git diff` and `git archive` print: other content of files that may be changed. */
export const FROM_DIFF: string = `${COMPUTED}git-diff`
export const FROM_ARCHIVE: string = `${COMPUTED}git-archive`

/** Characters of a pattern that no quotes protect. */
const GLOBS: readonly (readonly [string, string])[] = [
  ['\uE010', '*'],
  ['\uE011', '?'],
  ['\uE012', '['],
]

const UNKNOWN = /[\uE000-\uE002]/
const GLOB = /[\uE010-\uE012]/
const MARK = /[\uE000-\uE012]/

/** Whether a part of the text is known only when it runs. */
export function isUnknown(text: string): boolean {
  return UNKNOWN.test(text)
}

export function isGlob(text: string): boolean {
  return GLOB.test(text)
}

export function markGlobs(text: string): string {
  return GLOBS.reduce((marked, [mark, sign]) => marked.replaceAll(sign, mark), text)
}

/** Patterns as they were written; what is unknown stays marked. This is how a word becomes the text of a script. */
export function withoutGlobs(text: string): string {
  if (!isGlob(text)) return text
  return GLOBS.reduce((plain, [mark, sign]) => plain.replaceAll(mark, sign), text)
}

/** A word is what a file holds, and not which file that was. */
export function withoutContent(text: string): string {
  return text.includes(CONTENT) ? text.replaceAll(/\uE004[^\uE004]*\uE004/g, '') : text
}

/** For people. */
export function shown(text: string): string {
  if (!MARK.test(text)) return text
  return withoutGlobs(text).replaceAll(
    /[\uE000-\uE002]+(?:\uE004[^\uE004]*\uE004|git-diff|git-archive)?/g,
    '…',
  )
}
