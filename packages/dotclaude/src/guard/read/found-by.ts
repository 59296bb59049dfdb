// Words that stand for what a search with `find` would give: its folders with the names that it looks for.
import { COMPUTED, withoutGlobs } from './marks.ts'

/** From the words behind `find`; one word for each folder and name. */
export function foundBy(args: readonly string[]): readonly string[] {
  const first = args.findIndex((arg) => /^[-(!\\]/.test(arg) && !/^-[HLPOD]/.test(arg))
  const roots = args.slice(0, first === -1 ? undefined : first).filter((arg) => !/^-[HLPOD]/.test(arg))
  const names = namesIn(args)
  const ends = names.length === 0 ? [''] : names.map((name) => `/${withoutGlobs(name)}`)
  return (roots.length === 0 ? ['.'] : roots).flatMap((root) =>
    ends.map((end) => `${root}/${COMPUTED}${end}`),
  )
}

/** What a search would find, as a pattern; a word that is unknown from its start stays. */
export function foundPattern(word: string): string {
  return /^[^\uE000-\uE002]+\/\uE001\/[^\uE000-\uE002]+$/.test(word)
    ? word.replace(/\/\uE001\//, '/**/')
    : word
}

/** The same, where a file is what is meant: a search without a name finds every file. */
export function foundFile(word: string): string {
  return /^[^\uE000-\uE002]+\/\uE001$/.test(word) ? `${word.slice(0, -1)}**/*` : foundPattern(word)
}

/** Only what must match; a name behind `!` is what must not. */
function namesIn(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, index) =>
    /^-i?name$/.test(arg) && !/^(?:!|-not)$/.test(args[index - 1] ?? '') ? [args[index + 1] ?? ''] : [],
  )
}
