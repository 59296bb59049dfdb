// The `guard` section of the repository's configuration. What loosens counts only as the last commit has it, because the
// file lies within reach of those whom the guard watches.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GUARD_CODES } from '../diagnostics/codes/guard.ts'
import type { GuardMode, GuardOptions, Pack, RepositoryState } from '../guard/guard-context.ts'
import { PACK_MODES, packOf } from '../guard/rules/packs.ts'
import type { GuardCode } from '../guard/verdict.ts'
import { parseJsonDocument } from '../repo/json-document.ts'

const CONFIG_FILE = '.claude/dotclaude.json'
const MODES: readonly GuardMode[] = ['off', 'warn', 'deny']

const DEFAULTS: GuardOptions = { packs: {}, rules: {}, protectedBranches: [] }

export function readGuardOptions(root: string | undefined, state: RepositoryState): GuardOptions {
  const section = root === undefined ? undefined : sectionOf(join(root, CONFIG_FILE))
  if (root === undefined || section === undefined) return DEFAULTS
  const options: GuardOptions = {
    packs: modesOf(section['packs'], (name): name is Pack => Object.hasOwn(PACK_MODES, name)),
    rules: modesOf(section['rules'], (name): name is GuardCode => Object.hasOwn(GUARD_CODES, name)),
    protectedBranches: Array.isArray(section['protectedBranches'])
      ? section['protectedBranches'].filter((name): name is string => typeof name === 'string')
      : [],
  }
  const file = join(root, CONFIG_FILE)
  if (!isLoose(options) || (state.isTracked(file) && !state.isChanged(file))) return options
  return tightened(options)
}

function sectionOf(file: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return fieldsOf(fieldsOf(valueOf(readFileSync(file, 'utf8')))?.['guard'])
  } catch {
    return undefined
  }
}

/** Most have no comments, and then a parser of our own need not be loaded. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const { value, errors } = parseJsonDocument(text)
    return errors.length > 0 ? undefined : value
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}

function modesOf<Name extends string>(
  value: unknown,
  isKnown: (name: string) => name is Name,
): Partial<Record<Name, GuardMode>> {
  const entries = Object.entries(fieldsOf(value) ?? {}).filter(
    ([name, mode]) => isKnown(name) && MODES.some((known) => known === mode),
  )
  return Object.fromEntries(entries) as Partial<Record<Name, GuardMode>>
}

const strength = (mode: GuardMode): number => MODES.indexOf(mode)

function usual(rule: GuardCode): GuardMode {
  const pack = packOf(rule)
  return pack === undefined ? 'deny' : PACK_MODES[pack]
}

function isLoose({ packs, rules }: GuardOptions): boolean {
  return (
    Object.entries(packs).some(([pack, mode]) => strength(mode) < strength(PACK_MODES[pack as Pack])) ||
    Object.entries(rules).some(([rule, mode]) => strength(mode) < strength(usual(rule as GuardCode)))
  )
}

/** Only what is stricter than usual. */
function tightened({ packs, rules, protectedBranches }: GuardOptions): GuardOptions {
  return {
    packs: Object.fromEntries(
      Object.entries(packs).filter(([pack, mode]) => strength(mode) >= strength(PACK_MODES[pack as Pack])),
    ),
    rules: Object.fromEntries(
      Object.entries(rules).filter(([rule, mode]) => strength(mode) >= strength(usual(rule as GuardCode))),
    ),
    protectedBranches,
  }
}
