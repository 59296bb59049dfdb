/**
 * The wire format read slowly: a message becomes a node that lists its fields where they stand, known messages inside
 * it likewise. Faults 1 and 2 of merge-semantics §11 are thrown with the offset of the field's tag.
 */
import type { RefusalCode } from '../../../src/exposition/report.ts'
import { SCHEMA } from './schema.ts'
import type { KnownField, MessageName } from './schema.ts'

/** A fault of a protobuf body; of the wire itself no lenient reader forgives it. */
export class MessageFault extends Error {
  readonly code: RefusalCode
  /** In bytes from the start of the body. */
  readonly offset: number
  readonly isOfWire: boolean

  constructor(code: RefusalCode, offset: number, isOfWire = false) {
    super(code)
    this.code = code
    this.offset = offset
    this.isOfWire = isOfWire
  }
}

export interface Field {
  readonly number: number
  /** Where the tag begins. */
  readonly at: number
  /** Where the content begins, behind tag and length. */
  readonly start: number
  readonly end: number
  /** Varints, eight and four bytes as an unsigned integer; of packed numbers all of them. */
  readonly numbers: readonly bigint[]
  /** A message that the schema knows. */
  readonly node?: MessageNode
}

export interface MessageNode {
  readonly body: string
  readonly start: number
  readonly end: number
  readonly fields: readonly Field[]
}

export interface Varint {
  readonly value: bigint
  readonly end: number
}

const VARINT_BYTES_MAX = 10
const FIELD_NUMBER_MAX = 536_870_911n

/** Undefined beyond ten bytes or 64 bits; `cut` if the bytes end before it does. */
export function readVarint(body: string, at: number, end: number): Varint | 'cut' | undefined {
  let value = 0n
  for (let place = 0; place < VARINT_BYTES_MAX; place++) {
    if (at + place >= end) return 'cut'
    const byte = body.charCodeAt(at + place)
    value |= BigInt(byte & 0x7f) << BigInt(7 * place)
    if (byte < 0x80) return value < 2n ** 64n ? { value, end: at + place + 1 } : undefined
  }
  return undefined
}

export interface Span {
  readonly start: number
  readonly end: number
}

/** Reads a message. Fields for which `isLeft` says so are not looked into. */
export function readNode(
  body: string,
  { start, end }: Span,
  name: MessageName,
  isLeft: (number: number) => boolean = () => false,
): MessageNode {
  const fields: Field[] = []
  let at = start
  while (at < end) {
    const field = readField(body, at, end, SCHEMA[name])
    const known = SCHEMA[name][field.number]
    if (known && !known.isRepeated && fields.some(({ number }) => number === field.number))
      throw new MessageFault('FIELD_REPEATED', at, true)
    const isMessage = known && known.kind in SCHEMA && !isLeft(field.number)
    fields.push(isMessage ? { ...field, node: readNode(body, field, known.kind as MessageName) } : field)
    at = field.end
  }
  return { body, start, end, fields }
}

type Known = Readonly<Record<number, KnownField>>

function readField(body: string, at: number, end: number, known: Known): Field {
  const invalid = new MessageFault('WIRE_INVALID', at, true)
  const tag = readVarint(body, at, end)
  if (tag === undefined || tag === 'cut') throw invalid
  const [number, wire] = [tag.value >> 3n, Number(tag.value & 7n)]
  if (number === 0n || number > FIELD_NUMBER_MAX) throw invalid
  const place = { number: Number(number), at }
  const known1 = known[place.number]
  if (known1 && !isWireOf(wire, known1)) throw invalid
  const field = readContent(body, { tagEnd: tag.end, end, wire })
  if (field === undefined) throw invalid
  if (known1 === undefined || wire !== 2 || !isNumber(known1)) return { ...place, ...field }
  const numbers = unpack(body, field, known1)
  if (numbers === undefined) throw invalid
  return { ...place, ...field, numbers }
}

function isNumber({ kind }: KnownField): boolean {
  return kind === 'varint' || kind === 'double'
}

function isWireOf(wire: number, known: KnownField): boolean {
  if (known.kind === 'varint') return wire === 0 || (known.isRepeated && wire === 2)
  if (known.kind === 'double') return wire === 1 || (known.isRepeated && wire === 2)
  return wire === 2
}

interface ContentPlace {
  readonly tagEnd: number
  readonly end: number
  readonly wire: number
}

type Content = Pick<Field, 'start' | 'end' | 'numbers'>

function readContent(body: string, { tagEnd, end, wire }: ContentPlace): Content | undefined {
  if (wire === 1 || wire === 5) {
    const contentEnd = tagEnd + (wire === 1 ? 8 : 4)
    if (contentEnd > end) return undefined
    return { start: tagEnd, end: contentEnd, numbers: [littleEndian(body.slice(tagEnd, contentEnd))] }
  }
  if (wire !== 0 && wire !== 2) return undefined
  const varint = readVarint(body, tagEnd, end)
  if (varint === undefined || varint === 'cut') return undefined
  if (wire === 0) return { start: tagEnd, end: varint.end, numbers: [varint.value] }
  if (varint.value > BigInt(end - varint.end)) return undefined
  return { start: varint.end, end: varint.end + Number(varint.value), numbers: [] }
}

function unpack(body: string, { start, end }: Span, { kind }: KnownField): readonly bigint[] | undefined {
  const numbers: bigint[] = []
  for (let at = start; at < end;) {
    const wire = kind === 'double' ? 1 : 0
    const next = readContent(body, { tagEnd: at, end, wire })
    if (next === undefined) return undefined
    numbers.push(...next.numbers)
    at = next.end
  }
  return numbers
}

function littleEndian(bytes: string): bigint {
  let value = 0n
  for (let place = bytes.length - 1; place >= 0; place--)
    value = (value << 8n) | BigInt(bytes.charCodeAt(place))
  return value
}

export function fieldsOf(node: MessageNode, number: number): readonly Field[] {
  return node.fields.filter((field) => field.number === number)
}

export function fieldOf(node: MessageNode, number: number): Field | undefined {
  return node.fields.find((field) => field.number === number)
}

export function nodesOf(node: MessageNode, number: number): readonly MessageNode[] {
  return fieldsOf(node, number).flatMap((field) => field.node ?? [])
}

/** The content of a string; empty where there is none. */
export function textOf(node: MessageNode, number: number): string {
  const field = fieldOf(node, number)
  return field === undefined ? '' : node.body.slice(field.start, field.end)
}

/** Tag and content as they stand. */
export function fieldBytes({ body }: MessageNode, { at, end }: Field): string {
  return body.slice(at, end)
}

export function numbersOf(node: MessageNode, number: number): readonly bigint[] {
  return fieldsOf(node, number).flatMap((field) => field.numbers)
}

export function unsignedOf(node: MessageNode, number: number): bigint {
  return numbersOf(node, number)[0] ?? 0n
}

export function signedOf(node: MessageNode, number: number): bigint {
  return BigInt.asIntN(64, unsignedOf(node, number))
}

export function doublesOf(node: MessageNode, number: number): readonly number[] {
  return numbersOf(node, number).map(doubleOfBits)
}

export function doubleOf(node: MessageNode, number: number): number {
  return doublesOf(node, number)[0] ?? 0
}

function doubleOfBits(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, bits)
  return view.getFloat64(0)
}

/** The signed number of a zigzag varint. */
export function unzigzag(value: bigint): bigint {
  return (value & 1n) === 0n ? value >> 1n : -(value >> 1n) - 1n
}
