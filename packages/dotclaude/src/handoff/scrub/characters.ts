// Sets of characters for loops that look at one character at a time, where asking a pattern each time would cost the most.

const CODES = 0x1_00_00
const ASCII = 0x80

/** For each code whether the character is in the set. */
export type CharacterSet = Uint8Array

/** The characters of ASCII that a pattern of one character fits; the character NUL is in no set. */
export function characterSet(pattern: RegExp): CharacterSet {
  const set = new Uint8Array(CODES)
  for (let code = 1; code < ASCII; code++) set[code] = pattern.test(String.fromCharCode(code)) ? 1 : 0
  return set
}

/** Before the text and behind it there is none of them. */
export function isIn(set: CharacterSet, text: string, at: number): boolean {
  // There is no code there, and of none these bits make zero.
  return set[text.charCodeAt(at) | 0] === 1
}

/** Without the characters of one set at the beginning, and of another at the end. Patterns for that can take forever. */
export function trimmed(text: string, leading: CharacterSet, trailing: CharacterSet): string {
  let start = 0
  while (isIn(leading, text, start)) start++
  let end = text.length
  while (end > start && isIn(trailing, text, end - 1)) end--
  return text.slice(start, end)
}
