// Agents learn from the instructions which paths are protected, so each one is mentioned there: as it stands in the
// facts, or by a pattern that covers it. A repository without CLAUDE.md is not asked.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { anyPathMatches } from '../../repo/glob.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { textsOf } from '../shape.ts'
import { FACTS_FILE, factsIn, instructionFilesIn } from './facts-file.ts'
import type { FactsFile } from './facts-file.ts'

export const protectedPathsMentioned: Rule = {
  id: 'protected-paths-mentioned',
  codes: ['DRIFT_PROTECTED_PATH'],
  check: (snapshot) => {
    const facts = factsIn(snapshot)
    return [...malformed(facts), ...unmentioned(facts, snapshot)]
  },
}

function malformed({ document, findings }: FactsFile): readonly Diagnostic[] {
  return findings
    .filter(({ top }) => top === 'protected_paths')
    .map(({ pointer, wanted, got }) => {
      const where = placeIn(FACTS_FILE, document, pointer)
      return diagnose('DRIFT_PROTECTED_PATH', where, { path: got, detail: `must be ${wanted}` }, { got })
    })
}

function unmentioned({ document, value }: FactsFile, snapshot: Snapshot): readonly Diagnostic[] {
  if (!snapshot.isFile('CLAUDE.md')) return []
  const others = instructionFilesIn(snapshot).map(({ text }) => text)
  const words = new Set([snapshot.text('CLAUDE.md') ?? '', ...others].flatMap(pathsIn))
  return textsOf(value?.['protected_paths'])
    .filter(({ text }) => !isMentioned(text, words))
    .map(({ text, index }) => {
      const where = placeIn(FACTS_FILE, document, `/protected_paths/${index}`)
      return diagnose('DRIFT_PROTECTED_PATH', where, { path: text, detail: 'is not mentioned in CLAUDE.md' })
    })
}

/** Words as paths are written: without the marks around them, so that `.claude/x` does not mention `.claude`. */
function pathsIn(text: string): readonly string[] {
  return text
    .split(/[\s`"'()[\]<>,;|]+/)
    .map((word) => plain(word.replace(/[.:!?]+$/, '')))
    .filter((word) => word !== '')
}

function plain(path: string): string {
  return path.replace(/^!?\.\//, '').replace(/\/(\*\*)?$/, '')
}

function isMentioned(path: string, words: ReadonlySet<string>): boolean {
  if (words.has(plain(path))) return true
  return (
    !/[*?{]/.test(path) &&
    [...words].some((word) => /[/*]/.test(word) && /[*?{]/.test(word) && anyPathMatches(word, [path]))
  )
}
