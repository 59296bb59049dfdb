// Secrets behind base64, hexadecimal digits or percent codes, also where programs broke the code over lines, and where one
// code lies in another: a run that says something readable with a secret in it goes as a whole.
import { Buffer } from 'node:buffer'
import { characterSet, isIn } from './characters.ts'
import { decodeBase64, decodeHex, decodePercent } from './decode.ts'
import { findPlain } from './find-plain.ts'
import type { Span } from './secret-form.ts'

const DIGITS = '[A-Za-z0-9+/_-]'
/** A line break in a code, with what quotes, diffs and indentation put before the next line. */
const BREAK = String.raw`(?:\r?\n|\\{1,8}n)[ \t>|+#]{0,12}`
const CODED = new RegExp(
  `(?<!${DIGITS})${DIGITS}{16,}(?:${BREAK}${DIGITS}{16,})*(?:${BREAK}${DIGITS}{1,15})?={0,2}`,
  'g',
)
const OF_RUN = characterSet(new RegExp(DIGITS))
const RUN_LENGTH_MIN = 16
const LINE = new RegExp(BREAK, 'g')
const LINE_LENGTH_MIN = 20
const CODE = /%[0-9A-Fa-f]{2}/g
const BEFORE_CODE = characterSet(/[\w.~+/:@=&?%-]/)
const BEFORE_CODE_MAX = 400
const FROM_CODE = /[\w.~+/:@=&?%-]{0,400}%[0-9A-Fa-f]{2}[\w.~+/:@=&?%-]{0,2000}/y
const RUN_LENGTH_MAX = 256 * 1_024
/** A code in a code in a code: who goes on from there hides something on purpose. */
const DEPTH_MAX = 3

export function findEncoded(text: string, depth = 1): readonly Span[] {
  return [
    ...codedRuns(text).flatMap(({ index, 0: run }) => spansOfLines(run, index, depth)),
    ...(text.includes('%') ? percentRuns(text) : []).flatMap((run) => {
      const decoded = decodePercent(run[0])
      return decoded === run[0] ? [] : spanOf(run, decoded, depth)
    }),
  ]
}

interface Run {
  readonly index: number
  readonly 0: string
}

/** Digits are counted in a loop; the pattern says what a run is only where enough of them stand together. */
function codedRuns(text: string): readonly Run[] {
  const runs: Run[] = []
  // Of characters beyond Latin the lower half is counted: the pattern then finds the next run, wherever it is.
  const bytes = Buffer.from(text, 'latin1')
  let count = 0
  for (let at = 0; at < bytes.length; at++) {
    count = OF_RUN[bytes[at] ?? 0] === 1 ? count + 1 : 0
    if (count < RUN_LENGTH_MIN) continue
    CODED.lastIndex = at + 1 - count
    const run = CODED.exec(text)
    if (run === null) return runs
    runs.push(run)
    at = run.index + run[0].length - 1
    count = 0
  }
  return runs
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
    while (start > from && code.index - start < BEFORE_CODE_MAX && isIn(BEFORE_CODE, text, start - 1)) start--
    FROM_CODE.lastIndex = start
    const run = FROM_CODE.exec(text)?.[0] ?? code[0]
    runs.push({ index: start, 0: run })
    from = start + run.length
  }
}

/** Several lines are one code if they say something together; the first and the last may be words of the text around. */
function spansOfLines(text: string, index: number, depth: number): readonly Span[] {
  const lines = linesOf(text, index)
  for (const block of blocksOf(lines)) {
    const decoded = decodeRun(block.map((line) => line[0]).join(''))
    const [first] = block
    const last = block.at(-1)
    if (decoded === undefined || first === undefined || last === undefined) continue
    const end = last.index + last[0].length
    return spanOf({ index: first.index, 0: text.slice(first.index - index, end - index) }, decoded, depth)
  }
  return lines.flatMap((line) => {
    const decoded = line[0].length < LINE_LENGTH_MIN ? undefined : decodeRun(line[0])
    return decoded === undefined ? [] : spanOf(line, decoded, depth)
  })
}

function linesOf(text: string, index: number): readonly Run[] {
  const lines: Run[] = []
  let start = 0
  for (const { index: at, 0: found } of text.matchAll(LINE)) {
    lines.push({ index: index + start, 0: text.slice(start, at) })
    start = at + found.length
  }
  return [...lines, { index: index + start, 0: text.slice(start) }]
}

function blocksOf(lines: readonly Run[]): readonly (readonly Run[])[] {
  if (lines.length === 1) return []
  return [lines, lines.slice(0, -1), lines.slice(1), lines.slice(1, -1)].filter((block) => block.length > 1)
}

function decodeRun(run: string): string | undefined {
  if (run.length > RUN_LENGTH_MAX) return undefined
  return decodeHex(run) ?? (mayHideText(run) ? decodeBase64(run) : undefined)
}

function spanOf({ index, 0: run }: Run, decoded: string, depth: number): readonly Span[] {
  if (run.length > RUN_LENGTH_MAX) return []
  const [found] = [...findPlain(decoded), ...(depth < DEPTH_MAX ? findEncoded(decoded, depth + 1) : [])]
  if (found === undefined) return []
  const kind = found.kind.startsWith('encoded-') ? found.kind : `encoded-${found.kind}`
  return [{ start: index, end: index + run.length, kind }]
}

/** Names and paths are runs too. Text in base64 has capitals and small letters among its first characters. */
function mayHideText(run: string): boolean {
  return /[A-Z]/.test(run) && /[a-z]/.test(run) && !/[_/-][a-z]+[_/-]/.test(run.slice(0, 64))
}
