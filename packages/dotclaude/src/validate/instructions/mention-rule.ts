// The form of a rule that looks at what instruction files mention.
import type { Code } from '../../diagnostics/code-table.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Severity } from '../../diagnostics/code-entry.ts'
import type { Facts } from '../../diagnostics/template.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import type { Rule } from '../rule.ts'
import { instructionFilesIn } from './facts-file.ts'
import type { Mention } from './markdown-mentions.ts'

/** Something that a mention names and the repository does not have. */
export interface Absence {
  readonly facts: Facts
  /** What was probably meant. */
  readonly nearest: string | undefined
  /** If the name may well belong to something outside the repository. */
  readonly severity?: Severity
}

interface MentionRule {
  readonly id: string
  readonly code: Code
  readonly check: (mention: Mention, file: string, snapshot: Snapshot) => readonly Absence[]
}

export function mentionRule({ id, code, check }: MentionRule): Rule {
  const report = (file: string, { line, column }: Mention, absence: Absence): Diagnostic => {
    const { nearest } = absence
    const facts = { ...absence.facts, ...(nearest === undefined ? {} : { nearest }) }
    const more = absence.severity === undefined ? {} : { severity: absence.severity }
    return diagnose(code, { file, line, column }, facts, more)
  }
  return {
    id,
    codes: [code],
    check: (snapshot) =>
      instructionFilesIn(snapshot).flatMap(({ file, mentions }) =>
        mentions.flatMap((mention) =>
          check(mention, file, snapshot).map((absence) => report(file, mention, absence)),
        ),
      ),
  }
}

/** The commands of a line, each as its words; what stands behind a placeholder or a variable is not known. */
export function commandsIn({ kind, text }: Mention): readonly (readonly string[])[] {
  if (kind !== 'code' && kind !== 'shell') return []
  return text
    .replace(/\s#\s.*$/, '')
    .split(/&&|\|\||[;|]/)
    .map((command) =>
      command
        .trim()
        .split(/\s+/)
        .filter((word) => word !== ''),
    )
    .filter((words) => words.length > 0)
}

/** `<name>`, `$NAME`, `{{name}}`, `...`, `ID`, `NNN-slug`, `YYYY-MM-DD.md`: the place of a name, not a name. */
export function isPlaceholder(word: string): boolean {
  if (/YYYY|^(ID|SLUG|N{3,})([-.]|$)/.test(word)) return true
  return /[<>${}*…]|\.\.\.|^(x{2,}|foo|bar|baz|name|your[-_].*|my[-_].*|example.*)$/i.test(word)
}
