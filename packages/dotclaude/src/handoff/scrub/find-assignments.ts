// Secrets that are known by the name that they are assigned to, in any of the ways in which texts assign: variables, JSON,
// YAML, properties, XML, options of commands, calls, headers, addresses, and plain sentences.
import { createSingleScan } from './beginnings.ts'
import type { Beginnings } from './beginnings.ts'
import { characterSet, isIn } from './characters.ts'
import { vendorOf, vendorsOf } from './find-in-object.ts'
import { VENDOR_VALUES } from './forms/vendor-values.ts'
import { JOINTS } from './joints.ts'
import { isDrawnWord, isOdd } from './odd-value.ts'
import { readValue } from './read-value.ts'
import type { Value } from './read-value.ts'
import type { Span } from './secret-form.ts'
import { strengthOf } from './secret-name.ts'
import type { NameStrength } from './secret-name.ts'
import { isSecretValue } from './secret-value.ts'

const SENSITIVE =
  'pass|pwd|\\bpw\\b|secret|token|key|cred|auth|bearer|jwt|mnemonic|signature|seed|pin|pat|sas|dsn|webhook|kennwort|\\bpsk\\b'
const VENDORS = VENDOR_VALUES.flatMap(({ names }) => names)
const NAME_PARTS = [...SENSITIVE.split('|').map((part) => part.replaceAll('\\b', '')), ...VENDORS]
const NAME_PART = new RegExp(`${SENSITIVE}|${VENDORS.join('|')}`, 'iy')
export const NAME_BEGINNINGS: Beginnings = { words: NAME_PARTS, ignoresCase: true }
const scan = createSingleScan(NAME_BEGINNINGS)
const NAME_LENGTH_MAX = 100
/** So many names may stand in each other's values before less of a value is looked at. */
const NESTED_MAX = 16
const NESTED_VALUE_MAX = 128
const LEAD_LENGTH_MAX = 60
const OF_NAME = characterSet(/[\w.-]/)
const AT_END_OF_NAME = characterSet(/[.-]/)
const BLANK = characterSet(/[ \t]/)
const ASCII = 0x80
/** Every joint begins with one of these, or with a sign that is not of ASCII. */
const OF_JOINT = characterSet(/[\s"'`\\*\]?!:+=|~>,;(<vd-]/i)

export function findAssignments(text: string, places: readonly number[] = scan(text)): readonly Span[] {
  const spans: Span[] = []
  let from = 0
  let valueEnd = 0
  let nested = 0
  for (const at of places) {
    NAME_PART.lastIndex = at
    const [part] = at < from ? [] : (NAME_PART.exec(text) ?? [])
    if (part === undefined) continue
    const name = nameAround(text, at, part.length)
    // Names again and again in what is no secret, each with all that follows as its value, would take forever.
    if (name.start >= valueEnd) nested = 0
    const value = judgeName(text, name, nested > NESTED_MAX ? NESTED_VALUE_MAX : text.length)
    if (value !== undefined) nested++
    valueEnd = Math.max(valueEnd, value?.end ?? 0)
    if (value?.kind !== undefined) spans.push({ start: value.start, end: value.end, kind: value.kind })
    from = Math.max(value?.kind === undefined ? name.end : value.end, at + part.length)
  }
  return spans
}

interface Name {
  readonly start: number
  readonly end: number
}

/** The whole name that a part stands in. Words like `API key` are one name, as people write them. */
function nameAround(text: string, at: number, length: number): Name {
  let start = at
  while (at - start < NAME_LENGTH_MAX && isIn(OF_NAME, text, start - 1)) start--
  let end = at + length
  while (end - at < NAME_LENGTH_MAX && isIn(OF_NAME, text, end)) end++
  while (start < at && isIn(AT_END_OF_NAME, text, start)) start++
  // A full stop or a dash at the end belongs to the sentence.
  while (end > at + length && isIn(AT_END_OF_NAME, text, end - 1)) end--
  return { start: start - ownerLength(text, start), end: end + wordLength(text, end) }
}

function ownerLength(text: string, start: number): number {
  if (!isIn(BLANK, text, start - 1)) return 0
  const before = text.slice(Math.max(0, start - 12), start)
  const owner = /\b(?:api|access|secret|private|signing|encryption|client|auth|master)[ \t]$/i.exec(before)
  return owner?.[0].length ?? 0
}

function wordLength(text: string, end: number): number {
  if (!isIn(BLANK, text, end)) return 0
  const word = /^[ \t](?:key|token|secret|phrase|password)\b/i.exec(text.slice(end, end + 12))
  return word?.[0].length ?? 0
}

/** A value, and its kind if it is a secret. */
interface Judged extends Name {
  readonly kind?: string
}

function judgeName(text: string, { start, end }: Name, lengthMax: number): Judged | undefined {
  // An escaped line break before a name is not a part of it.
  const isEscaped = text[start - 1] === '\\' && /[nrt]/.test(text[start] ?? '')
  const name = text.slice(isEscaped ? start + 1 : start, end)
  const strength = strengthOf(name)
  if (strength === undefined && vendorsOf(name).length === 0) return undefined
  const own = text.slice(0, Math.min(text.length, end + lengthMax))
  const value = valueAfter(own, { start: isEscaped ? start + 1 : start, end }, strength)
  if (value === undefined) return undefined
  const worth = text.slice(value.start, value.end)
  const vendor = vendorOf(name, worth)
  if (vendor !== undefined) return { start: value.start, end: value.end, kind: vendor }
  if (strength === undefined || !isSecretValue(strength, worth, value.writing))
    return { start: value.start, end: value.end }
  return {
    start: value.start,
    end: value.end,
    kind: strength === 'password' ? 'password' : 'assigned-secret',
  }
}

function valueAfter(text: string, name: Name, strength: NameStrength | undefined): Value | undefined {
  if (text.charCodeAt(name.end) < ASCII && !isIn(OF_JOINT, text, name.end)) return undefined
  const before = text.slice(Math.max(0, name.start - 40), name.start)
  for (const { pattern, isQuoted, isWeak, isFaint, after } of JOINTS) {
    if (isFaint === true && strength !== 'password') continue
    pattern.lastIndex = name.end
    const joint = pattern.exec(text)
    if (joint === null || (after !== undefined && !after.test(before))) continue
    const at = name.end + joint[0].length
    if (isQuoted === true && !/\\*["'`]/y.test(text.slice(at, at + 4))) continue
    // `$NAME:` uses the variable.
    if (before.endsWith('$') && joint[0].startsWith(':')) return undefined
    const value = readValue(text, at, isAlone(text, name, joint[0]))
    if (value === undefined) return undefined
    const worth = text.slice(value.start, value.end)
    const isWord = (isWeak === true && !isOdd(worth)) || (isFaint === true && !isDrawnWord(worth))
    return isWord ? undefined : value
  }
  return undefined
}

/** Whether the value is what remains of a line: `NAME=value` in a file of variables, `name: value` alone in YAML. */
function isAlone(text: string, { start, end }: Name, joint: string): boolean {
  const name = text.slice(start, end)
  const before = text[start - 1] ?? ''
  if (before === '?' || before === '&' || before === ';') return false
  if (/^["']?=$/.test(joint) && /^[A-Z][A-Z0-9_]*$/.test(name)) return true
  const lead = leadOf(text, start)
  if (
    lead === undefined ||
    !/^(?:[\s>+*|#-]|\d+[.)]\s)*(?:(?:export|set|setx|ENV|ARG|declare -x|readonly)\s+|\$env:|\/\/[\w./-]+:)?["']?$/.test(
      lead,
    )
  )
    return false
  if (joint === '=') return true
  return (
    /:\s/.test(joint) &&
    /^[^\s,;()]+[ \t]*(?:#.*)?\r?(?:\n|$)/.test(text.slice(end + joint.length, end + joint.length + 300))
  )
}

/** What stands before a place on its line; nothing if that is too much to be a lead. */
function leadOf(text: string, start: number): string | undefined {
  // One line may be the whole text: to look for its beginning at each name would take forever.
  const before = text.slice(Math.max(0, start - LEAD_LENGTH_MAX - 1), start)
  const lineBreak = before.lastIndexOf('\n')
  return lineBreak === -1 && start > LEAD_LENGTH_MAX ? undefined : before.slice(lineBreak + 1)
}
