// What `init` would do to a repository: a plan from what the repository has. Running it on its own result plans nothing.
import { HOOK_PLACE } from '../agents/registration.ts'
import type { Registration } from '../agents/registration.ts'
import type { GitHooks } from '../repo/git-hooks.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import type { CiHost } from './detect-ci.ts'
import type { Project } from './detect-project.ts'
import { addToJson, isObject, read } from './edit-json.ts'
import type { Edit } from './edit-json.ts'
import { HOOK_TEXT } from './hook-file.generated.ts'
import { HOOK_FILE, planHooks } from './plan-hooks.ts'
import {
  FACTS_FILE,
  RULE_FILE,
  completeFacts,
  factsText,
  instructionFilesOf,
  protectedPathsOf,
} from './plan-facts.ts'
import type { Facts } from './plan-facts.ts'
import { planFile } from './plan-file.ts'
import type { FileChoices, WantedFile } from './plan-file.ts'
import { addRegistration, freshRegistration } from './plan-registration.ts'
import { FIRST_SPEC, firstSpec, hasSpecs } from './plan-specs.ts'
import type { Op, Plan } from './op.ts'
import { TEMPLATES } from './templates.generated.ts'

export interface InitInput extends FileChoices {
  readonly snapshot: Snapshot
  /** Of dotclaude, which workflows and hooks pin. */
  readonly version: string
  readonly name: string
  readonly project: Project
  readonly ci: readonly CiHost[]
  /** Of the agents that get the hook. */
  readonly registrations: readonly Registration[]
  /** Absent outside of git. */
  readonly hooks: GitHooks | undefined
  /** The manifest of the skills and commands that are there. */
  readonly manifest: string
}

export function planInit(input: InitInput): Plan {
  const { snapshot, hooks, ci } = input
  const planned = wantedFiles(input).map((wanted) => planFile(snapshot, wanted, input))
  const ops: readonly Op[] = planned.flatMap((file) => (file.ok ? [file.op] : []))
  const hookPlan = planHooks(hooks, isOurs(ops, HOOK_FILE))
  return {
    ops: [...ops, ...hookPlan.ops],
    conflicts: planned.flatMap((file) => (file.ok ? [] : [file.conflict])),
    nextSteps: [...hookPlan.nextSteps, ...nextSteps(snapshot, ops, ci)],
  }
}

function wantedFiles(input: InitInput): readonly WantedFile[] {
  const { snapshot, ci, manifest } = input
  const facts = factsFor(input)
  const editFacts = (text: string) => completeFacts(text, facts)
  const listed = { ...facts, ...listsIn(snapshot) }
  const fill = (path: string) => filled(path, input, listed)
  return [
    ...input.registrations.map(wantedRegistration),
    { path: HOOK_PLACE, text: HOOK_TEXT, isOwn: isOwnHook },
    {
      path: CONFIG_FILE,
      text: `${JSON.stringify(CONFIG, undefined, 2)}\n`,
      add: { edit: addConfig, why: 'says how strict the session is' },
    },
    fill('.claude/settings.headless.json'),
    fill(RULE_FILE),
    { path: '.claude/skills-manifest.json', text: manifest, isData: true },
    {
      path: FACTS_FILE,
      text: factsText(facts),
      add: { edit: editFacts, why: 'adds the lists that the rules need' },
    },
    fill('docs/specs/README.md'),
    ...(hasSpecs(snapshot) ? [] : firstSpec(input, facts).map((file) => ({ ...file, isData: true }))),
    ...ci.flatMap((host) => CI_FILES[host]).map(fill),
    fill(HOOK_FILE),
  ]
}

function wantedRegistration(registration: Registration): WantedFile {
  const { file, form } = registration
  const text = freshRegistration(registration)
  if (form.kind === 'file') return { path: file, text }
  const edit = (settings: string): Edit => addRegistration(settings, form)
  return { path: file, text, add: { edit, why: 'registers the hook' } }
}

const HEAD_LENGTH = 600

