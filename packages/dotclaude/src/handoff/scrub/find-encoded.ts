// Secrets behind base64 or percent codes: a run that says something readable with a secret in it goes as a whole.
import { decodeBase64, decodePercent } from './decode.ts'
import { findPlain } from './find-plain.ts'
import type { Span } from './secret-form.ts'

const BASE64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}/g
const PERCENT = /[\w.~+/:@=&?%-]{0,400}%[0-9A-Fa-f]{2}[\w.~+/:@=&?%-]{0,2000}/g
const RUN_LENGTH_MAX = 256 * 1_024

export function findEncoded(text: string): readonly Span[] {
  return [
    ...findIn(text, BASE64, decodeBase64),
    ...(text.includes('%') ? findIn(text, PERCENT, decodePercent) : []),
  ]
}

function findIn(text: string, runs: RegExp, decode: (run: string) => string | undefined): readonly Span[] {
  return [...text.matchAll(runs)].flatMap(({ index, 0: run }) => {
    const decoded = run.length > RUN_LENGTH_MAX || !mayHideText(run) ? undefined : decode(run)
    const found = decoded === undefined || decoded === run ? undefined : findPlain(decoded)[0]
    return found === undefined
      ? []
      : [{ start: index, end: index + run.length, kind: `encoded-${found.kind}` }]
  })
}

/** Names and paths are runs too. Text in base64 has capitals and small letters among its first characters. */
function mayHideText(run: string): boolean {
  return (
    run.includes('%') ||
    (/[A-Z]/.test(run) && /[a-z]/.test(run) && !/[_/-][a-z]+[_/-]/.test(run.slice(0, 64)))
  )
}
