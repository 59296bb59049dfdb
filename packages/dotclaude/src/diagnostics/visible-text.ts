// Text from a checked repository, made safe to show: what a terminal would obey and what a reader would not see (control
// characters, direction overrides, zero-width, filling and tag characters, runs of selectors) appears as an escape, and so does what a CI log would
// take for a command.

const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u115f\u1160\u3164\uffa0\u{e0000}-\u{e0fff}\p{Cs}]|(?<=[\ufe00-\ufe0f])[\ufe00-\ufe0f]/gu

// Runners obey `##[set-output …]` and `##vso[…]` wherever they stand in a line.
const LOG_COMMAND = /#(?=#\w*\[)/g
// And `::error …` where a line begins with it.
const LINE_COMMAND = /^(\s*):(?=:)/

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** One line of text in which every character can be seen. Ordinary text comes back unchanged. */
export function visibleText(text: string): string {
  const shown = text.replace(UNSEEN, (character) => NAMED[character] ?? escaped(character))
  return shown.replace(LOG_COMMAND, escaped('#')).replace(LINE_COMMAND, `$1${escaped(':')}`)
}

/** JSON for a log or a file: no command of a runner can hide in its strings, and reading it gives the same value. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(LOG_COMMAND, String.raw`\u0023`)}\n`
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