/** A hook that we wrote says so at its head, whatever its version. */
function isOwnHook(text: string): boolean {
  return /^#![^\n]*\n\/\/ [^]*Written by\s+(?:\/\/ )?`dotclaude init`/.test(text.slice(0, HEAD_LENGTH))
}

const CONFIG_FILE = '.claude/dotclaude.json'
const CONFIG = { session: { mode: 'warn' } }

function addConfig(text: string): Edit {
  const config = read(text.replace(/^\uFEFF/, ''))
  if (config !== undefined && 'session' in config) return { ok: true, text }
  return addToJson(text, { path: ['session'], value: CONFIG.session })
}

const CI_FILES: Readonly<Record<CiHost, readonly string[]>> = {
  github: [
    '.github/workflows/validate-skills.yml',
    '.github/workflows/detect-drift.yml',
    '.github/workflows/ai-review.yml',
  ],
  gitlab: ['.gitlab/dotclaude.gitlab-ci.yml', '.gitlab-ci.yml'],
}

function factsFor({ snapshot, name, project, ci, registrations }: InitInput): Facts {
  return {
    project_name: name,
    project_type: project.type,
    protected_paths: [...protectedPathsOf(snapshot, ci), ...filesOutside('.claude/', registrations)],
    instruction_files: instructionFilesOf(snapshot),
    regression_paths: [],
    verification_commands: project.verificationCommands,
  }
}

/** Where a hook is registered is what switches it off. */
function filesOutside(folder: string, registrations: readonly Registration[]): readonly string[] {
  return registrations.map(({ file }) => file).filter((file) => !file.startsWith(folder))
}

/** What the facts that are there protect is what our rule has to mention. */
function listsIn(snapshot: Snapshot): Partial<Pick<Facts, 'protected_paths'>> {
  const facts = snapshot.json(FACTS_FILE)?.value
  const paths = isObject(facts) ? facts['protected_paths'] : undefined
  if (!Array.isArray(paths)) return {}
  return { protected_paths: paths.filter((path) => typeof path === 'string') }
}

/** A template with its blanks filled in; what is no blank of ours stays. */
function filled(path: string, { version }: InitInput, facts: Facts): WantedFile {
  const template = TEMPLATES[path]
  if (template === undefined) throw new Error(`there is no template ${path}`)
  const blanks: Readonly<Record<string, string>> = {
    version,
    protected_list: facts.protected_paths.map((protectedPath) => `- \`${protectedPath}\``).join('\n'),
  }
  const text = template.text.replaceAll(/\{\{(\w+)\}\}/g, (blank, name: string) => blanks[name] ?? blank)
  // Whoever has a pipeline of his own is told how to include ours.
  return { path, text, isProgram: template.isProgram, isData: path === '.gitlab-ci.yml' }
}

function isOurs(ops: readonly Op[], path: string): boolean {
  return ops.some((op) => 'path' in op && op.path === path && !(op.kind === 'keep' && op.ours !== undefined))
}

function nextSteps(snapshot: Snapshot, ops: readonly Op[], ci: readonly CiHost[]): readonly string[] {
  const isNew = ops.some(({ kind }) => kind === 'create')
  const include = '.gitlab/dotclaude.gitlab-ci.yml'
  const lacksInclude = ci.includes('gitlab') && snapshot.text('.gitlab-ci.yml')?.includes(include) === false
  return [
    ...(lacksInclude ? [`Include \`${include}\` from your .gitlab-ci.yml.`] : []),
    ...(isNew ? ['Look at what was written and commit it.'] : []),
    ...(isNew && ci.includes('github')
      ? ['Make `check` of validate-skills a required check on GitHub.']
      : []),
    ...(ops.some((op) => 'path' in op && op.kind === 'create' && op.path.startsWith(FIRST_SPEC))
      ? [`Read ${FIRST_SPEC}/spec.md, and write a spec for your next change with \`dotclaude spec new\`.`]
      : []),
    'Run `dotclaude doctor`: it shows whether everything is in place.',
  ]
}
