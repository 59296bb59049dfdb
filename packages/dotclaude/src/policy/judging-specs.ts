// Which specs may speak for a changed file. An ordinary file is judged by the specs as they will stand after the merge;
// a file of the policy itself only by what the base already says, so that no spec approves its own approval. A spec that
// is new stands for the files of its own folder that come with it, also as a draft: it takes nothing away from what was
// decided, and a proposal has to get in before it can be agreed to.
import type { Change } from '../repo/changes.ts'
import { isPolicyFile } from './policy.ts'
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

const ADDS = 'adds it'

function verbFor(before: CoveringSpec | undefined, status: string): string {
  if (before === undefined) return ADDS
  return before.isEligible ? 'edits it' : `makes it ${status}`
}

/**
 * The specs that cover a path. For a path that goes away the base's word is enough, since its spec may let it go in the
 * same change.
 */
export function coverersOf(specs: JudgingSpecs, touched: TouchedPath): readonly CoveringSpec[] {
  const { base, merged } = specs
  const own = newSpecOf(specs, touched)
  if (own !== undefined) return [own]
  const judging = isPolicyFile(touched.path) ? base : merged
  const coverers = judging.filter((spec) => isCoveredBy(spec, touched.path))
  return coverers.length === 0 && goesAway(touched)
    ? base.filter((spec) => isCoveredBy(spec, touched.path))
    : coverers
}

/** The specs that cover a path only since this change; what belongs to a new spec is no news about it. */
export function newCoverersOf(specs: JudgingSpecs, touched: TouchedPath): readonly CoveringSpec[] {
  if (newSpecOf(specs, touched) !== undefined) return []
  const coverers = coverersOf(specs, touched)
  const wasCovered = specs.base.some((spec) => isCoveredBy(spec, touched.path))
  return wasCovered ? [] : coverers
}

/** The spec that comes in by this change, for a new file of its own folder that it lists. */
function newSpecOf(
  { merged, changes }: JudgingSpecs,
  { path, change }: TouchedPath,
): CoveringSpec | undefined {
  if (change.status !== 'A') return undefined
  return merged.find(
    ({ file, covers }) =>
      changes.get(file) === ADDS && path.startsWith(file.slice(0, file.lastIndexOf('/') + 1)) && covers(path),
  )
}

function isCoveredBy({ isEligible, covers }: CoveringSpec, path: string): boolean {
  return isEligible && covers(path)
}

function goesAway({ path, change }: TouchedPath): boolean {
  return change.status === 'D' || path === change.from
}
