// Texts that carry another text: what a run of base64, of hexadecimal digits or of percent codes says, if it says something
// readable.
import { Buffer } from 'node:buffer'

const SAMPLE = 64

/** The text behind a run of base64, or nothing if it is not text. */
export function decodeBase64(run: string): string | undefined {
  return decodeAs('base64', run)
}

/** The text behind a run of hexadecimal digits, or nothing if it is not text. */
export function decodeHex(run: string): string | undefined {
  const digits = run.replace(/^0[xX]/, '')
  return digits.length % 2 === 0 && /^[\dA-Fa-f]+$/.test(digits) ? decodeAs('hex', digits) : undefined
}

/** The text behind a run with percent codes. A code that is wrong stands for itself. */
export function decodePercent(run: string): string {
  return run.replaceAll(/(?:%[\dA-Fa-f]{2})+/g, (codes) => {
    try {
      return decodeURIComponent(codes)
    } catch {
      return Buffer.from(codes.replaceAll('%', ''), 'hex').toString('latin1')
    }
  })
}

/** The beginning decides first: most runs are no text, and many are long. */
function decodeAs(encoding: 'base64' | 'hex', run: string): string | undefined {
  if (!isReadable(Buffer.from(run.slice(0, SAMPLE), encoding).toString('latin1'))) return undefined
  const decoded = Buffer.from(run, encoding).toString('utf8')
  return isReadable(decoded) ? decoded : undefined
}

function isReadable(text: string): boolean {
  return (
    text.length >= 4 &&
    !/[^\t\n\r\u{20}-\u{7E}\u{A0}-\u{10FFFF}]|\u{FFFD}/u.test(text) &&
    /[\u{20}-\u{7E}]{4}/u.test(text)
  )
}
