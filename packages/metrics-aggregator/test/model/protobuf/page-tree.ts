/**
 * A protobuf page as a value to compare: the fields of each message by number, those of one number in their order, so
 * that only what readers see counts.
 */
import { textOfBytes } from '../byte-text.ts'
import { SCHEMA } from './schema.ts'
import type { MessageName } from './schema.ts'
import { fieldBytes, MessageFault, readNode, readVarint } from './wire.ts'
import type { Span } from './wire.ts'

type Tree = readonly (readonly [number: number, content: string | Tree])[]

export function pageTree(page: Uint8Array): readonly Tree[] {
  const body = textOfBytes(page)
  const trees: Tree[] = []
  for (let at = 0; at < body.length;) {
    const length = readVarint(body, at, body.length)
    if (length === undefined || length === 'cut') throw new Error(`no length at ${at} of the page`)
    const end = length.end + Number(length.value)
    if (end > body.length) throw new Error(`a message at ${at} goes beyond the page`)
    trees.push(treeOf(body, { start: length.end, end }, 'MetricFamily')!)
    at = end
  }
  return trees
}

/** Undefined if the bytes are no such message, as values of other types may be. */
function treeOf(body: string, place: Span, name: MessageName): Tree | undefined {
  try {
    const node = readNode(body, place, name, () => true)
    const fields = node.fields.map((field) => {
      const kind = SCHEMA[name][field.number]?.kind
      const isMessage = kind !== undefined && kind in SCHEMA
      const tree = isMessage ? treeOf(body, field, kind as MessageName) : undefined
      return [field.number, tree ?? fieldBytes(node, field)] as const
    })
    return fields.toSorted((a, b) => a[0] - b[0])
  } catch (fault) {
    if (fault instanceof MessageFault) return undefined
    throw fault
  }
}
