/**
 * Reads a JSON object as the list of its members in written order, repeated names included. `JSON.parse` alone loses
 * both: it moves names that look like numbers to the front and keeps the last of equal names.
 */

export type JsonMembers =
  | { readonly ok: true; readonly members: readonly (readonly [name: string, value: unknown])[] }
  | { readonly ok: false; readonly detail: string }

/** Strings, marks, and everything else that stands between blanks and marks. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g

export function readJsonObject(text: string): JsonMembers {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { ok: false, detail: 'it is JSON, but not an object of names and values' }
    }
  } catch (error) {
    return { ok: false, detail: `it is not JSON${placeOf(error)}` }
  }
  return { ok: true, members: membersOf(text) }
}

/** The text is known to be a JSON object, so it is enough to watch the depth. */
function membersOf(text: string): (readonly [string, unknown])[] {
  const members: (readonly [string, unknown])[] = []
  let depth = 0
  let name: string | undefined
  let valueStart = 0
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '}' || token === ']') depth -= 1
    const isMemberEnd = depth === 0 || (depth === 1 && token === ',')
    if (isMemberEnd && name !== undefined) {
      members.push([name, JSON.parse(text.slice(valueStart, index))])
      name = undefined
    } else if (depth === 1 && token === ':') {
      valueStart = index + 1
    } else if (depth === 1 && name === undefined && token.startsWith('"')) {
      name = JSON.parse(token) as string
    }
    if (token === '{' || token === '[') depth += 1
  }
  return members
}

/** Only the place is taken from the message: its wording differs between runtimes and it may quote a password. */
function placeOf(error: unknown): string {
  const position = /position (\d+)/.exec(String(error))?.[1]
  return position === undefined ? '' : ` at character ${Number(position) + 1}`
}
