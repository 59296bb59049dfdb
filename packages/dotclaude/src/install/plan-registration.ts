// Writes an agent's registration into the text of its settings: what is there stays byte for byte, each entry is added once,
// and an entry of an earlier version or of a user that does the same counts as there.
import { matchesTool } from '../agents/matches-tool.ts'
import { HOOK_PLACE } from '../agents/registration.ts'
import type { Entry, Registration, SettingsForm } from '../agents/registration.ts'
import { addToJson, isObject, read } from './edit-json.ts'
import type { Edit } from './edit-json.ts'

/** For a repository in which the agent has no such file. */
export function freshRegistration({ form }: Pick<Registration, 'form'>): string {
  if (form.kind === 'file') return form.text
  const lists = form.entries.reduce<Readonly<Record<string, unknown>>>(
    (settings, { path, value }) => withItem(settings, path, value),
    form.fresh,
  )
  return `${JSON.stringify(lists, undefined, 2)}\n`
}

function withItem(
  settings: unknown,
  path: readonly string[],
  value: unknown,
): Readonly<Record<string, unknown>> {
  const [key = '', ...rest] = path
  const object = isObject(settings) ? settings : {}
  const old = object[key]
  if (rest.length > 0) return { ...object, [key]: withItem(old, rest, value) }
  return { ...object, [key]: [...(Array.isArray(old) ? (old as readonly unknown[]) : []), value] }
}

/** The same text where everything is registered already. */
export function addRegistration(text: string, form: SettingsForm): Edit {
  // An empty file says as much as none.
  if (text.trim() === '') return { ok: true, text: freshRegistration({ form }) }
  const settings = read(text.replace(/^\uFEFF/, ''))
  if (settings === undefined) return { ok: false, detail: 'is not JSON with an object in it' }
  return missingEntries(settings, form).reduce<Edit>(
    (edit, entry) => {
      if (!edit.ok) return edit
      if (listAt(settings, entry.path) === 'another form')
        return { ok: false, detail: `has ${entry.path.join('.')} in a form that agents do not know` }
      return addToJson(edit.text, { path: entry.path, value: entry.value, isItem: true })
    },
    { ok: true, text },
  )
}

/** Those that settings do not have, also in another form. */
export function missingEntries(settings: unknown, { entries }: SettingsForm): readonly Entry[] {
  return entries.filter((entry) => {
    const list = listAt(settings, entry.path)
    return !Array.isArray(list) || !list.some((item) => isThere(item, entry))
  })
}

/** The list, `undefined` where there is none, or that something else is in its place. */
function listAt(settings: unknown, path: readonly string[]): readonly unknown[] | 'another form' | undefined {
  let value: unknown = settings
  for (const key of path) {
    if (value === undefined) return undefined
    if (!isObject(value)) return 'another form'
    value = Object.hasOwn(value, key) ? value[key] : undefined
  }
  if (value === undefined || Array.isArray(value)) return value as readonly unknown[] | undefined
  return 'another form'
}

function isThere(item: unknown, { value, purpose }: Entry): boolean {
  if (typeof value === 'string') return item === value
  if (!isObject(item) || !handlersOf(item).some(callsHook)) return false
  return purpose?.tool === undefined || matchesTool(item['matcher'], purpose.tool)
}

/** A group has handlers, and where there are no groups the item is one. */
function handlersOf(item: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(item['hooks']) ? (item['hooks'] as readonly unknown[]) : [item]
}

/** What stands elsewhere in an entry, such as a remark, starts nothing. */
function callsHook(handler: unknown): boolean {
  if (!isObject(handler)) return false
  const { command, bash, powershell, args } = handler
  return JSON.stringify([command, bash, powershell, args]).includes(HOOK_PLACE)
}
