// Damage to a text of lines of JSON objects: cut off, and mutated in ways that a seed decides, the same each time.

/**
 * Before, within and behind each line: cut at other places of a line, what is left of it is no JSON either, which
 * `cutsThatRead` shows, and so makes no difference.
 */
export function truncations(bytes: Buffer): readonly Buffer[] {
  const ends = lineEnds(bytes)
  const cuts = ends.flatMap((end, index) => {
    const start = index === 0 ? 0 : (ends[index - 1] ?? 0) + 1
    return [start, start + 1, Math.floor((start + end) / 2), end - 1, end]
  })
  return [...new Set(cuts)].map((cut) => bytes.subarray(0, Math.max(0, cut)))
}

/** Places inside of lines where what stands before them in the line is JSON all the same. */
export function cutsThatRead(bytes: Buffer): readonly number[] {
  const ends = lineEnds(bytes)
  return ends.flatMap((end, index) => {
    const start = index === 0 ? 0 : (ends[index - 1] ?? 0) + 1
    return Array.from({ length: Math.max(0, end - start - 1) }, (_, at) => start + at + 1).filter((cut) =>
      isJson(bytes.toString('utf8', start, cut)),
    )
  })
}

function lineEnds(bytes: Buffer): readonly number[] {
  return [...bytes.entries()].flatMap(([at, byte]) => (byte === 0x0a ? at : []))
}

function isJson(text: string): boolean {
  // Without its last bracket no object is whole; parsing every beginning of every line would take long.
  if (!text.endsWith('}')) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

export function mutations(bytes: Buffer, count: number): readonly Buffer[] {
  const next = randomFrom(0x5eed)
  return Array.from({ length: count }, () => mutated(bytes, next))
}

type Random = (below: number) => number

/** A linear congruential generator is random enough for where a byte goes. */
function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const WORDS = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\0',
  '\u00ff',
  'null',
  '{}',
  '[]',
  '1e999',
  '\\u0000',
  '\\',
]

function mutated(bytes: Buffer, next: Random): Buffer {
  const at = next(bytes.length)
  const until = Math.min(bytes.length, at + next(200))
  const word = Buffer.from(WORDS[next(WORDS.length)] ?? '', 'latin1')
  const forms = [
    () => [bytes.subarray(0, at), word, bytes.subarray(at + 1)],
    () => [bytes.subarray(0, at), bytes.subarray(until)],
    () => [bytes.subarray(0, until), bytes.subarray(at)],
    () => [bytes.subarray(0, at), Buffer.from([next(256)]), bytes.subarray(at + 1)],
    () => [bytes.subarray(at), bytes.subarray(0, at)],
  ]
  return Buffer.concat(forms[next(forms.length)]?.() ?? [])
}
