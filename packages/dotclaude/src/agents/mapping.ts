// Careful looks into JSON that somebody else wrote: what is absent or of another type is `undefined`, never an exception.

export type Mapping = Readonly<Record<string, unknown>>

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function mappingAt(value: Mapping, key: string): Mapping | undefined {
  const inner = valueAt(value, key)
  return isMapping(inner) ? inner : undefined
}

/** An empty text is none. */
export function textAt(value: Mapping, ...keys: readonly string[]): string | undefined {
  const found = keys.map((key) => valueAt(value, key)).find((one) => typeof one === 'string' && one !== '')
  return typeof found === 'string' ? found : undefined
}

export function numberAt(value: Mapping, key: string): number | undefined {
  const found = valueAt(value, key)
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined
}

export function listAt(value: Mapping, key: string): readonly unknown[] {
  const found = valueAt(value, key)
  return Array.isArray(found) ? found : []
}

/** Entries of a list that are objects. */
export function mappingsAt(value: Mapping, key: string): readonly Mapping[] {
  return listAt(value, key).filter(isMapping)
}

function valueAt(value: Mapping, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

/** The object in a text of JSON. */
export function parseMapping(text: string): Mapping | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isMapping(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The texts of a message's parts; a message may also be one text. */
export function partTexts(content: unknown): readonly string[] {
  if (typeof content === 'string') return content === '' ? [] : [content]
  if (!Array.isArray(content)) return []
  return content.flatMap((part: unknown) => {
    if (typeof part === 'string') return part === '' ? [] : [part]
    return isMapping(part) ? (textAt(part, 'text') ?? []) : []
  })
}
