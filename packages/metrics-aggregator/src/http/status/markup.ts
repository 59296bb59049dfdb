/**
 * HTML from templates in which every value is escaped unless it is markup itself, so that a hostile name cannot become
 * an element by being forgotten.
 */

export interface Markup {
  readonly markup: string
}

type Value = string | number | Markup | readonly Markup[]

export function markup(pieces: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { markup: pieces.reduce((so, piece, at) => so + showValue(values[at - 1] ?? '') + piece) }
}

function showValue(value: Value): string {
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('')
}

/** Nothing, where a part of the page is left out. */
export const NOTHING: Markup = { markup: '' }

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
