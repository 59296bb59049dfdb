// What the manifest vouches for is what is there, in every file. A checksum of version 1.3 covers SKILL.md alone: it is
// accepted with a warning, so that a repository can change over when it likes.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { contentItemAt } from '../content-items.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { shown } from '../shape.ts'
import { checksumOf, partialChecksumOf } from './checksum.ts'
import { MANIFEST_FILE, isConfined, manifestIn } from './manifest-file.ts'
import type { ManifestEntry, ManifestFile } from './manifest-file.ts'

export const checksumsMatch: Rule = {
  id: 'checksums-match',
  codes: ['MANIFEST_CHECKSUM_MISMATCH', 'MANIFEST_CHECKSUM_PARTIAL', 'MANIFEST_FILE_UNREADABLE'],
  check: (snapshot) => {
    const manifest = manifestIn(snapshot)
    if (manifest === undefined) return []
    return manifest.entries
      .filter(({ path }) => isConfined(path) && snapshot.isFile(path))
      .flatMap((entry) => checkEntry(snapshot, manifest, entry))
  },
}

function checkEntry(
  snapshot: Snapshot,
  { document }: ManifestFile,
  entry: ManifestEntry,
): readonly Diagnostic[] {
  const { name, path, pointer } = entry
  const item = contentItemAt(snapshot, path)
  const actual = checksumOf(snapshot, item)
  if (!actual.ok) {
    const where = placeIn(actual.unreadable, undefined, '')
    return [diagnose('MANIFEST_FILE_UNREADABLE', where, { name, path: actual.unreadable })]
  }
  if (actual.checksum === entry.checksum) return []
  if (partialChecksumOf(snapshot, path) === entry.checksum) {
    const where = placeIn(MANIFEST_FILE, document, `${pointer}/checksum`)
    return [diagnose('MANIFEST_CHECKSUM_PARTIAL', where, { name, count: item.files.length })]
  }
  // The reader of a pull request looks at the file that changed, not at the manifest that did not.
  const more = { expected: shown(entry.checksum), got: actual.checksum }
  return [diagnose('MANIFEST_CHECKSUM_MISMATCH', placeIn(path, undefined, ''), { name }, more)]
}
