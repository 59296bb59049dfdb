// What a skill or command grants itself is what the manifest records; one right more is a change that deserves its own
// look. Manifests of version 1.3 record no capabilities and so cannot be compared.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { capabilitiesOf } from '../capabilities.ts'
import { contentItemAt } from '../content-items.ts'
import { isConfined, manifestIn } from '../manifest/manifest-file.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'

export const capabilitiesRecorded: Rule = {
  id: 'capabilities-recorded',
  codes: ['SKILL_CAPABILITY_CHANGED'],
  check: (snapshot) =>
    (manifestIn(snapshot)?.entries ?? []).flatMap(({ name, path, capabilities }) => {
      if (capabilities === undefined || !isConfined(path) || !snapshot.isFile(path)) return []
      const now = capabilitiesOf(snapshot, contentItemAt(snapshot, path))
      const gained = now.filter((capability) => !capabilities.includes(capability))
      if (gained.length === 0) return []
      const more = { expected: capabilities.join(', '), got: now.join(', ') }
      return [diagnose('SKILL_CAPABILITY_CHANGED', placeIn(path, undefined, ''), { name, gained }, more)]
    }),
}
