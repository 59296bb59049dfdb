/**
 * Reads a page that we wrote back into series. It knows the canonical form only (one space between parts, no
 * blanks inside braces) and throws on anything else, so it is no second parser to get wrong.
 */
import type { Exemplar, Labels, Series } from './vector.ts'

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y
const QUOTED = /\{"((?:[^"\\]|\\[\\"n])+)"[,}]/y
const LABEL = /(?:([a-zA-Z_][a-zA-Z0-9_]*)|"((?:[^"\\]|\\[\\"n])+)")="((?:[^"\\]|\\[^])*)"[,}]/y
const NUMBERS = / ([^ ]+)(?: ([^ #][^ ]*))?/y
const ESCAPED = /\\([\\"n])/g

/** Every sample of the page in order; metadata and the end are left out. */
export function readPage(page: string): readonly Series[] {
  const rows = page.split('\n')
  if (rows.pop() !== '') throw new Error('the page does not end in a line feed')
  return rows.filter((row) => !row.startsWith('#')).map(readSample)
}

function readSample(row: string): Series {
  const { name, labels, end } = row.startsWith('{') ? readQuotedSeries(row) : readBareSeries(row)
  const numbers = match(NUMBERS, row, end)
  const exemplar = readExemplar(row, end + numbers[0].length)
  const [, value = '', timestamp] = numbers
  return exemplar ? [name, labels, value, timestamp, exemplar] : [name, labels, value, timestamp]
}

interface NamedLabels {
  readonly name: string
  readonly labels: Labels
  readonly end: number
}

function readBareSeries(row: string): NamedLabels {
  const name = match(NAME, row, 0)[0]
  return row[name.length] === '{'
    ? { name, ...readBlock(row, name.length) }
    : { name, labels: {}, end: name.length }
}

/** The name is the first element of the block. */
function readQuotedSeries(row: string): NamedLabels {
  const [whole, inside = ''] = match(QUOTED, row, 0)
  const name = unescape(inside)
  return whole.endsWith(',')
    ? { name, ...readBlock(row, whole.length - 1) }
    : { name, labels: {}, end: whole.length }
}

function unescape(text: string): string {
  return text.replace(ESCAPED, (_, letter: string) => (letter === 'n' ? '\n' : letter))
}

function readExemplar(row: string, at: number): Exemplar | undefined {
  if (at === row.length) return undefined
  if (!row.startsWith(' # {', at)) throw new Error(`not canonical: ${row}`)
  const { labels, end } = readBlock(row, at + ' # '.length)
  const [whole, value = '', timestamp] = match(NUMBERS, row, end)
  if (end + whole.length !== row.length) throw new Error(`not canonical: ${row}`)
  return timestamp === undefined ? [labels, value] : [labels, value, timestamp]
}

function readBlock(row: string, open: number): { labels: Labels; end: number } {
  const labels: Record<string, string> = {}
  let end = open + 1
  if (row[end] === '}') return { labels, end: end + 1 }
  do {
    const [whole, bare, quoted = '', value = ''] = match(LABEL, row, end)
    labels[bare ?? unescape(quoted)] = unescape(value)
    end += whole.length
  } while (row[end - 1] === ',')
  return { labels, end }
}

function match(pattern: RegExp, row: string, at: number): RegExpExecArray {
  pattern.lastIndex = at
  const found = pattern.exec(row)
  if (found === null) throw new Error(`not canonical: ${row}`)
  return found
}
