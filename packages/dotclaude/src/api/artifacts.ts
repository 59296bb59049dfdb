// The library by the API: walking, checking and indexing the content items of a repository.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { version } from '../diagnostics/version.ts'
import { artifactsIn } from '../library/artifacts.ts'
import type { Artifact } from '../library/artifacts.ts'
import { indexOf } from '../library/build-index.ts'
import type { BuiltIndex } from '../library/build-index.ts'
import { openSnapshot } from '../repo/disk-snapshot.ts'
import { SCHEMA_VALIDATORS } from '../validate/schemas.generated.ts'
import type { SchemaValidator } from '../validate/schemas.generated.ts'

/** The absolute path of the published schemas. */
export const SCHEMAS_DIR: string = schemasFolder(dirname(fileURLToPath(import.meta.url)))

/** How deep below the package this file lies differs between the sources and the bundle. */
function schemasFolder(folder: string): string {
  const candidate = join(folder, 'schemas')
  if (existsSync(join(candidate, 'spec.schema.json'))) return candidate
  const parent = dirname(folder)
  return parent === folder ? candidate : schemasFolder(parent)
}

/** Sorted by path. */
export function walkArtifacts(repoRoot: string): readonly Artifact[] {
  return artifactsIn(openSnapshot(repoRoot))
}

export function buildIndex(artifacts: readonly Artifact[]): BuiltIndex {
  return indexOf(artifacts, version)
}

export interface ArtifactWarnings {
  readonly warnings: readonly string[]
}

/** What the schemas of the kinds say. A folder of schemas that is named has to hold one for each kind. */
export function validateArtifacts(
  artifacts: readonly Artifact[],
  schemasDir: string = SCHEMAS_DIR,
): ArtifactWarnings {
  return { warnings: artifacts.flatMap((artifact) => warningsOf(artifact, schemasDir)) }
}

const VALIDATORS: Readonly<Record<string, SchemaValidator>> = SCHEMA_VALIDATORS

function warningsOf({ type, path, frontmatter, warnings }: Artifact, schemasDir: string): readonly string[] {
  const schema = join(schemasDir, `${type}.schema.json`)
  if (!existsSync(schema)) throw new Error(`schema not found: ${schema}`)
  const validate = VALIDATORS[type]
  if (warnings.length > 0) return warnings.map((warning) => `${path}: ${warning}`)
  if (validate === undefined || validate(frontmatter)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message = '', keyword }) =>
      `${path}: schema ${type} ${instancePath === '' ? '/' : instancePath} ${message} (${keyword})`,
  )
}

/** Whether `index/artifacts.json` says something else than the items do; also where it is absent or broken. */
export function isIndexStale(repoRoot: string): boolean {
  const { artifactsJson } = buildIndex(walkArtifacts(repoRoot))
  return withoutTime(readIndex(repoRoot)) !== withoutTime(artifactsJson)
}

function readIndex(repoRoot: string): unknown {
  try {
    return JSON.parse(readFileSync(join(repoRoot, 'index/artifacts.json'), 'utf8')) as unknown
  } catch {
    return undefined
  }
}

function withoutTime(index: unknown): string {
  return JSON.stringify(typeof index === 'object' ? { ...index, generatedAt: '' } : index) ?? ''
}
