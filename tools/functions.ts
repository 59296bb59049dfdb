// Finds the functions of a TypeScript file with their size: lines, parameters, and how deep their blocks nest. Reads the
// syntax tree of swc, because the native TypeScript compiler offers none.
import { parseSync } from '@swc/core'

export interface FunctionShape {
  readonly name: string
  readonly lineCount: number
  readonly parameters: number
  readonly depth: number
}

interface Node {
  readonly type: string
  readonly span?: { readonly start: number; readonly end: number }
  readonly [key: string]: unknown
}

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'MethodProperty',
  'Constructor',
])
const NESTING = new Set([
  'IfStatement',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'WhileStatement',
  'DoWhileStatement',
  'SwitchStatement',
  'TryStatement',
])

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .flatMap((value) => {
      if (isNode(value)) return [value]
      // swc wraps some nodes, such as arguments, in objects without a type.
      return typeof value === 'object' && value !== null ? Object.values(value).filter(isNode) : []
    })
}

/** `else if` continues its chain instead of nesting deeper; an inner function starts anew. */
function depthOf(node: Node, chained = false): number {
  const deepest = childrenOf(node)
    .filter((child) => !FUNCTIONS.has(child.type))
    .map((child) => depthOf(child, node.type === 'IfStatement' && child === node['alternate']))
  return Math.max(0, ...deepest) + (NESTING.has(node.type) && !chained ? 1 : 0)
}

function nameOf(node: Node, parent: Node): string {
  const named = [node['identifier'], node['key'], parent['id'], parent['key']].filter(isNode)
  return named.map((one) => one['value']).find((value) => typeof value === 'string') ?? 'anonymous'
}

function parametersOf(node: Node): number {
  const inner = isNode(node['function']) ? node['function'] : node
  const own = inner['params'] ?? (node['function'] as Node | undefined)?.['params']
  return Array.isArray(own) ? own.length : 0
}

export function functionsIn(text: string): FunctionShape[] {
  const bytes = Buffer.from(text)
  const found: FunctionShape[] = []
  const visit = (node: Node, parent: Node): void => {
    if (FUNCTIONS.has(node.type) && node.span) {
      // Spans count bytes from one.
      const body = bytes.subarray(node.span.start - 1, node.span.end - 1).toString()
      const shape = {
        lineCount: body.split('\n').length,
        parameters: parametersOf(node),
        depth: depthOf(node),
      }
      found.push({ name: nameOf(node, parent), ...shape })
    }
    for (const child of childrenOf(node)) visit(child, node)
  }
  const module = parseSync(text, { syntax: 'typescript' }) as unknown as Node
  visit(module, module)
  return found
}
