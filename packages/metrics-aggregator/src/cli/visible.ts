/**
 * Text from elsewhere, fit for a terminal: what would move the cursor, change colours, break the line or turn the
 * reading direction is written as an escape, so that it is seen and does nothing.
 */

// The classes Cc, Zl and Zp and the marks of direction spelled out: a Unicode class would load a megabyte of tables.
// oxlint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

export function visible(text: string): string {
  return text.replaceAll(
    INVISIBLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
