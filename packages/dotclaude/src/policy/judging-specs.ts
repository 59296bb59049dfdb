// Which specs may speak for a changed file. An ordinary file is judged by the specs as they will stand after the merge;
// a file of the policy itself only by what the base already says, so that no spec approves its own approval.
import type { Change } from '../repo/changes.ts'
import { isPolicyFile, isSpecFile } from './policy.ts'
import type { CoveringSpec, Policy } from './policy.ts'
import { touchedPaths } from './touched-path.ts'
import type { TouchedPath } from './touched-path.ts'

export interface JudgingSpecs {
  readonly base: readonly CoveringSpec[]
  readonly merged: readonly CoveringSpec[]
  /** What this change does to a spec that can now cover more, by the path of its `spec.json`. */
  readonly changes: ReadonlyMap<string, string>
}

export function judgeSpecs(base: Policy, head: Policy, changes: readonly Change[]): JudgingSpecs {
  const touched = new Set(touchedPaths(changes).map(({ path }) => path))
  // What the change leaves alone will be as the base has it, also where the branch is behind.
  const unchanged = [...base.specs.values()].filter(({ file }) => !touched.has(file))
  const changed = [...head.specs.values()].filter(({ file }) => touched.has(file))
  return {
    base: [...base.specs.values()],
    merged: [...unchanged, ...changed],
    changes: new Map(changed.map(({ file, status }) => [file, verbFor(base.specs.get(file), status)])),
  }
}

function verbFor(before: CoveringSpec | undefined, status: string): string {
  if (before === undefined) return 'adds it'
  return before.isEligible ? 'edits it' : `makes it ${status}`
}

/**
 * The specs that cover a path. A spec that is new may stand for itself: it takes nothing away from what was decided. For
 * a path that goes away the base's word is enough, since its spec may let it go in the same change.
 */
export function coverersOf({ base, merged }: JudgingSpecs, touched: TouchedPath): readonly CoveringSpec[] {
  const isNewSpec = touched.change.status === 'A' && isSpecFile(touched.path)
  const judging = isPolicyFile(touched.path) && !isNewSpec ? base : merged
  const coverers = judging.filter((spec) => isCoveredBy(spec, touched.path))
  return coverers.length === 0 && goesAway(touched)
    ? base.filter((spec) => isCoveredBy(spec, touched.path))
    : coverers
}

/** The specs that cover a path only since this change. */
export function newCoverersOf(specs: JudgingSpecs, touched: TouchedPath): readonly CoveringSpec[] {
  const coverers = coverersOf(specs, touched)
  const wasCovered = specs.base.some((spec) => isCoveredBy(spec, touched.path))
  return wasCovered ? [] : coverers
}

function isCoveredBy({ isEligible, covers }: CoveringSpec, path: string): boolean {
  return isEligible && covers(path)
}

function goesAway({ path, change }: TouchedPath): boolean {
  return change.status === 'D' || path === change.from
}
