/**
 * A configuration file as values with their places: what the YAML reader gives and the option readers take. It knows
 * nothing of YAML, so that whoever reads options needs no parser.
 */

export interface Place {
  readonly file: string
  /** Both from 1. */
  readonly line: number
  readonly column: number
  /** JSON pointer (RFC 6901); empty for the whole file. */
  readonly pointer: string
}

export type FileNode =
  | {
      readonly kind: 'scalar'
      readonly type: 'text' | 'number' | 'boolean' | 'nothing'
      /** As it was written, quotes and escapes of text undone. */
      readonly text: string
      readonly place: Place
    }
  | { readonly kind: 'map'; readonly entries: readonly FileEntry[]; readonly place: Place }
  | { readonly kind: 'list'; readonly items: readonly FileNode[]; readonly place: Place }

export interface FileEntry {
  readonly key: string
  readonly keyPlace: Place
  readonly value: FileNode
}

/** The `source` of a finding, for people: where to look and what stands there. */
export function sourceOf({ file, line, column, pointer }: Place): string {
  return `${file}:${line}:${column}${pointer === '' ? '' : ` (${pointer})`}`
}

export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
