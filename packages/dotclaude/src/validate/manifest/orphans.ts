// What agents load is listed; a file that nobody listed changes without anybody noticing.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { contentItemsIn } from '../content-items.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { manifestIn } from './manifest-file.ts'

export const orphans: Rule = {
  id: 'orphans',
  codes: ['MANIFEST_ORPHAN_FILE'],
  check: (snapshot) => {
    const manifest = manifestIn(snapshot)
    // A manifest that cannot be read lists nothing, and one diagnostic about that is enough.
    if (manifest?.value === undefined) return []
    const listed = new Set(manifest.entries.map(({ path }) => path))
    return contentItemsIn(snapshot)
      .filter(({ path }) => !listed.has(path))
      .map(({ path }) => diagnose('MANIFEST_ORPHAN_FILE', placeIn(path, undefined, ''), { path }))
  },
}
