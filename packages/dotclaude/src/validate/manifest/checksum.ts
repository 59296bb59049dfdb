// The checksum of a skill or command: over every file of it, whatever their line endings. For a single file it is what
// version 1.3 recorded, the SHA-256 of its text; for several it is the SHA-256 of the list of their paths and digests.
import { createHash } from 'node:crypto'
import type { Snapshot } from '../../repo/snapshot.ts'
import type { ContentItem } from '../content-items.ts'

const PREFIX = 'sha256:'

export type Checksum =
  | { readonly ok: true; readonly checksum: string }
  /** A file that cannot be read, for example a link: nothing vouches for what is behind it. */
  | { readonly ok: false; readonly unreadable: string }

export function checksumOf(snapshot: Snapshot, item: ContentItem): Checksum {
  const folder = item.path.slice(0, item.path.lastIndexOf('/') + 1)
  const lines: string[] = []
  for (const file of item.files) {
    const digest = digestOf(snapshot, file)
    if (digest === undefined) return { ok: false, unreadable: file }
    if (item.files.length === 1) return { ok: true, checksum: PREFIX + digest }
    lines.push(`${digest}  ${file.slice(folder.length)}\n`)
  }
  return { ok: true, checksum: PREFIX + createHash('sha256').update(lines.join('')).digest('hex') }
}

/** What version 1.3 recorded for a skill: SKILL.md alone. */
export function partialChecksumOf(snapshot: Snapshot, path: string): string | undefined {
  const digest = digestOf(snapshot, path)
  return digest === undefined ? undefined : PREFIX + digest
}

function digestOf(snapshot: Snapshot, path: string): string | undefined {
  const bytes = snapshot.bytes(path)
  return bytes && createHash('sha256').update(withoutCarriageReturns(bytes)).digest('hex')
}

/** Git may check out a text with CRLF; a file with a NUL is no text and stays as it is. */
function withoutCarriageReturns(bytes: Uint8Array): Uint8Array {
  if (bytes.includes(0) || !bytes.includes(CR)) return bytes
  return bytes.filter((byte, index) => byte !== CR || bytes[index + 1] !== LF)
}

const CR = 0x0d
const LF = 0x0a
