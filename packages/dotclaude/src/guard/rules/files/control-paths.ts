// Files that keep agents in check, written, moved or deleted by a shell: git hooks, the agents' settings, our own
// configuration and the guard's own folder. New hooks may be made; existing ones may not be changed.
import type { Judge } from '../judge.ts'
import { controlOf } from './places.ts'

export type Change = 'write' | 'delete'

/** Says whether the path is such a file and was stopped. */
export function judgeControlPath(path: string, line: string, judge: Judge, change: Change): boolean {
  const kind = controlOf(path)
  if (kind === undefined) return false
  const { state } = judge.context
  if (kind === 'approval') judge.stop('GUARD_CONTROL_APPROVAL', line, path)
  else if (kind === 'git config') {
    // A person’s own file is theirs, unless it is about hooks.
    if (!path.includes('/.git/') && !/hookspath/i.test(line)) return false
    judge.stop('GUARD_CONTROL_HOOKS_PATH', line)
  } else if (kind === 'settings') {
    if (change === 'delete' && !state.exists(path)) return false
    judge.stop('GUARD_CONTROL_SETTINGS', line, path)
  } else if (kind === 'hook') {
    // The samples that git makes do nothing.
    if (path.endsWith('.sample')) return false
    judge.stop('GUARD_CONTROL_HOOK_FILES', line, path)
  } else {
    if (!state.exists(path)) return false
    judge.stop('GUARD_CONTROL_HOOK_FILES', line, path)
  }
  return true
}
