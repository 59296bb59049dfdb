// A plan of deployment for people: lines, a diff, and the warnings for what stays as it is.
import { createTwoFilesPatch } from 'diff'
import { diagnose } from '../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { DeployOp, DeployPlan, Found, KeepReason } from './deploy/plan-deploy.ts'

const VERBS = {
  create: 'create',
  link: 'link',
  update: 'update',
  remove: 'remove',
  restore: 'restore',
  keep: 'keep',
} as const satisfies Record<DeployOp['kind'], string>

export const KEPT: Readonly<Record<Exclude<KeepReason, 'current'>, string>> = {
  edited: 'was changed since it was installed',
  foreign: 'is not of dotclaude',
  blocked: 'is a folder or a link, or holds marks of dotclaude that do not fit together',
  unreadable: 'is not JSON that an entry can be added to, so the hook is not registered there',
}

/** What would be done, a line each; files that are right already are left out. */
export function deployLines({ ops }: Pick<DeployPlan, 'ops'>): readonly string[] {
  return ops
    .filter((op) => op.kind !== 'keep')
    .map((op) => `${VERBS[op.kind].padEnd(8)} ${op.path}${op.kind === 'link' ? ` -> ${op.to}` : ''}`)
}

export function keptFiles({ ops }: Pick<DeployPlan, 'ops'>): readonly Diagnostic[] {
  return ops.flatMap((op) =>
    op.kind === 'keep' && op.why !== 'current'
      ? [diagnose('DEPLOY_FILE_KEPT', { file: op.path }, { path: op.path, detail: KEPT[op.why] })]
      : [],
  )
}

/** Unified diffs of everything that would be written or removed. */
export function deployDiff({ ops }: Pick<DeployPlan, 'ops'>): string {
  return ops.map(diffOf).join('')
}

function diffOf(op: DeployOp): string {
  switch (op.kind) {
    case 'create':
      return patch('/dev/null', `b/${op.path}`, '', op.text)
    case 'update':
      return patch(`a/${op.path}`, `b/${op.path}`, textOf(op.before), op.text)
    case 'remove':
      return patch(`a/${op.path}`, '/dev/null', textOf(op.before), '')
    case 'restore':
      return patch(`a/${op.path}`, `b/${op.path}`, textOf(op.before), new TextDecoder().decode(op.bytes))
    case 'link':
    case 'keep':
      return ''
  }
}

function textOf(found: Found | undefined): string {
  return found?.kind === 'file' ? new TextDecoder().decode(found.bytes) : ''
}

function patch(before: string, after: string, old: string, now: string): string {
  // The first line of the library's text is a ruler that no tool reads.
  return createTwoFilesPatch(before, after, old, now).replace(/^=+\n/, '')
}
