// What a branch says about who may change what: its protected paths, its specs and the settings of the gate, read from
// one snapshot. Reading never fails: what cannot be understood protects or covers nothing and says so.
import { compilePatterns } from '../repo/glob.ts'
import type { PathMatcher } from '../repo/glob.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import { FACTS_FILE } from './facts-file.ts'

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

/** What a policy is read from: of a snapshot the part that it needs, so that the hook can hand in something lighter. */
export type PolicySource = Pick<Snapshot, 'json' | 'isFile' | 'under'>

export interface Policy {
  readonly protection: Protection
  /** By the path of their `spec.json`. */
  readonly specs: ReadonlyMap<string, CoveringSpec>
  /** Of the gate for pull requests. */
  readonly mode: Mode
  /** Of what comes before it: in the session and at the commit. */
  readonly sessionMode: Mode
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

export function readPolicy(source: PolicySource): Policy {
  const config = source.json(CONFIG_FILE)?.value
  const coverage = fieldOf(config, 'coverage')
  const bots = fieldOf(coverage, 'bots')
  let specs: Policy['specs'] | undefined
  return {
    protection: readProtection(source),
    // Read when they are asked for: most of what the hook looks at is not protected, and specs may be many.
    get specs() {
      return (specs ??= new Map(specFilesOf(source).map((file) => [file, readSpec(source, file)])))
    },
    mode: modeIn(coverage) ?? 'enforce',
    // Most work begins before its spec is approved, so nobody is stopped who did not ask for it.
    sessionMode: modeIn(fieldOf(config, 'session')) ?? 'warn',
    bots: Array.isArray(bots) ? textsIn(bots) : BOTS,
  }
}

function modeIn(section: unknown): Mode | undefined {
  const mode = fieldOf(section, 'mode')
  return MODES.find((known) => known === mode)
}

function readProtection(source: PolicySource): Protection {
  const document = source.json(FACTS_FILE)
  if (!document && source.isFile(FACTS_FILE)) return { kind: 'unusable', detail: 'it cannot be read' }
  if (!document) return { kind: 'absent' }
  const [error] = document.errors
  if (error) return { kind: 'unusable', detail: `line ${error.line}: ${error.message}` }
  const paths = fieldOf(document.value, 'protected_paths')
  if (paths === undefined) return { kind: 'known', matches: () => false }
  if (!Array.isArray(paths)) return { kind: 'unusable', detail: 'protected_paths is not a list' }
  return { kind: 'known', matches: compilePatterns(textsIn(paths)) }
}

function specFilesOf(source: PolicySource): readonly string[] {
  return source.under(SPECS_FOLDER).filter(isSpecFile)
}

/** A broken spec keeps its folder's name, so that who names it is told what is wrong. */
function readSpec(source: PolicySource, file: string): CoveringSpec {
  const document = source.json(file)
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
