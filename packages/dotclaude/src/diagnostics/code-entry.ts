// What the tables of codes are made of. An area's table holds rows of plain data, one per code; a row becomes an entry
// when its category is added and its templates become functions of the facts.
import { fillTemplate } from './template.ts'
import type { Facts } from './template.ts'

export type Severity = 'error' | 'warning' | 'info'

export type Category =
  | 'spec'
  | 'skill'
  | 'manifest'
  | 'coverage'
  | 'drift'
  | 'scaffold'
  | 'settings'
  | 'env'
  | 'usage'
  | 'agent'
  | 'config'
  | 'guard'
  | 'internal'
  | 'suppression'
  | 'library'
  | 'handoff'

/**
 * What neither a suppression nor a baseline hides: the gate has a way out of its own and decides anew each time, and
 * what stopped the command says nothing about the repository.
 */
export const NEVER_HIDDEN: ReadonlySet<Category> = new Set<Category>([
  'coverage',
  'guard',
  'scaffold',
  'config',
  'suppression',
  'library',
  'handoff',
  'env',
  'usage',
  'internal',
])

/** A code as its area's table states it. Templates follow template.ts: `{fact}`, and `[… {fact} …]` where it may be absent. */
export interface CodeRow {
  readonly severity: Severity
  /** What the code means whatever the facts: the name of the SARIF rule and the title of its page. No full stop. */
  readonly summary: string
  /** What happened, without place, code or full stop. */
  readonly text: string
  /** What to do about it, full sentences. A diagnostic may carry a better one of its own. */
  readonly hint?: string
  /** The first version that raises it. */
  readonly since: string
  /** `dotclaude fix` can mend it without asking. */
  readonly fixable?: boolean
}

export interface CodeEntry {
  readonly severity: Severity
  readonly category: Category
  readonly summary: string
  readonly text: (facts: Facts) => string
  readonly hint?: (facts: Facts) => string
  readonly since: string
  readonly fixable?: boolean
}

/** Turns an area's rows into entries of one category. */
export function entriesOf<Name extends string>(
  category: Category,
  rows: Readonly<Record<Name, CodeRow>>,
): Readonly<Record<Name, CodeEntry>> {
  const entries = Object.entries<CodeRow>(rows).map(([name, row]) => [name, entryOf(category, row)])
  return Object.fromEntries(entries) as Record<Name, CodeEntry>
}

function entryOf(category: Category, { text, hint, ...rest }: CodeRow): CodeEntry {
  // A message is never empty, not even where a text is one fact and the fact is empty.
  const textOf = (facts: Facts): string => fillTemplate(text, facts).trim() || rest.summary
  const entry = { ...rest, category, text: textOf }
  return hint === undefined ? entry : { ...entry, hint: (facts: Facts) => fillTemplate(hint, facts) }
}
