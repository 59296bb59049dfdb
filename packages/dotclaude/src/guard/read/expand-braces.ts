// Brace expansion, which bash does before all others and on the text itself: `git {reset,--hard}` is two words. Quoted
// braces stay, and so does what is no list and no range.

const WORDS_MAX = 64
const RANGE = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.-?\d+)?$/

/** The words that a word stands for; itself if it has nothing to expand. */
export function expandBraces(text: string): readonly string[] {
  for (let at = 0; at < text.length; at = after(text, at)) {
    if (text[at] !== '{' || text[at - 1] === '$') continue
    const group = readGroup(text, at)
    if (group === undefined) continue
    const heads = text.slice(0, at)
    const tails = expandBraces(text.slice(group.end))
    const middles = group.members.flatMap((member) => expandBraces(member))
    return middles.flatMap((middle) => tails.map((tail) => `${heads}${middle}${tail}`)).slice(0, WORDS_MAX)
  }
  return [text]
}

interface Group {
  readonly members: readonly string[]
  readonly end: number
}

function readGroup(text: string, start: number): Group | undefined {
  const members: string[] = []
  let depth = 0
  let from = start + 1
  for (let at = start; at < text.length; at = after(text, at)) {
    const sign = text[at]
    if (sign === '{') depth += 1
    if (sign === ',' && depth === 1) {
      members.push(text.slice(from, at))
      from = at + 1
    }
    if (sign === '}') depth -= 1
    if (sign === '}' && depth === 0) {
      const last = text.slice(from, at)
      if (members.length > 0) return { members: [...members, last], end: at + 1 }
      const range = rangeOf(last)
      return range && { members: range, end: at + 1 }
    }
  }
  return undefined
}

/** The next place that is not inside quotes or behind a backslash. */
function after(text: string, at: number): number {
  const sign = text[at]
  if (sign === '\\') return at + 2
  if (sign !== "'" && sign !== '"') return at + 1
  const close = text.indexOf(sign, at + 1)
  return close === -1 ? text.length : close + 1
}

function rangeOf(text: string): readonly string[] | undefined {
  const [, first, last] = RANGE.exec(text) ?? []
  if (first === undefined || last === undefined) return undefined
  const isNumber = /\d/.test(first)
  if (isNumber !== /\d/.test(last)) return undefined
  const [from, to] = isNumber ? [Number(first), Number(last)] : [first.charCodeAt(0), last.charCodeAt(0)]
  const length = Math.min(Math.abs(to - from) + 1, WORDS_MAX)
  const step = to < from ? -1 : 1
  return Array.from({ length }, (_, index) => {
    const value = from + index * step
    return isNumber ? String(value) : String.fromCharCode(value)
  })
}
