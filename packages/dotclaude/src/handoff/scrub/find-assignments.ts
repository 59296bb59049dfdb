// Secrets that are known by the name that they are assigned to, in any of the ways in which texts assign: variables, JSON,
// YAML, properties, XML, options of commands, calls, headers, addresses, and plain sentences.
import { vendorOf } from './find-in-object.ts'
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
  'pass|pwd|\\bpw\\b|secret|token|key|cred|auth|bearer|jwt|mnemonic|signature|seed|pin|pat|sas|dsn|webhook|kennwort'
const VENDORS = VENDOR_VALUES.flatMap(({ names }) => names).join('|')
const NAME_PART = new RegExp(`${SENSITIVE}|${VENDORS}`, 'gi')
const VENDOR_NAME = new RegExp(VENDORS, 'i')
const NAME_LENGTH_MAX = 100

export function findAssignments(text: string): readonly Span[] {
  const spans: Span[] = []
  NAME_PART.lastIndex = 0
  for (let hit = NAME_PART.exec(text); hit !== null; hit = NAME_PART.exec(text)) {
    const name = nameAround(text, hit.index, hit[0].length)
    const span = judgeName(text, name)
    if (span !== undefined) spans.push(span)
    NAME_PART.lastIndex = Math.max(span?.end ?? name.end, hit.index + hit[0].length)
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
  while (start > 0 && at - start < NAME_LENGTH_MAX && /[\w.-]/.test(text[start - 1] ?? '')) start--
  let end = at + length
  while (end < text.length && end - at < NAME_LENGTH_MAX && /[\w.-]/.test(text[end] ?? '')) end++
  while (/[.-]/.test(text[start] ?? '') && start < at) start++
  // A full stop or a dash at the end belongs to the sentence.
  while (end > at + length && /[.-]/.test(text[end - 1] ?? '')) end--
  const owner = /\b(?:api|access|secret|private|signing|encryption|client|auth|master)[ \t]$/i.exec(
    text.slice(Math.max(0, start - 12), start),
  )
  const word = /^[ \t](?:key|token|secret|phrase|password)\b/i.exec(text.slice(end, end + 12))
  return { start: start - (owner?.[0].length ?? 0), end: end + (word?.[0].length ?? 0) }
}

function judgeName(text: string, { start, end }: Name): Span | undefined {
  // An escaped line break before a name is not a part of it.
  const isEscaped = text[start - 1] === '\\' && /[nrt]/.test(text[start] ?? '')
  const name = text.slice(isEscaped ? start + 1 : start, end)
  const strength = strengthOf(name)
  if (strength === undefined && !VENDOR_NAME.test(name)) return undefined
  const value = valueAfter(text, { start: isEscaped ? start + 1 : start, end }, strength)
  if (value === undefined) return undefined
  const worth = text.slice(value.start, value.end)
  const vendor = vendorOf(name, worth)
  if (vendor !== undefined) return { start: value.start, end: value.end, kind: vendor }
  if (strength === undefined || !isSecretValue(strength, worth, value.writing)) return undefined
  return {
    start: value.start,
    end: value.end,
    kind: strength === 'password' ? 'password' : 'assigned-secret',
  }
}

function valueAfter(text: string, name: Name, strength: NameStrength | undefined): Value | undefined {
  const before = text.slice(Math.max(0, name.start - 40), name.start)
  for (const { pattern, isQuoted, isWeak, isFaint, after } of JOINTS) {
    if (after !== undefined && !after.test(before)) continue
    if (isFaint === true && strength !== 'password') continue
    pattern.lastIndex = name.end
    const joint = pattern.exec(text)
    if (joint === null) continue
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
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lead = start - lineStart > 60 ? 'x' : text.slice(lineStart, start)
  if (
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
