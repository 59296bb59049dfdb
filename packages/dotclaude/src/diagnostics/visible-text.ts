// Text from a checked repository, made safe to show: what a terminal would obey and what a reader would not see (control
// characters, direction overrides, zero-width and tag characters) appears as an escape.

const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** One line of text in which every character can be seen. Ordinary text comes back unchanged. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => NAMED[character] ?? escaped(character))
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
