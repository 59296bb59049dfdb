// Names of files as git and the disk have them: bytes, which need not be UTF-8. A name that is plain text stays the text
// that it is; any other stands as its bytes behind a zero, which no name can hold, and so survives JSON.
import { join } from 'node:path'

const RAW = '\0'

/** The name for these bytes. */
export function nameOf(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : `${RAW}${bytes.toString('latin1')}`
}

export function bytesOf(name: string): Buffer {
  return name.startsWith(RAW) ? Buffer.from(name.slice(RAW.length), 'latin1') : Buffer.from(name)
}

/** For the functions of the file system, which take both. */
export function placeOf(root: string, name: string): string | Buffer {
  return name.startsWith(RAW) ? Buffer.concat([Buffer.from(`${root}/`), bytesOf(name)]) : join(root, name)
}

/** The folders above, from the root down. */
export function foldersAbove(name: string): readonly string[] {
  const mark = name.startsWith(RAW) ? RAW : ''
  const parts = name.slice(mark.length).split('/').slice(0, -1)
  return parts.map((_, depth) => nameOf(bytesOf(`${mark}${parts.slice(0, depth + 1).join('/')}`)))
}

/** The fields of a `-z` list; each begins with ASCII, or is a name as a whole. */
export function rawFields(stdout: Buffer): readonly Buffer[] {
  const fields: Buffer[] = []
  for (let at = 0; at < stdout.length;) {
    const end = stdout.indexOf(0, at)
    fields.push(stdout.subarray(at, end === -1 ? undefined : end))
    at = end === -1 ? stdout.length : end + 1
  }
  return fields
}

export interface Entry {
  readonly mode: string
  readonly object: string
  /** Of the index; empty in a tree. */
  readonly stage: string
  readonly path: string
}

const TAB = 0x09

/** A line of `ls-files --stage`, or of `ls-tree`. */
export function entryOf(field: Buffer): readonly Entry[] {
  const tab = field.indexOf(TAB)
  const [mode = '', second = '', third = ''] = field.toString('latin1', 0, tab).split(' ')
  if (tab === -1) return []
  const isTree = /^[a-z]+$/.test(second)
  return [
    {
      mode,
      object: isTree ? third : second,
      stage: isTree ? '' : third,
      path: nameOf(field.subarray(tab + 1)),
    },
  ]
}
