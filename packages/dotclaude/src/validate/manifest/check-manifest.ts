// The part of `validate-skills` that compares the manifest with what agents load.
import type { CheckResult } from '../../diagnostics/report.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { runCheck } from '../rule.ts'
import type { Rule, RuleOptions } from '../rule.ts'
import { checksumsMatch } from './checksums-match.ts'
import { dependenciesKnown } from './dependencies-known.ts'
import { dependencyCycles } from './dependency-cycles.ts'
import { entriesExist } from './entries-exist.ts'
import { manifestIn } from './manifest-file.ts'
import { namesUnique } from './names-unique.ts'
import { orphans } from './orphans.ts'
import { pathsConfined } from './paths-confined.ts'
import { pathsUnique } from './paths-unique.ts'
import { readable } from './readable.ts'

export const MANIFEST_RULES: readonly Rule[] = [
  readable,
  pathsConfined,
  entriesExist,
  checksumsMatch,
  namesUnique,
  pathsUnique,
  orphans,
  dependenciesKnown,
  dependencyCycles,
]

export function checkManifest(snapshot: Snapshot, options: RuleOptions): CheckResult {
  return runCheck({ name: 'validate-skills', rules: MANIFEST_RULES, passed }, snapshot, options)
}

function passed(snapshot: Snapshot): readonly string[] {
  const manifest = manifestIn(snapshot)
  return [
    manifest === undefined ? 'no skills, no manifest' : `manifest valid (${manifest.entries.length} skills)`,
  ]
}
