/**
 * Reads the comma-separated, weighted lists of HTTP (Accept, Accept-Encoding; RFC 9110 sections 5.6.1 and 12.4.2).
 * Parts that are malformed are left out, the others still count: a header is never an error.
 */

export interface QualityItem {
  /** Lower case; a media range or a coding. */
  readonly value: string
  /** Names in lower case, values without quotes; `q` is not among them. */
  readonly parameters: ReadonlyMap<string, string>
  /** 0 to 1, at most three decimals. */
  readonly q: number
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const VALUE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+(?:\/[!#$%&'*+.^_`|~0-9A-Za-z-]+)?$/
const QVALUE = /^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/
const QUOTED = /^"(?:[^"\\]|\\.)*"$/s

/** A header as long as this is an attack on the reader, not a wish. */
const HEADER_CHARACTERS_MAX = 8_192

/** The items of the list in the order of the header. */
export function parseQualityList(header: string): QualityItem[] {
  if (header.length > HEADER_CHARACTERS_MAX) return []
  return splitOutsideQuotes(header, ',').flatMap((part) => {
    const item = parseItem(part)
    return item === undefined ? [] : [item]
  })
}

function parseItem(part: string): QualityItem | undefined {
  const [head = '', ...rest] = splitOutsideQuotes(part, ';').map(trimBlanks)
  if (!VALUE.test(head)) return undefined
  const parameters = new Map<string, string>()
  let q: number | undefined
  for (const text of rest) {
    // An empty parameter ("a/b;;q=1", "a/b;") is allowed by RFC 9110 section 5.6.6.
    if (text === '') continue
    const parameter = parseParameter(text)
    if (parameter === undefined) return undefined
    const { name, value } = parameter
    if (name !== 'q') parameters.set(name, value)
    else if (q === undefined && QVALUE.test(value)) q = Number(value)
    else return undefined
  }
  return { value: head.toLowerCase(), parameters, q: q ?? 1 }
}

function parseParameter(text: string): { name: string; value: string } | undefined {
  const equals = text.indexOf('=')
  const name = text.slice(0, equals)
  const value = text.slice(equals + 1)
  if (equals < 1 || !TOKEN.test(name)) return undefined
  if (TOKEN.test(value)) return { name: name.toLowerCase(), value }
  if (!QUOTED.test(value)) return undefined
  return { name: name.toLowerCase(), value: value.slice(1, -1).replaceAll(/\\(.)/gs, '$1') }
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') isQuoted = !isQuoted
    else if (isQuoted && character === '\\') at += 1
    else if (!isQuoted && character === separator) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

/** Only space and tab are blanks in HTTP; `trim` would take others away too. */
function trimBlanks(text: string): string {
  return text.replaceAll(/^[ \t]+|[ \t]+$/g, '')
}
