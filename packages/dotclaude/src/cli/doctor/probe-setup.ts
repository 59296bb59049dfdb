// Is the machine fit, and is the repository wired: facts, commit hook, gate in CI, a base to compare with?
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { readGitHooks } from '../../repo/git-hooks.ts'
import { askGit, commitOf, defaultBranch } from '../../repo/git.ts'
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

/** A hook that is in the repository and not where git looks never runs. */
export function probeCommitHook({ snapshot: { root } }: DoctorContext): readonly Finding[] {
  const hooks = readGitHooks(root)
  if (hooks === undefined)
    return [diagnose('ENV_COMMIT_HOOK_INACTIVE', {}, { detail: 'this is no git repository' })]
  const { present, preCommit, folder } = hooks
  if (!present.includes('pre-commit'))
    return [diagnose('ENV_COMMIT_HOOK_INACTIVE', {}, { detail: `git finds none in ${folder}` })]
  const text = preCommit.bytes === undefined ? '' : new TextDecoder().decode(preCommit.bytes)
  if (!text.includes('dotclaude'))
    return [
      diagnose('ENV_COMMIT_HOOK_INACTIVE', {}, { detail: `the one in ${folder} does not call dotclaude` }),
    ]
  return [`commit hook active in ${folder}`]
}

const PIPELINES = /^(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.gitlab\/.+\.ya?ml)$/
const GATE = /\bdotclaude(@\S+)?[ -]check(-spec-coverage)?\b/

export function probePipeline({ snapshot }: DoctorContext): readonly Finding[] {
  const pipelines = snapshot.files.filter((path) => PIPELINES.test(path))
  const gates = pipelines.filter((path) => GATE.test(snapshot.text(path) ?? ''))
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
