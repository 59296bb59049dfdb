// Whether the items of a repository fit their schemas, and whether its index files are the index of those items.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { CheckResult } from '../../diagnostics/report.ts'
import { version } from '../../diagnostics/version.ts'
import { artifactsIn } from '../../library/artifacts.ts'
import type { Artifact, ArtifactType } from '../../library/artifacts.ts'
import { indexOf, recordOf } from '../../library/build-index.ts'
import type { BuiltIndex } from '../../library/build-index.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { schemaFindings } from '../../validate/schema-findings.ts'

const INDEX_FILES = {
  artifacts: 'index/artifacts.json',
  byType: 'index/by-type.json',
  byFacet: 'index/by-facet.json',
} as const

/** `mustBeCurrent`: the files are compared as well; `isStrict`: an item that does not fit is an error. */
export function checkIndex(
  snapshot: Snapshot,
  { isStrict, mustBeCurrent }: { readonly isStrict: boolean; readonly mustBeCurrent: boolean },
): CheckResult {
  const artifacts = artifactsIn(snapshot)
  const unfit = artifacts.flatMap((artifact) => unfitFields(artifact, isStrict))
  const stale = mustBeCurrent ? staleFiles(snapshot, indexOf(artifacts, version)) : []
  const count = `${artifacts.length} ${artifacts.length === 1 ? 'item' : 'items'}`
  return {
    check: 'index',
    passed: mustBeCurrent && stale.length === 0 ? [`the index is that of ${count}`] : [],
    diagnostics: [...stale, ...unfit],
  }
}

function unfitFields(artifact: Artifact, isStrict: boolean): readonly Diagnostic[] {
  const { path: file, type, warnings, content } = artifact
  const severity = isStrict ? 'error' : 'warning'
  if (mayBePlain(type) && !hasFrontmatter(content)) return []
  if (warnings.length > 0)
    return warnings.map((got) =>
      diagnose(
        'LIBRARY_ITEM_INVALID',
        { file, line: 1 },
        { field: 'the frontmatter', wanted: 'YAML that can be read' },
        { severity, got },
      ),
    )
  if (!hasSchema(type)) return []
  return schemaFindings(type, recordOf(artifact)).map(({ field, pointer, wanted, got }) =>
    diagnose('LIBRARY_ITEM_INVALID', { file, line: 1, pointer }, { field, wanted }, { severity, got }),
  )
}

/** Agents read rules as they are. A frontmatter that is begun has to be right all the same. */
function mayBePlain(type: ArtifactType): boolean {
  return type === 'rule' || type === 'hook'
}

function hasFrontmatter(content: string): boolean {
  return /^\uFEFF?---/.test(content)
}

/** Rules, hooks and templates are read by people and programs that do not ask for facets. */
function hasSchema(type: ArtifactType): type is 'agent' | 'command' | 'skill' {
  return type === 'agent' || type === 'command' || type === 'skill'
}

/** The time of writing does not count. */
function staleFiles(snapshot: Snapshot, index: BuiltIndex): readonly Diagnostic[] {
  const wanted = filesOf(index, new Date(0))
  return Object.entries(wanted).flatMap(([file, text]) => {
    const found = snapshot
      .text(file)
      ?.replace(/"generatedAt": "[^"]*"/, '"generatedAt": "1970-01-01T00:00:00.000Z"')
    if (found === text) return []
    const detail = found === undefined ? 'there is no such file' : 'its content differs'
    return [
      diagnose('LIBRARY_INDEX_STALE', { file }, { count: index.artifactsJson.artifacts.length, detail }),
    ]
  })
}

/** The index as files; `now` is the time that the first one names. */
export function filesOf(
  { artifactsJson, byType, byFacet }: BuiltIndex,
  now: Date,
): Readonly<Record<string, string>> {
  const text = (content: object): string => `${JSON.stringify(content, undefined, 2)}\n`
  return {
    [INDEX_FILES.artifacts]: text({ ...artifactsJson, generatedAt: now.toISOString() }),
    [INDEX_FILES.byType]: text(byType),
    [INDEX_FILES.byFacet]: text(byFacet),
  }
}
