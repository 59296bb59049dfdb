// The shell's grammar, which is large. Most lines that have to be read at all are plain ones and do without it.
import { forEachChild, parse } from 'unbash'
import type { ParsedScript, SyntaxNode } from 'unbash'

export function parseGrammar(text: string): ParsedScript {
  return parse(text)
}

/** Every node right below one. */
export function forEachPart(node: SyntaxNode, visit: (child: SyntaxNode) => void): void {
  forEachChild(node, visit)
}
