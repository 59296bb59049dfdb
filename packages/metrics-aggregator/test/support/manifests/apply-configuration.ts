/**
 * Reads the CEL expression of a MutatingAdmissionPolicy as the document that it builds. It covers what a constant
 * configuration needs: `Object.path{…}` literals, lists, maps and constants; each literal has to say its own place.
 */
import { parse } from 'yaml'

type Node = string | number | boolean | null | readonly Node[] | { readonly [name: string]: Node }

const PLACE = '(place)'

export function readApplyConfiguration(expression: string): unknown {
  // What is left is a flow of YAML.
  const flow = expression.replaceAll(
    /Object((?:\.\w+)*)\{/g,
    (_, place: string) => `{"${PLACE}": "${place}", `,
  )
  return withoutPlaces(parse(flow) as Node, '')
}

function withoutPlaces(node: Node, at: string): unknown {
  if (Array.isArray(node)) return node.map((item: Node) => withoutPlaces(item, at))
  if (typeof node !== 'object' || node === null) return node
  const { [PLACE]: said, ...fields } = node as Readonly<Record<string, Node>>
  if (said !== undefined && said !== at)
    throw new Error(`Object${JSON.stringify(said)} stands at Object${at}`)
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, withoutPlaces(value, `${at}.${name}`)]),
  )
}
