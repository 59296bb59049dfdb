// A make target that instructions name is in the Makefile. A Makefile that computes its targets or includes others by a
// variable is not judged.
import { nearestName } from '../../diagnostics/nearest-name.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { oncePerSnapshot } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { commandsIn, isPlaceholder, mentionRule } from './mention-rule.ts'

const MAKEFILE = /(^|\/)(GNUmakefile|[Mm]akefile(\.[\w-]+)?|[^/]+\.mk)$/
const TARGETS = /^([\w./%-]+(?:[ \t]+[\w./%-]+)*)[ \t]*::?(?!=)/gm
const PHONY = /^\.PHONY[ \t]*:([^#\n]*)/gm
const INCLUDE = /^-?include[ \t]+([^#\n]*)/gm
const COMPUTED = /^[^\t#\n]*\$[^:\n]*:(?!=)|^-?include[^\n]*\$/m

interface Targets {
  readonly names: ReadonlySet<string>
  readonly isComplete: boolean
}

const targetsIn: (snapshot: Snapshot) => Targets = oncePerSnapshot((snapshot) => {
  const paths = snapshot.files.filter((path) => MAKEFILE.test(path))
  const texts = paths.map((path) => snapshot.text(path) ?? '')
  const wordsOf = (pattern: RegExp): readonly string[] =>
    texts.flatMap((text) =>
      [...text.matchAll(pattern)].flatMap(([, words = '']) => words.trim().split(/\s+/)),
    )
  const names = [...wordsOf(TARGETS), ...wordsOf(PHONY)]
  const isComplete =
    !texts.some((text) => COMPUTED.test(text)) &&
    !names.some((name) => name.includes('%')) &&
    wordsOf(INCLUDE).every((file) => paths.some((path) => `/${path}`.endsWith(`/${file}`)))
  return { names: new Set(names), isComplete }
})

export const makeTargetsKnown: Rule = mentionRule({
  id: 'make-targets-known',
  code: 'DRIFT_MAKE_TARGET_UNKNOWN',
  check: (mention, _file, snapshot) => {
    const { names: known, isComplete } = targetsIn(snapshot)
    if (!isComplete) return []
    return commandsIn(mention)
      .flatMap(targetsOf)
      .filter((name) => !isPlaceholder(name) && !known.has(name))
      .map((name) => ({ facts: { name }, nearest: nearestName(name, known) }))
  },
})

/** The targets of `make [flags] [NAME=value] target…`. */
function targetsOf([program, ...words]: readonly string[]): readonly string[] {
  if (program !== 'make' && program !== 'gmake') return []
  return words.filter(
    (word, index) => /^[\w][\w./-]*$/.test(word) && !/^-[Cfj]$/.test(words[index - 1] ?? ''),
  )
}
