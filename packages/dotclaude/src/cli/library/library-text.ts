// How items read on a terminal: a line each, or one with all that is known of it.
import { visibleText } from '../../diagnostics/visible-text.ts'
import type { LibraryEntry } from '../../library/sources.ts'

const DESCRIPTION_LENGTH_MAX = 90

export function entriesText(entries: readonly LibraryEntry[]): string {
  const idWidth = Math.max(...entries.map(({ id }) => id.length), 0)
  const typeWidth = Math.max(...entries.map(({ type }) => type.length), 0)
  return entries
    .map(({ id, type, description }) => {
      const kind = `[${type}]`.padEnd(typeWidth + 2)
      return `${id.padEnd(idWidth)}  ${kind}  ${visibleText(shortened(description))}`.trimEnd()
    })
    .map((line) => `${line}\n`)
    .join('')
}

/** The first sentence says what it is; the rest says when to use it. */
function shortened(description: string): string {
  const line = description.replaceAll(/\s+/g, ' ')
  const sentence = /^.*?[.:!?](?= |$)/.exec(line)?.[0] ?? line
  return sentence.length <= DESCRIPTION_LENGTH_MAX
    ? sentence
    : `${sentence.slice(0, DESCRIPTION_LENGTH_MAX - 1).trimEnd()}…`
}

export function entryText(entry: LibraryEntry, file: string): string {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['id:', entry.id],
    ['name:', entry.name],
    ['type:', entry.type],
    ['description:', entry.description],
    ['version:', entry.version],
    ['domain:', entry.facets.domain.join(', ')],
    ['platform:', entry.facets.platform.join(', ')],
    ['task:', entry.facets.task.join(', ')],
    ['maturity:', entry.facets.maturity],
    ['owner:', entry.owner],
    ['triggers:', entry.triggers?.join('; ')],
    ['source:', entry.source],
    ['path:', file],
  ]
  return rows
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([label, value = '']) => `${label.padEnd(13)}${visibleText(value)}\n`)
    .join('')
}
