// From the flags of `spec new` to files on disk.
import { join } from 'node:path'
import { Failure } from '../../diagnostics/failure.ts'
import { openSnapshot } from '../../repo/disk-snapshot.ts'
import { runGit } from '../../repo/git.ts'
import { flagValue, flagValues } from '../command.ts'
import type { Call } from '../command.ts'
import { rootOf } from '../root.ts'
import type { Environment, Terminal } from '../terminal.ts'
import { writeTextFile } from '../write-file.ts'
import { filesOfNewSpec } from './new-spec.ts'
import type { NewFile } from './new-spec.ts'

export interface SpecPlan {
  readonly root: string
  readonly files: readonly NewFile[]
}

export function planSpec(call: Call, terminal: Terminal): SpecPlan {
  const snapshot = openSnapshot(rootOf(call, terminal))
  const { root } = snapshot
  const title = flagValue(call, 'title')
  const owners = flagValues(call, 'owner')
  const spec = {
    id: call.args[0] ?? '',
    ...(title === undefined ? {} : { title }),
    status: flagValue(call, 'status') ?? 'draft',
    owners: owners.length > 0 ? owners : [usualOwner(root, terminal.env)],
    linkedPaths: flagValues(call, 'path'),
    acceptanceCommands: flagValues(call, 'command'),
    dependsOn: flagValues(call, 'depends-on'),
  }
  return { root, files: filesOfNewSpec(spec, snapshot) }
}

/** Somebody has to own it, and a placeholder would stay. */
function usualOwner(root: string, env: Environment): string {
  const run = runGit(root, ['config', 'user.email'])
  const email = run.ok ? run.stdout.toString('utf8').trim() : ''
  const name = email === '' ? (env['USER'] ?? env['USERNAME'] ?? '') : email
  if (name === '')
    throw new Failure('SCAFFOLD_USAGE', { detail: 'a spec needs an owner: name one with --owner' })
  return name
}

/** What appeared since the plan was made is not overwritten either. */
export function writeFiles(root: string, files: readonly NewFile[]): void {
  for (const { path, text } of files) writeTextFile(join(root, path), text, { mode: 'new' })
}
