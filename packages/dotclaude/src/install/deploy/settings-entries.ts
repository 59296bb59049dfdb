// Entries of ours in settings that are the user's: put in as pure insertions and taken out again to the byte. What was
// inserted is remembered; where the user changed the text around so that it is not found any more, our entries are found
// by the hook that they call, and nothing else goes.
import { modify, parse } from 'jsonc-parser'
import { USER_HOOK } from '../../agents/user-registration.ts'
import type { SettingsForm } from '../../agents/registration.ts'
import { addToJson, isObject, read } from '../edit-json.ts'
import { missingEntries } from '../plan-registration.ts'

/** A text that was inserted, and where. */
export type Insertion = readonly [at: number, text: string]

export interface WithEntries {
  readonly text: string
  /** In the order of doing. */
  readonly inserted: readonly Insertion[]
}

/** `undefined` for settings that cannot be added to. */
export function withEntries(text: string, form: SettingsForm): WithEntries | undefined {
  const settings = read(text.replace(/^\uFEFF/, ''))
  if (settings === undefined) return undefined
  let now = text
  const inserted: Insertion[] = []
  for (const { path, value } of missingEntries(settings, form)) {
    const edit = addToJson(now, { path, value, isItem: true })
    if (!edit.ok) return undefined
    inserted.push(insertionBetween(now, edit.text))
    now = edit.text
  }
  return { text: now, inserted }
}

function insertionBetween(before: string, after: string): Insertion {
  let at = 0
  while (at < before.length && before[at] === after[at]) at += 1
  return [at, after.slice(at, at + after.length - before.length)]
}

/** Without what was inserted; what the user wrote meanwhile stays. */
export function withoutEntries(text: string, inserted: readonly Insertion[]): string {
  const cut = inserted.toReversed().reduce<string | undefined>(cutOut, text)
  const isClean = cut !== undefined && !cut.includes(USER_HOOK) && (cut === text || isJson(cut))
  return isClean ? cut : withoutHandlers(text)
}

/** Whether these are the entries of ours that are there, as they were inserted. */
export function standsAs(text: string, inserted: readonly Insertion[]): boolean {
  const cut = inserted.toReversed().reduce<string | undefined>(cutOut, text)
  return cut !== undefined && !cut.includes(USER_HOOK)
}

/** Nothing but what a new file begins with: a version, or the address of a schema. */
export function saysNothing(text: string): boolean {
  const settings = read(text.replace(/^\uFEFF/, ''))
  return (
    settings !== undefined && Object.keys(settings).every((key) => key === '$schema' || key === 'version')
  )
}

/** Where it was, or wherever it is alone. */
function cutOut(text: string | undefined, [at, piece]: Insertion): string | undefined {
  if (text === undefined) return undefined
  const first = text.indexOf(piece)
  const isAlone = first !== -1 && text.indexOf(piece, first + 1) === -1
  const place = text.startsWith(piece, at) ? at : isAlone ? first : undefined
  return place === undefined ? undefined : text.slice(0, place) + text.slice(place + piece.length)
}

function isJson(text: string): boolean {
  return read(text.replace(/^\uFEFF/, '')) !== undefined
}

const FORMATTING = { formattingOptions: { insertSpaces: true, tabSize: 2 } }

/** Handlers that call our hook go, and groups and lists that held nothing else. Broken settings stay as they are. */
function withoutHandlers(text: string): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  let body = text.slice(mark.length)
  for (let path = handlerIn(body); path !== undefined; path = handlerIn(body)) {
    const next = modify(body, [...path], undefined, FORMATTING).reduceRight(
      (whole, { offset, length, content }) => whole.slice(0, offset) + content + whole.slice(offset + length),
      body,
    )
    if (next === body || !isJson(next)) break
    body = next
  }
  return mark + body
}

type Way = readonly (number | string)[]

/** The way to a handler of ours, or to the group, list or table that would be empty without it. */
function handlerIn(text: string): Way | undefined {
  const settings: unknown = isJson(text) ? parse(text, [], { allowTrailingComma: true }) : undefined
  let way = wayTo(settings, [])
  while (way !== undefined && way.length > 1 && isAlone(settings, way)) way = way.slice(0, -1)
  return way
}

function wayTo(value: unknown, path: Way): Way | undefined {
  if (isObject(value) && isHandler(value)) return path
  for (const [key, child] of childrenOf(value)) {
    const found = wayTo(child, [...path, key])
    if (found !== undefined) return found
  }
  return undefined
}

function isHandler(value: Readonly<Record<string, unknown>>): boolean {
  return Object.values(value).some((text) => typeof text === 'string' && text.includes(USER_HOOK))
}

function childrenOf(value: unknown): readonly (readonly [number | string, unknown])[] {
  if (Array.isArray(value)) return [...value.entries()]
  return isObject(value) ? Object.entries(value) : []
}

/** A group of Claude Code is `{ matcher, hooks }`: without its last hook the rest of it says nothing. */
function isAlone(settings: unknown, way: Way): boolean {
  const isGroup = way.at(-1) === 'hooks' && typeof way.at(-2) === 'number'
  const parent = way.slice(0, -1).reduce<unknown>((inner, key) => (inner as Table)[key], settings)
  return isGroup || childrenOf(parent).length === 1
}

type Table = Readonly<Record<number | string, unknown>>
