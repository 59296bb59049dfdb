// The repository's configuration as the command line uses it. What is wrong with it is found by a check of its own, so
// here a part that cannot be understood counts as absent: it hides nothing.
import type { Place } from '../diagnostics/diagnostic.ts'
import type { RuleLevel } from '../diagnostics/rule-levels.ts'
import type { SuppressionEntry } from '../diagnostics/suppressions.ts'
import type { JsonDocument } from '../repo/json-document.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import { CONFIG_FILE } from '../validate/config/config-file.ts'

export interface Config {
  readonly levels: Readonly<Record<string, RuleLevel>>
  readonly suppressions: readonly SuppressionEntry[]
  /** The baseline's path, if one is named. */
  readonly baseline?: string
}

const LEVELS: readonly unknown[] = ['off', 'warn', 'error'] satisfies RuleLevel[]

export function readConfig(snapshot: Snapshot): Config {
  const document = snapshot.json(CONFIG_FILE)
  const value = document?.errors.length === 0 ? fieldsOf(document.value) : {}
  const { baseline, suppressions } = value
  return {
    levels: levelsOf(fieldsOf(value['rules'])),
    suppressions: Array.isArray(suppressions)
      ? suppressions.flatMap((entry, index) => entryOf(entry, placeOf(document, `/suppressions/${index}`)))
      : [],
    ...(typeof baseline === 'string' && baseline !== '' ? { baseline } : {}),
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function levelsOf(rules: Readonly<Record<string, unknown>>): Readonly<Record<string, RuleLevel>> {
  return Object.fromEntries(
    Object.entries(rules).filter((rule): rule is [string, RuleLevel] => LEVELS.includes(rule[1])),
  )
}

function entryOf(entry: unknown, where: Place): readonly SuppressionEntry[] {
  const { code, reason, file, pointer } = fieldsOf(entry)
  if (typeof code !== 'string') return []
  return [
    {
      code,
      reason: typeof reason === 'string' ? reason : '',
      ...(typeof file === 'string' ? { file } : {}),
      ...(typeof pointer === 'string' ? { pointer } : {}),
      where,
    },
  ]
}

function placeOf(document: JsonDocument | undefined, pointer: string): Place {
  return { file: CONFIG_FILE, pointer, ...document?.place(pointer) }
}
