// The form of a rule that looks at one entry of the manifest after the other.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic, DiagnosticExtras } from '../../diagnostics/diagnostic.ts'
import type { Code } from '../../diagnostics/code-table.ts'
import type { Facts } from '../../diagnostics/template.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { MANIFEST_FILE, manifestIn } from './manifest-file.ts'
import type { ManifestEntry } from './manifest-file.ts'

/** Reports at a key of the entry, `path` for example. */
export type ReportAt = (key: string, facts: Facts, more?: DiagnosticExtras) => Diagnostic

interface EntryRule {
  readonly id: string
  readonly code: Code
  readonly check: (
    entry: ManifestEntry,
    report: ReportAt,
    all: { readonly entries: readonly ManifestEntry[]; readonly snapshot: Snapshot },
  ) => readonly Diagnostic[]
}

export function entryRule({ id, code, check }: EntryRule): Rule {
  return {
    id,
    codes: [code],
    check: (snapshot) => {
      const { document, entries } = manifestIn(snapshot) ?? { document: undefined, entries: [] }
      return entries.flatMap((entry) => {
        const report: ReportAt = (key, facts, more) =>
          diagnose(code, placeIn(MANIFEST_FILE, document, `${entry.pointer}/${key}`), facts, more)
        return check(entry, report, { entries, snapshot })
      })
    },
  }
}
