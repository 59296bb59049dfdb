// The content items of a repository as the API lists them: what kind each is, its text and its frontmatter. Items stand at
// the root, as in a library, or below `.claude`, as in a repository that uses one. In our own library every item is a
// folder with a SKILL.md; elsewhere commands and agents are single files.
import { parseFrontmatter as parseDocument } from '../repo/frontmatter-document.ts'
import type { FrontmatterDocument } from '../repo/frontmatter-document.ts'
import type { Snapshot } from '../repo/snapshot.ts'

export type ArtifactType = 'agent' | 'skill' | 'command' | 'hook' | 'rule' | 'template'

export type Frontmatter = Readonly<Record<string, unknown>>

export interface ParsedFrontmatter {
  /** Empty where it cannot be read. */
  readonly frontmatter: Frontmatter
  readonly warnings: readonly string[]
}

export interface Artifact extends ParsedFrontmatter {
  readonly type: ArtifactType
  /** Relative to the repository, with slashes. */
  readonly path: string
  readonly content: string
}

const PLACES: readonly (readonly [type: ArtifactType, pattern: RegExp])[] = [
  ['agent', /^(\.claude\/)?agents\/([^/]+\/SKILL|[^/]+)\.md$/],
  ['skill', /^(\.claude\/)?skills\/([^/]+\/SKILL|[^/]+)\.md$/],
  ['command', /^(\.claude\/)?commands\/([^/]+\/SKILL|[^/]+)\.md$/],
  ['hook', /^(\.claude\/)?hooks\/[^/]+\.md$/],
  ['rule', /^(\.claude\/)?rules\/([^/]+\/SKILL|[^/]+)\.md$/],
  ['template', /^(\.claude\/)?templates\/[^/]+\/template\.yaml$/],
]

/** Sorted by path. */
export function artifactsIn(snapshot: Snapshot): readonly Artifact[] {
  return snapshot.files.flatMap((path) => {
    const type = PLACES.find(([, pattern]) => pattern.test(path))?.[0]
    const content = type === undefined ? undefined : snapshot.text(path)
    if (type === undefined || content === undefined) return []
    // A template's whole file is the mapping.
    const parsed = parseFrontmatter(type === 'template' ? `---\n${content}\n---\n` : content)
    return [{ type, path, content, ...parsed }]
  })
}

const PROBLEMS = {
  empty: 'empty content',
  missing: 'no YAML frontmatter (no opening --- on line 1)',
  unterminated: 'unterminated YAML frontmatter (no closing ---)',
  'not-a-mapping': 'frontmatter is not a YAML mapping',
} as const satisfies Record<NonNullable<FrontmatterDocument['problem']>, string>

/** Never throws. */
export function parseFrontmatter(content: string): ParsedFrontmatter {
  const { value, problem, errors } = parseDocument(content.replace(/^\uFEFF/, ''))
  const warnings = [
    ...(problem === undefined ? [] : [PROBLEMS[problem]]),
    ...errors.map(({ message }) => `frontmatter YAML parse error: ${message}`),
  ]
  return { frontmatter: warnings.length === 0 && isFrontmatter(value) ? value : {}, warnings }
}

function isFrontmatter(value: unknown): value is Frontmatter {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
