// A branch of a repository in memory: what its files say about policy.
import { readPolicy } from '../../../src/policy/policy.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'

export interface Branch {
  readonly protects?: readonly string[]
  /** Id to status and linked paths. */
  readonly specs?: Readonly<Record<string, readonly [status: string, ...linkedPaths: string[]]>>
  readonly coverage?: unknown
  readonly session?: unknown
}

export function branch({ protects = ['src/**'], specs = {}, coverage = {}, session = {} }: Branch): Policy {
  const specFiles = Object.entries(specs).map(([id, [status, ...paths]]) => [
    `docs/specs/${id}/spec.json`,
    JSON.stringify({ id, status, linked_paths: paths }),
  ])
  return readPolicy(
    memorySnapshot({
      'docs/repo-facts.json': JSON.stringify({ protected_paths: protects }),
      '.claude/dotclaude.json': JSON.stringify({ coverage, session }),
      ...Object.fromEntries(specFiles),
    }),
  )
}
