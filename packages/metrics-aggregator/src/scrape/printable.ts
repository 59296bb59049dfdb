/**
 * Makes text from a target fit for a log line or a status page: one line, bounded, without control characters. What
 * is replaced stays visible as U+FFFD.
 */

/**
 * Control characters, the line separators of Unicode, and the marks that reverse the reading direction. Spelled out,
 * because a Unicode class would load a megabyte of tables when the first target fails.
 */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g

/** Runs of line ends and tabs become one space, so that a page of HTML stays readable. */
const LINE_ENDS = /[\t\r\n]+/g

export function printable(text: string, charactersMax: number): string {
  return text.slice(0, charactersMax).replace(LINE_ENDS, ' ').replace(UNPRINTABLE, '\ufffd').trim()
}

/** Where a redirect points, without what may be a secret: user information, query and fragment. */
export function printableLocation(location: string, base: URL): string {
  if (!URL.canParse(location, base.href)) return printable(location.split(/[?#]/, 1)[0] ?? '', CHARACTERS_MAX)
  const url = new URL(location, base)
  url.username = ''
  url.password = ''
  url.search = ''
  url.hash = ''
  return printable(url.href, CHARACTERS_MAX)
}

const CHARACTERS_MAX = 200
