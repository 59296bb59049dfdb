// The specs of the repository that a command works on, and what stands around one of them. Loaded by the `spec`
// commands when they run, together with how specs read.
import { openSnapshot } from '../../repo/disk-snapshot.ts'
import { compilePatterns } from '../../repo/glob.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import type { Call } from '../command.ts'
import { rootOf } from '../root.ts'
import type { Terminal } from '../terminal.ts'
import type { SpecSurroundings } from './spec-text.ts'
import { specsIn } from './spec-summary.ts'
import type { SpecSummary } from './spec-summary.ts'

export { specNamed } from './spec-summary.ts'
export { graphMermaid, graphOf, graphText, listText, specText } from './spec-text.ts'

export interface SpecsOfRepository {
  readonly snapshot: Snapshot
  readonly specs: readonly SpecSummary[]
}

export function readSpecs(call: Call, terminal: Terminal): SpecsOfRepository {
  const snapshot = openSnapshot(rootOf(call, terminal))
  return { snapshot, specs: specsIn(snapshot) }
}

export function surroundingsOf(
  spec: SpecSummary,
  specs: readonly SpecSummary[],
  snapshot: Snapshot,
): SpecSurroundings {
  return {
    files: snapshot.files.filter(compilePatterns(spec.linkedPaths)),
    neededBy: specs.filter(({ dependsOn }) => dependsOn.includes(spec.id)).map(({ id }) => id),
  }
}
