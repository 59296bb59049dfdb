// What a branch says about who may change what: its protected paths, its specs and the settings of the gate, read from
// one snapshot. Reading never fails: what cannot be understood protects or covers nothing and says so.
import { compilePatterns } from '../repo/glob.ts'
import type { PathMatcher } from '../repo/glob.ts'
import type { Snapshot } from '../repo/snapshot.ts'

export const FACTS_FILE = 'docs/repo-facts.json'
export const CONFIG_FILE = '.claude/dotclaude.json'
const SPECS_FOLDER = 'docs/specs'

export type Mode = 'off' | 'warn' | 'enforce'

export type Protection =
  | { readonly kind: 'known'; readonly matches: PathMatcher }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unusable'; readonly detail: string }

export interface CoveringSpec {
  /** The name by which a pull request names it. */
  readonly id: string
  readonly file: string
  readonly status: string
  /** Whether its status lets it cover anything. */
  readonly isEligible: boolean
  readonly covers: PathMatcher
}

export interface Policy {
  readonly protection: Protection
  /** By the path of their `spec.json`. */
  readonly specs: ReadonlyMap<string, CoveringSpec>
  readonly mode: Mode
  /** Logins whose dependency updates need no spec. */
  readonly bots: readonly string[]
}

export const ELIGIBLE_STATUSES: readonly string[] = ['approved', 'implementing', 'done']
export const MODES: readonly Mode[] = ['off', 'warn', 'enforce']
const BOTS: readonly string[] = ['dependabot[bot]', 'renovate[bot]', 'github-actions[bot]']

/** The files that make up a policy: what to fetch before reading one from a commit. */
export function isPolicyFile(path: string): boolean {
  return path === FACTS_FILE || path === CONFIG_FILE || isSpecFile(path)
}

function isSpecFile(path: string): boolean {
  return /^docs\/specs\/[^/]+\/spec\.json$/.test(path)
}

export function readPolicy(snapshot: Snapshot): Policy {
  const coverage = fieldOf(snapshot.json(CONFIG_FILE)?.value, 'coverage')
  const mode = fieldOf(coverage, 'mode')
  const bots = fieldOf(coverage, 'bots')
  return {
    protection: readProtection(snapshot),
    specs: new Map(specFilesOf(snapshot).map((file) => [file, readSpec(snapshot, file)])),
    mode: MODES.find((known) => known === mode) ?? 'enforce',
    bots: Array.isArray(bots) ? textsIn(bots) : BOTS,
  }
}

function readProtection(snapshot: Snapshot): Protection {
  const document = snapshot.json(FACTS_FILE)
  if (!document && snapshot.isFile(FACTS_FILE)) return { kind: 'unusable', detail: 'it cannot be read' }
  if (!document) return { kind: 'absent' }
  const [error] = document.errors
  if (error) return { kind: 'unusable', detail: `line ${error.line}: ${error.message}` }
  const paths = fieldOf(document.value, 'protected_paths')
  if (paths === undefined) return { kind: 'known', matches: () => false }
  if (!Array.isArray(paths)) return { kind: 'unusable', detail: 'protected_paths is not a list' }
  return { kind: 'known', matches: compilePatterns(textsIn(paths)) }
}

function specFilesOf(snapshot: Snapshot): readonly string[] {
  return snapshot.under(SPECS_FOLDER).filter(isSpecFile)
}

/** A broken spec keeps its folder's name, so that who names it is told what is wrong. */
function readSpec(snapshot: Snapshot, file: string): CoveringSpec {
  const document = snapshot.json(file)
  const value = document?.errors.length === 0 ? document.value : undefined
  const id = fieldOf(value, 'id')
  const status = fieldOf(value, 'status')
  const paths = fieldOf(value, 'linked_paths')
  return {
    id: isText(id) ? id : (file.split('/').at(-2) ?? file),
    file,
    status: isText(status) ? status : 'unreadable',
    isEligible: isText(status) && ELIGIBLE_STATUSES.includes(status),
    covers: compilePatterns(Array.isArray(paths) ? textsIn(paths) : []),
  }
}

function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, field) ? (value as Record<string, unknown>)[field] : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function textsIn(values: readonly unknown[]): readonly string[] {
  return values.filter(isText)
}
