// Characters that people do not see and agents read: tags, direction overrides, zero-width characters and long runs of
// variation selectors. What emoji and scripts need of them is left alone.

export interface HiddenCharacters {
  /** Counted from 1 within the text. */
  readonly line: number
  readonly column: number
  /** In order, each once, as `U+200B`. */
  readonly characters: readonly string[]
  readonly count: number
  /** What tag characters or variation selectors spell, where that is text. */
  readonly payload?: string
}

const TAGS = String.raw`[\u{e0000}-\u{e007f}]`
const SELECTORS = String.raw`[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]`
// A flag such as Scotland's is a black flag with tags behind it; one selector behind a character chooses its look.
const HIDDEN = new RegExp(
  [
    String.raw`(?<!\u{1f3f4}${TAGS}*)${TAGS}`,
    String.raw`(?<=${SELECTORS})${SELECTORS}|${SELECTORS}(?=${SELECTORS})`,
    String.raw`[\u202a-\u202e\u2066-\u2069]`,
    String.raw`[\u200b\u2060-\u2064\u206a-\u206f\u180e\u00ad\ufff9-\ufffb]`,
    String.raw`\ufeff`,
    // Joiners belong into emoji and into many scripts, but mean nothing beside Latin letters or at a line's end.
    String.raw`(?<=^|[\u0000-\u024f])[\u200c\u200d]|[\u200c\u200d](?=$|[\u0000-\u024f])`,
  ].join('|'),
  'gmu',
)

/** One entry per line that has any. */
export function hiddenCharactersIn(text: string): readonly HiddenCharacters[] {
  // Most texts have none of them, and this is the cheap way to know.
  if (!/[\u00ad\u0250-\u{10ffff}]/u.test(text)) return []
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => hiddenInLine(line, index + 1))
}

function hiddenInLine(text: string, line: number): readonly HiddenCharacters[] {
  const matches = [...text.matchAll(HIDDEN)]
  if (matches.length === 0) return []
  const codePoints = matches.map(([character]) => character.codePointAt(0) ?? 0)
  const payload = payloadOf(codePoints)
  return [
    {
      line,
      column: (matches[0]?.index ?? 0) + 1,
      characters: [...new Set(codePoints.map(nameOf))],
      count: matches.length,
      ...(payload === undefined ? {} : { payload }),
    },
  ]
}

function nameOf(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Tags repeat ASCII; runs of selectors carry a byte each, as `U+FE00` for 0 and `U+E0100` for 16. */
function payloadOf(codePoints: readonly number[]): string | undefined {
  const bytes = codePoints.map(byteOf).filter((byte) => byte !== undefined)
  const text = String.fromCodePoint(...bytes).replaceAll(/[^\u0020-\u007e]/g, '')
  return text.length >= 3 ? text : undefined
}

function byteOf(codePoint: number): number | undefined {
  if (codePoint >= 0xe0020 && codePoint <= 0xe007e) return codePoint - 0xe0000
  if (codePoint >= 0xfe00 && codePoint <= 0xfe0f) return codePoint - 0xfe00
  if (codePoint >= 0xe0100 && codePoint <= 0xe01ef) return codePoint - 0xe0100 + 16
  return undefined
}
