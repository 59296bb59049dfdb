// Secrets in headers, cookies and command lines, and in the few notations of files of credentials that assign nothing.
import { isAllowed } from './allowed.ts'
import type { Beginnings } from './beginnings.ts'
import { HEADER_NOTATIONS, isRandom } from './header-notations.ts'
import type { HeaderNotation } from './header-notations.ts'
import { KEPT } from './kept.ts'
import { createNotationSearch } from './notation.ts'
import type { NotationSearch } from './notation.ts'
import type { Span } from './secret-form.ts'
import { TOOL_NOTATIONS } from './tool-notations.ts'

const COOKIES =
  /(?:\b(?:set-)?cookies?["'`\\\]]{0,6}\s*[:=,]\s*|(?<=\s)(?:-b|--cookie)[= ]\s*)[bfr]?\\?["'`]?((?:[\w.$%-]{1,80}=[^\s;"'\\]*(?:;\s?[\w.$% -]{1,80}(?:=[^;"'\\\n]*)?)*))/iy
const ATTRIBUTE =
  /^(?:path|domain|expires|max-age|samesite|httponly|secure|priority|partitioned|version|comment)$/i
const SESSION =
  /sess|sid\b|^sid|auth|token|jwt|csrf|xsrf|remember|login|secret|key|ticket|cf_|clearance|__host|__secure|identity|user|access/i

const search = createNotationSearch([
  ...[...HEADER_NOTATIONS, ...TOOL_NOTATIONS].map((row) => ({
    ...row,
    read: (match: RegExpExecArray) => secretIn(match, row),
  })),
  KEPT,
  { beginnings: ['cookie', 'set-cookie', '-b ', '-b=', '--cookie'], pattern: COOKIES, read: cookiesOf },
])
export const HEADER_BEGINNINGS: Beginnings = search.beginnings

/** In the order of the notations, and of one in the order of the text. */
export const findHeaders: NotationSearch['find'] = search.find

function secretIn(match: RegExpExecArray, { kind, accepts }: HeaderNotation): readonly Span[] {
  const secret = match.slice(1).find((group) => group !== undefined) ?? match[0]
  if (isAllowed(secret) || accepts?.(secret) === false) return []
  const start = match.index + match[0].lastIndexOf(secret)
  return [{ start, end: start + secret.length, kind }]
}

function cookiesOf(match: RegExpExecArray): readonly Span[] {
  const list = match[1] ?? ''
  return cookiesIn(list, match.index + match[0].lastIndexOf(list))
}

function cookiesIn(list: string, offset: number): readonly Span[] {
  return [...list.matchAll(/(?:^|;\s*)([\w.$%-]+)=([^;]*)/g)].flatMap((cookie) => {
    const [whole, name = '', value = ''] = cookie
    const start = offset + cookie.index + whole.length - value.length
    return isCookieSecret(name, value) ? [{ start, end: start + value.trimEnd().length, kind: 'cookie' }] : []
  })
}

function isCookieSecret(name: string, value: string): boolean {
  if (ATTRIBUTE.test(name) || isAllowed(value)) return false
  if (SESSION.test(name))
    return (
      value.length >= 6 &&
      (/\d/.test(value) || value.length >= 16) &&
      !/^[a-z]+\(|^(?:\d{1,3}|true|false)$/.test(value)
    )
  return value.length >= 16 && isRandom(value)
}
