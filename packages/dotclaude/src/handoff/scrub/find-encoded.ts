// Secrets behind base64 or percent codes: a run that says something readable with a secret in it goes as a whole.
import { decodeBase64, decodePercent } from './decode.ts'
import { findPlain } from './find-plain.ts'
import type { Span } from './secret-form.ts'

const BASE64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}/g
const CODE = /%[0-9A-Fa-f]{2}/g
const BEFORE_CODE = /[\w.~+/:@=&?%-]/
const BEFORE_CODE_MAX = 400
const FROM_CODE = /[\w.~+/:@=&?%-]{0,400}%[0-9A-Fa-f]{2}[\w.~+/:@=&?%-]{0,2000}/y
const RUN_LENGTH_MAX = 256 * 1_024

export function findEncoded(text: string): readonly Span[] {
  return [
    ...findIn([...text.matchAll(BASE64)], decodeBase64),
    ...findIn(text.includes('%') ? percentRuns(text) : [], decodePercent),
  ]
}

interface Run {
  readonly index: number
  readonly 0: string
}

/** Each run is looked for from its first code backwards: from any other place, most of a text is read for nothing. */
function percentRuns(text: string): readonly Run[] {
  const runs: Run[] = []
  let from = 0
  for (;;) {
    CODE.lastIndex = from
    const code = CODE.exec(text)
    if (code === null) return runs
    let start = code.index
    while (start > from && code.index - start < BEFORE_CODE_MAX && BEFORE_CODE.test(text[start - 1] ?? ''))
      start--
    FROM_CODE.lastIndex = start
    const run = FROM_CODE.exec(text)?.[0] ?? code[0]
    runs.push({ index: start, 0: run })
    from = start + run.length
  }
}

function findIn(runs: readonly Run[], decode: (run: string) => string | undefined): readonly Span[] {
  return runs.flatMap(({ index, 0: run }) => {
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
