/**
 * Structure-aware damage to an exposition in byte text: bytes flipped, dropped, doubled and spliced, odd bytes put
 * in, lines swapped, and the end cut off.
 */
import fc from 'fast-check'

type Mutation = (body: string) => string

const ODD_BYTES = [
  '\r',
  '\0',
  '\xEF\xBB\xBF',
  '\xff',
  '\xc0\x80',
  '\xed\xa0\x80',
  '"',
  '\\',
  '{',
  '}',
  ',',
  ' ',
  '\t',
  '#',
  '\n',
  '# EOF\n',
  '=',
  '_',
  '+',
  '\r\n',
]

/** Between no and four mutations, one after the other. */
export function mutations(): fc.Arbitrary<Mutation> {
  return fc
    .array(mutation(), { maxLength: 4 })
    .map((steps) => (body) => steps.reduce((text, step) => step(text), body))
}

function mutation(): fc.Arbitrary<Mutation> {
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  const length = fc.integer({ min: 1, max: 12 })
  return fc.oneof(
    fc.tuple(place, fc.nat(7)).map(([at, bit]) => flipBit(at, bit)),
    fc.tuple(place, length).map(([at, count]) => replaceSpan(at, count, () => '')),
    fc.tuple(place, length).map(([at, count]) => replaceSpan(at, count, (span) => span + span)),
    fc.tuple(place, place, length).map(([at, from, count]) => splice(at, from, count)),
    fc.tuple(place, fc.constantFrom(...ODD_BYTES)).map(([at, bytes]) => replaceSpan(at, 0, () => bytes)),
    fc.tuple(place, place).map(([at, other]) => swapLines(at, other)),
    place.map((at) => replaceSpan(at, Infinity, () => '')),
    fc.constantFrom('\xEF\xBB\xBF', '\n', ' ').map(
      (prefix): Mutation =>
        (body) =>
          prefix + body,
    ),
    fc.constant<Mutation>((body) => body.replaceAll('\n', '\r\n')),
  )
}

function replaceSpan(place: number, count: number, change: (span: string) => string): Mutation {
  return (body) => {
    const at = Math.floor(place * (body.length + 1))
    return body.slice(0, at) + change(body.slice(at, at + count)) + body.slice(at + count)
  }
}

function flipBit(place: number, bit: number): Mutation {
  return replaceSpan(place, 1, (byte) =>
    byte === '' ? '' : String.fromCharCode(byte.charCodeAt(0) ^ (1 << bit)),
  )
}

function splice(place: number, from: number, count: number): Mutation {
  return (body) => {
    const start = Math.floor(from * body.length)
    return replaceSpan(place, 0, () => body.slice(start, start + count))(body)
  }
}

function swapLines(place: number, other: number): Mutation {
  return (body) => {
    const lines = body.split('\n')
    const [a, b] = [Math.floor(place * lines.length), Math.floor(other * lines.length)]
    const [one, two] = [lines[a] ?? '', lines[b] ?? '']
    lines[a] = two
    lines[b] = one
    return lines.join('\n')
  }
}
