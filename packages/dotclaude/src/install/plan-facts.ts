// The facts of a repository: which files are instructions, which paths only change under a spec, how it is verified.
// Facts that are there win; only what is missing is added.
import type { Snapshot } from '../repo/snapshot.ts'
import type { CiHost } from './detect-ci.ts'
import { addToJson, read } from './edit-json.ts'
import type { Edit } from './edit-json.ts'

export const FACTS_FILE = 'docs/repo-facts.json'
/** What we tell agents stands in a file of ours, so that nobody's own instructions are touched. */
export const RULE_FILE = '.claude/rules/governance.md'

export interface Facts {
  readonly project_name: string
  readonly project_type: string
  readonly protected_paths: readonly string[]
  readonly instruction_files: readonly string[]
  readonly regression_paths: readonly string[]
  readonly verification_commands: readonly string[]
}

const INSTRUCTION_FILES = [
  'CLAUDE.md',
  '.claude/CLAUDE.md',
  'AGENTS.md',
  'GEMINI.md',
  '.github/copilot-instructions.md',
] as const

const CI_PATHS: Readonly<Record<CiHost, readonly string[]>> = {
  github: ['.github/workflows/**'],
  gitlab: ['.gitlab-ci.yml', '.gitlab/**'],
}

/** The instruction files that are there, and ours. */
export function instructionFilesOf(snapshot: Snapshot): readonly string[] {
  return [...INSTRUCTION_FILES.filter((path) => snapshot.isFile(path)), RULE_FILE]
}

/** What steers agents and the gate itself. */
export function protectedPathsOf(snapshot: Snapshot, ci: readonly CiHost[]): readonly string[] {
  const instructions = instructionFilesOf(snapshot).filter((path) => !path.startsWith('.claude/'))
  return ['.claude/**', ...instructions, ...ci.flatMap((host) => CI_PATHS[host]), FACTS_FILE, 'githooks/**']
}

export function factsText(facts: Facts): string {
  return `${JSON.stringify(facts, undefined, 2)}\n`
}

/** Adds the lists that the rules need; a list that is there stays, also an empty one. */
export function completeFacts(text: string, facts: Facts): Edit {
  const keys = ['instruction_files', 'protected_paths'] as const
  const present = read(text.replace(/^\uFEFF/, '')) ?? {}
  return keys
    .filter((key) => !(key in present))
    .reduce<Edit>(
      (edit, key) => (edit.ok ? addToJson(edit.text, { path: [key], value: facts[key] }) : edit),
      { ok: true, text },
    )
}
