// Is the machine fit, and is the repository wired: facts, commit hook, gate in CI, a base to compare with?
import { accessSync, constants } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { HOOK_FILE } from '../../install/plan-hooks.ts'
import { runsGate } from '../../install/runs-gate.ts'
import { readGitHooks } from '../../repo/git-hooks.ts'
import type { GitHooks } from '../../repo/git-hooks.ts'
import { askGit, commitOf, defaultBranch } from '../../repo/git.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { judgeNode } from './judge-node.ts'
import { FACTS_FILE } from './probe.ts'
import type { DoctorContext, Finding } from './probe.ts'

export function probeNode(): readonly Finding[] {
  return [judgeNode(process.versions.node)]
}

export function probeGit({ snapshot: { root } }: DoctorContext): readonly Finding[] {
  const version = askGit(root, ['--version']).toString('utf8').trim()
  return [`git available — ${version}`, `repo root resolved to ${root}`]
}

export function probeFacts({ snapshot }: DoctorContext): readonly Finding[] {
  if (snapshot.isFile(FACTS_FILE)) return [`${FACTS_FILE} present`]
  return [
    diagnose(
      'ENV_FACTS_MISSING',
      { file: FACTS_FILE },
      { detail: 'it does not exist' },
      { severity: 'warning' },
    ),
  ]
}

/** A hook that is in the repository and not where git looks, or that git cannot start, never runs. */
export function probeCommitHook({ snapshot }: DoctorContext): readonly Finding[] {
  const hooks = readGitHooks(snapshot.root)
  if (hooks === undefined) return [inactive('this is no git repository', 'Run `git init` first.')]
  const { present, preCommit, folder } = hooks
  const hint = activation(hooks, snapshot)
  if (!present.includes('pre-commit')) return [inactive(`git finds none in ${folder}`, hint)]
  const text = preCommit.bytes === undefined ? '' : new TextDecoder().decode(preCommit.bytes)
  if (!callsUs(text, snapshot)) return [inactive(`the one in ${folder} does not call dotclaude`, hint)]
  if (!isProgram(resolve(snapshot.root, folder, 'pre-commit')))
    return [inactive(`the one in ${folder} is no program`, `Run \`chmod +x ${folder}/pre-commit\`.`)]
  return [`commit hook active in ${folder}`]
}

/** `init` neither activates a hook that somebody wrote nor touches a folder that serves other repositories too. */
function activation({ isOfRepository, folder, present }: GitHooks, snapshot: Snapshot): string | undefined {
  if (!isOfRepository) return `Let the pre-commit hook in ${folder} run \`${HOOK_FILE}\`.`
  if (present.length > 0 || !snapshot.isFile(HOOK_FILE)) return undefined
  return `Run \`git config core.hooksPath ${dirname(HOOK_FILE)}\`.`
}

function inactive(detail: string, hint: string | undefined): Diagnostic {
  return diagnose('ENV_COMMIT_HOOK_INACTIVE', {}, { detail }, hint === undefined ? {} : { hint })
}

/** git passes over what is no program. On Windows it asks for no such right. */
function isProgram(path: string): boolean {
  try {
    accessSync(path, process.platform === 'win32' ? constants.R_OK : constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** By itself, or through our file, which is how `init` adds to a hook that is there. */
function callsUs(text: string, snapshot: Snapshot): boolean {
  if (text.includes(HOOK_FILE)) return snapshot.text(HOOK_FILE)?.includes('dotclaude') === true
  return text.includes('dotclaude')
}

const PIPELINES = /^(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.gitlab\/.+\.ya?ml)$/

export function probePipeline({ snapshot }: DoctorContext): readonly Finding[] {
  const pipelines = snapshot.files.filter((path) => PIPELINES.test(path))
  const gates = pipelines.filter((path) => runsGate(snapshot.text(path) ?? ''))
  return gates.length > 0 ? [`the gate runs in ${gates.join(', ')}`] : [diagnose('ENV_GATE_NOT_IN_CI', {})]
}

export function probeBase({ snapshot: { root } }: DoctorContext): readonly Finding[] {
  if (commitOf(root, 'HEAD') === undefined) return ['no commit yet, so nothing to compare with']
  const branch = defaultBranch(root)
  if (branch !== undefined) return [`changes are compared with ${branch}`]
  const detail = 'no default branch is known'
  const hint = 'Run `git remote set-head origin --auto`, or name a branch with --base.'
  return [diagnose('ENV_BASE_UNKNOWN', {}, { detail }, { severity: 'warning', hint })]
}
