// The wording of diagnostics: a template with `{fact}` in it, filled from the facts. A part in square brackets that
// names facts is left out when one of them is absent. The result is always one line, whatever the facts contain.
import { visibleText } from './visible-text.ts'

export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>

const FACT = /\{(\w+)\}/g
// Brackets without a fact are ordinary text, so that `linked_paths[]` may be written.
const OPTIONAL_OR_FACT = /\[([^[\]{}]*(?:\{\w+\}[^[\]{}]*)+)\]|\{(\w+)\}/g
const FACT_LENGTH_MAX = 240

/** Facts are inserted once and never read as templates, so a file may be called `{name}`. */
export function fillTemplate(template: string, facts: Facts): string {
  return template.replace(OPTIONAL_OR_FACT, (_, optional: string | undefined, name: string | undefined) =>
    optional === undefined ? wordingOf(facts[name ?? '']) : fillOptional(optional, facts),
  )
}

function fillOptional(part: string, facts: Facts): string {
  const names = [...part.matchAll(FACT)].map(([, name]) => name ?? '')
  if (names.some((name) => facts[name] === undefined)) return ''
  return part.replace(FACT, (_, name: string) => wordingOf(facts[name]))
}

function wordingOf(fact: Facts[string] | undefined): string {
  if (fact === undefined) return '?'
  const text = visibleText(typeof fact === 'object' ? fact.join(', ') : String(fact))
  return text.length > FACT_LENGTH_MAX ? `${text.slice(0, FACT_LENGTH_MAX)}…` : text
}
