// Texts that are secrets by their form, and values that are secrets by their name. Only forms that mean nothing else
// are listed; the scrubber of handoffs has its own, longer list.

interface SecretKind {
  readonly kind: string
  readonly pattern: RegExp
}

const KINDS: readonly SecretKind[] = [
  { kind: 'GitHub token', pattern: /\b(gh[pousr]_[A-Za-z0-9]{10,}|github_pat_\w{20,})/ },
  { kind: 'API key', pattern: /(?<![\w-])sk-(?=[\w-]*\d)[A-Za-z0-9_-]{16,}/ },
  { kind: 'AWS access key', pattern: /\b(AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { kind: 'Slack token', pattern: /\bxox[abeoprs]-[\w-]{10,}/ },
  { kind: 'Google API key', pattern: /\bAIza[\w-]{35}/ },
  { kind: 'GitLab token', pattern: /\bglpat-[\w-]{20,}/ },
  { kind: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { kind: 'private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { kind: 'JSON Web Token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
  { kind: 'password in an address', pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@$]+:[^\s:/@$]{3,}@/i },
]

const ASSIGNED = /\b(?:password|passwd|token|secret|api[_-]?key)["']?\s*[=:]\s*["']?([^\s"'`,;]{6,})/i

/** What the text holds, or nothing. The secret itself is never given back. */
export function secretKindIn(text: string): string | undefined {
  const known = KINDS.find(({ pattern }) => pattern.test(text))
  if (known !== undefined) return known.kind
  const [, value] = /\b(?:password|token)\s*=/i.test(text) ? (ASSIGNED.exec(text) ?? []) : []
  return value !== undefined && !isPlaceholder(value) ? 'assignment' : undefined
}

const ASSIGNED_VALUE =
  /(?:key|token|secret|passwd|password|credential)s?["']?[ \t]*(?:=>|[:=])[ \t]*["']?([A-Za-z0-9+/_=.~-]{16,})/gi

/** Line by line, for what is about to leave the machine: values that are long and mixed count by their names too. */
export function secretsIn(text: string): readonly { readonly line: number; readonly kind: string }[] {
  return text.split('\n').flatMap((content, index) => {
    const kind = secretKindIn(content) ?? otherKindIn(content)
    return kind === undefined ? [] : [{ line: index + 1, kind }]
  })
}

function otherKindIn(line: string): string | undefined {
  if (/\bbearer\s+[\w.~+/=-]{20,}/i.test(line)) return 'bearer token'
  return isAssignment(line) ? 'assignment' : undefined
}

function isAssignment(line: string): boolean {
  return [...line.matchAll(ASSIGNED_VALUE)].some(
    ([, value = '']) => /\d/.test(value) && /[A-Za-z]/.test(value) && !isPlaceholder(value),
  )
}

/** `${TOKEN}`, `<token>`, `process.env.TOKEN`, `your-token`: the place of a secret, not a secret. */
export function isPlaceholder(value: string): boolean {
  return (
    /^[$<{[(%*.]|^(x{3,}|\*{3,}|\.{3})|^(process\.|os\.|env\.|System\.|secrets\.|vault:)/i.test(value) ||
    /^(your|my|the|example|changeme|placeholder|redacted|none|null|true|false|undefined)\b/i.test(value)
  )
}
