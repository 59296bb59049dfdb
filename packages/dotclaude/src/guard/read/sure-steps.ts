// Commands that are sure to succeed, so that what stands behind `&&` is sure to run: those that only set something, and
// those that make or clear a folder among temporary files.
import type { Command, PipelineNode } from 'unbash'
import { isUnknown } from './marks.ts'
import { lookUp } from './scope.ts'
import type { Scope } from './scope.ts'

const SETS = /^(?:export|declare|local|set|alias|cd|:|true|echo)$/
const TEMPORARY = /^\/(?:private\/)?(?:var\/)?tmp\/[^*?[]*$/

export function isSure(nodes: readonly PipelineNode[], at: number, scope: Scope, home: string): boolean {
  const node = nodes[at]
  if (node?.type !== 'Command') return false
  if (node.name === undefined || SETS.test(node.name.text)) return true
  const words = wordsOf(node, scope, home)
  const places = words.filter((word) => !word.startsWith('-'))
  if (places.length === 0 || !places.every((place) => TEMPORARY.test(place) && !place.includes('..')))
    return false
  const options = words.filter((word) => word.startsWith('-')).join('')
  if (node.name.text === 'rm') return options.includes('f')
  if (node.name.text !== 'mkdir') return false
  return options.includes('p') || places.every((place) => isCleared(place, nodes.slice(0, at), scope, home))
}

/** A command before it has deleted what lay there. */
function isCleared(place: string, before: readonly PipelineNode[], scope: Scope, home: string): boolean {
  return before.some(
    (node) =>
      node.type === 'Command' && node.name?.text === 'rm' && wordsOf(node, scope, home).includes(place),
  )
}

/** Words with at most one variable at their beginning; anything else stays as it is written. */
function wordsOf({ args }: Command, scope: Scope, home: string): readonly string[] {
  return args.map(({ text }) => {
    const [, name, rest] = /^"?\$\{?(\w+)\}?((?:\/[\w./-]*)?)"?$/.exec(text) ?? []
    if (name === undefined) return text.replaceAll(/^(["'])(.*)\1$/g, '$2')
    const values = lookUp(scope, name, home)
    const [value = ''] = values[0] ?? []
    return values.length === 1 && !isUnknown(value) ? `${value}${rest ?? ''}` : text
  })
}
