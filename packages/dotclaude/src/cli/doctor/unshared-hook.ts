// A hook that works here and in no other clone: because git ignores what it is made of, or because it is registered in
// settings that are of this clone alone.
import { HOOK_PLACE } from '../../agents/registration.ts'
import type { Registration } from '../../agents/registration.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { DoctorContext } from './probe.ts'
import type { RegisteredHook } from './registered-hooks.ts'

export function unshared(
  guards: readonly RegisteredHook[],
  { file }: Registration,
  context: DoctorContext,
): readonly Diagnostic[] {
  const isShared = guards.some((guard) => !isOfOne(guard.file))
  if (isShared) {
    const needed = guards.some(({ command }) => command.includes(HOOK_PLACE)) ? [file, HOOK_PLACE] : [file]
    return unsharedFiles(needed, context)
  }
  const [local] = guards.filter((guard) => guard.file.endsWith('.local.json'))
  if (local === undefined) return []
  const hint = `Run \`dotclaude init\`, which registers it in ${file} as well, and remove the entry here.`
  const detail = 'only this clone reads these settings'
  return [diagnose('ENV_HOOK_UNSHARED', { file: local.file }, { file: local.file, detail }, { hint })]
}

function isOfOne(file: string): boolean {
  return file.startsWith('~/') || file.endsWith('.local.json')
}

/** What can be read and is in no list is ignored. */
export function unsharedFiles(
  files: readonly string[],
  { snapshot }: Pick<DoctorContext, 'snapshot'>,
): readonly Diagnostic[] {
  return files
    .filter((file) => snapshot.bytes(file) !== undefined && !snapshot.isFile(file))
    .map((file) => diagnose('ENV_HOOK_UNSHARED', { file }, { file, detail: 'git ignores it' }))
}
