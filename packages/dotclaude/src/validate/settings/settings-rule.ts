// The form of a rule that looks at one settings file after the other.
import type { Code } from '../../diagnostics/code-table.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic, DiagnosticExtras } from '../../diagnostics/diagnostic.ts'
import type { Facts } from '../../diagnostics/template.ts'
import { pointerOf } from '../../repo/json-pointer.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { placeIn } from '../place-in.ts'
import type { Rule, RuleOptions } from '../rule.ts'
import type { Mapping } from '../shape.ts'
import { settingsFilesIn } from './settings-files.ts'
import type { SettingsFile } from './settings-files.ts'

export type Keys = readonly (string | number)[]
export type ReportAt = (keys: Keys, facts: Facts, more?: DiagnosticExtras) => Diagnostic

export interface SettingsContext {
  readonly settings: SettingsFile
  readonly snapshot: Snapshot
  readonly options: RuleOptions
}

interface SettingsRule {
  readonly id: string
  readonly code: Code
  /** Only for files that could be read. */
  readonly check: (value: Mapping, report: ReportAt, context: SettingsContext) => readonly Diagnostic[]
}

export function settingsRule({ id, code, check }: SettingsRule): Rule {
  return {
    id,
    codes: [code],
    check: (snapshot, options) =>
      settingsFilesIn(snapshot, options).flatMap((settings) => {
        const { file, document, value } = settings
        const report: ReportAt = (keys, facts, more) =>
          diagnose(code, placeIn(file, document, pointerOf(keys)), facts, more)
        return value === undefined ? [] : check(value, report, { settings, snapshot, options })
      }),
  }
}
