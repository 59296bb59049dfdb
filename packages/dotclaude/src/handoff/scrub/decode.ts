// Texts that carry another text: what a run of base64 or of percent codes says, if it says something readable.
import { Buffer } from 'node:buffer'

const SAMPLE = 64

/** The text behind a run of base64, or nothing if it is not text. */
export function decodeBase64(run: string): string | undefined {
  const start = Buffer.from(run.slice(0, SAMPLE), 'base64').toString('latin1')
  if (!isReadable(start)) return undefined
  const decoded = Buffer.from(run, 'base64').toString('utf8')
  return isReadable(decoded) ? decoded : undefined
}

/** The text behind a run with percent codes, or nothing if a code is wrong. */
export function decodePercent(run: string): string | undefined {
  try {
    return decodeURIComponent(run)
  } catch {
    return undefined
  }
}

function isReadable(text: string): boolean {
  return (
    text.length >= 4 &&
    !/[^\t\n\r\u{20}-\u{7E}\u{A0}-\u{10FFFF}]|\u{FFFD}/u.test(text) &&
    /[\u{20}-\u{7E}]{4}/u.test(text)
  )
}
