// A spec as the `spec` commands show it. What its file lacks or gets wrong is empty here; saying so is validate-specs'.
import { Failure } from '../../diagnostics/failure.ts'
import { nearestName } from '../../diagnostics/nearest-name.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { specFilesIn } from '../../validate/specs/spec-files.ts'
import type { SpecFile } from '../../validate/specs/spec-files.ts'
import { isText, textsOf } from '../../validate/shape.ts'

export interface SpecSummary {
  /** The name of its folder, which its id has to equal. */
  readonly id: string
  readonly file: string
  readonly title: string
  readonly status: string
  readonly owners: readonly string[]
  readonly linkedPaths: readonly string[]
  readonly acceptanceCommands: readonly string[]
  readonly dependsOn: readonly string[]
}

/** Sorted by id. */
export function specsIn(snapshot: Snapshot): readonly SpecSummary[] {
  return specFilesIn(snapshot).map(summaryOf)
}

export function specNamed(specs: readonly SpecSummary[], id: string): SpecSummary {
  const spec = specs.find((candidate) => candidate.id === id)
  if (spec !== undefined) return spec
  const nearest = nearestName(
    id,
    specs.map((candidate) => candidate.id),
  )
  throw new Failure(
    'USAGE_UNKNOWN_ID',
    { kind: 'spec', id, ...(nearest !== undefined && { nearest }) },
    { hint: 'Run `dotclaude spec list` to see all.' },
  )
}

function summaryOf({ folder, file, value = {} }: SpecFile): SpecSummary {
  const listOf = (field: string): readonly string[] => textsOf(value[field]).map(({ text }) => text)
  const { title, status } = value
  return {
    id: folder,
    file,
    title: isText(title) ? title : '',
    status: isText(status) ? status : '',
    owners: listOf('owners'),
    linkedPaths: listOf('linked_paths'),
    acceptanceCommands: listOf('acceptance_commands'),
    dependsOn: listOf('depends_on_specs'),
  }
}
