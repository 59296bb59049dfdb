// How unevenly the characters of a text are spread: what people write repeats itself, what a machine drew by lot does not.

const ASCII = 128
/** Zero between two calls. A list of counters costs a fraction of a map, and most texts that are measured are of ASCII. */
const asciiCounts = new Uint32Array(ASCII)

/** Shannon's measure in bits per character; 0 for the empty text. */
export function entropyOf(text: string): number {
  const others = new Map<string, number>()
  for (const character of text) {
    const code = character.charCodeAt(0)
    if (code < ASCII) asciiCounts[code] = (asciiCounts[code] ?? 0) + 1
    else others.set(character, (others.get(character) ?? 0) + 1)
  }
  let bits = 0
  const add = (count: number): void => {
    bits -= (count / text.length) * Math.log2(count / text.length)
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const count = code < ASCII ? (asciiCounts[code] ?? 0) : 0
    if (count === 0) continue
    add(count)
    asciiCounts[code] = 0
  }
  others.forEach(add)
  return bits
}
