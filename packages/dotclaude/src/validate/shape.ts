// Questions about values of unknown shape, as they come out of other people's files.

export type Mapping = Readonly<Record<string, unknown>>

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/** The texts of a list with their positions; anything else in it is somebody else's finding. */
export function textsOf(value: unknown): readonly { readonly text: string; readonly index: number }[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((text: unknown, index) => (isText(text) ? [{ text, index }] : []))
}

/** How a value is shown: texts as they are, anything else as JSON. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')
}

/** The value at a JSON Pointer's keys. */
export function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)]
    return isMapping(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined
  }, value)
}
