// Passwords and tokens in addresses: the part before the host, and signatures in the query. Parameters with a secret's name
// are assignments and found as such.
import { isAllowed } from './allowed.ts'
import { entropyOf } from './entropy.ts'
import type { Span } from './secret-form.ts'

const ADDRESS_LENGTH_MAX = 1_000
/** `user:password@` before a host. The password may hold `@` and `/`, so the host has to end as a host does. */
const PAIR = /^([^\s:@/"'`<>\\]*):([^\s"'`<>]*?)@(?=[\w.[\]-]+(?::\d+)?(?:[/?#,;)\]}\s"'`<>\\]|$)|⟦|\$|\{)/
const ALONE = /^([^\s:@/"'`<>\\]{16,})(?::|:x-oauth-basic)?@(?=[\w.-])/
/** `user:password@tcp(host)`, as Go's drivers write it. */
const BEFORE_SOCKET = /[\w.-]:([^\s:"'`/]{3,100})$/
const BEFORE_SOCKET_MAX = 120
const FILLED_IN =
  /^(?:pass(?:word|wd)?|pwd|secret|token|pw|x-oauth-basic|[*x.]+|\d{1,5}(?:\/.*)?|user(?:name)?)$/i
const SIGNATURE =
  /[?&;](?:x-amz-(?:signature|security-token|credential)|x-goog-(?:signature|credential)|sig|signature|hmac|hash_key|code|magic|auth|key|sid_token|st|jwt|ticket|access_code|invite_token)=([\w%+/=.~-]{16,2000})/gi

export function findAddresses(text: string): readonly Span[] {
  const spans: Span[] = []
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const span = findUser(text.slice(at + 3, at + 3 + ADDRESS_LENGTH_MAX), at + 3)
    if (span !== undefined) spans.push(span)
  }
  for (const place of ['@tcp(', '@unix('])
    for (let at = text.indexOf(place); at !== -1; at = text.indexOf(place, at + 1)) {
      const [, password = ''] = BEFORE_SOCKET.exec(text.slice(Math.max(0, at - BEFORE_SOCKET_MAX), at)) ?? []
      if (password !== '' && !FILLED_IN.test(password) && !isAllowed(password))
        spans.push({ start: at - password.length, end: at, kind: 'url-password' })
    }
  for (const match of text.matchAll(SIGNATURE)) {
    const [whole, value = ''] = match
    if (!isDrawn(value)) continue
    spans.push({
      start: match.index + whole.length - value.length,
      end: match.index + whole.length,
      kind: 'url-signature',
    })
  }
  return spans
}

function findUser(rest: string, start: number): Span | undefined {
  const [, user = '', password = ''] = PAIR.exec(rest) ?? []
  if (password !== '') {
    const from = start + user.length + 1
    return FILLED_IN.test(password) || isAllowed(password)
      ? undefined
      : { start: from, end: from + password.length, kind: 'url-password' }
  }
  const [, token] = ALONE.exec(rest) ?? []
  return token !== undefined && isDrawn(token)
    ? { start, end: start + token.length, kind: 'url-token' }
    : undefined
}

function isDrawn(value: string): boolean {
  return /\d/.test(value) && /[A-Za-z]/.test(value) && entropyOf(value) >= 3 && !isAllowed(value)
}
