// String literals in code of any language that has quotes: in order, with escapes resolved and holes for what is filled in.
import { COMPUTED } from './marks.ts'
import { unescaped } from './output-of.ts'

export interface Literal {
  readonly text: string
  readonly end: number
}

const PREFIXED = /(?:^|[^\w])[rbuRBU]{0,2}(f|F|fr|rf)?$/

/** Literals that are added to one another become one. */
export function literalsOf(code: string): readonly Literal[] {
  const literals: Literal[] = []
  let lastEnd = -1
  for (let at = 0; at < code.length; at += 1) {
    const quote = code[at]
    if (quote !== '"' && quote !== "'" && quote !== '`') continue
    const end = literalEnd(code, at)
    const text = textBetween(code, at, end)
    const between = lastEnd === -1 ? undefined : code.slice(lastEnd, at)
    const last = literals.at(-1)
    if (last !== undefined && between !== undefined && /^\s*[+.]\s*$/.test(between))
      literals[literals.length - 1] = { text: last.text + text, end }
    else literals.push({ text, end })
    lastEnd = end
    at = end - 1
  }
  return literals
}

function textBetween(code: string, start: number, end: number): string {
  const quote = code[start] ?? ''
  const width = code.startsWith(quote.repeat(3), start) ? 3 : 1
  const isFilled = quote !== "'" || PREFIXED.exec(code.slice(0, start))?.[1] !== undefined
  const text = unescaped(code.slice(start + width, end - width))
  if (!isFilled) return text
  return text.replaceAll(/[#$]?\{[^{}]*\}/g, (hole) =>
    /^[#$]?\{[\w\s.()[\]'"]*\}$/.test(hole) ? COMPUTED : hole,
  )
}

/** The place after a literal that starts here. */
export function literalEnd(code: string, start: number): number {
  const quote = code[start] ?? ''
  const closing = code.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote
  for (let at = start + closing.length; at < code.length; at += 1) {
    if (code[at] === '\\') at += 1
    else if (code.startsWith(closing, at)) return at + closing.length
  }
  return code.length
}
