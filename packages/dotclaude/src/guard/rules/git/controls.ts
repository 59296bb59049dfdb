// Ways in which git is told to skip the checks of the repository: `--no-verify`, another folder for hooks, variables that
// switch hook managers off.
import { isUnknown, withoutGlobs } from '../../read/marks.ts'
import { isWithin, resolvePath } from '../../read/paths.ts'
import type { GitCall } from './git-call.ts'
import { rootOf } from './git-call.ts'

/** Verbs that run hooks, with the options by which they skip them. In `-n` of other verbs there is another meaning. */
const SKIPS: Readonly<Record<string, string>> = {
  commit:
    'n:no-verify verify a:all m:= message= F:file= C:reuse-message= c:reedit-message= t:template= u:untracked-files? S:gpg-sign? s:signoff amend fixup= squash= author= date= e:edit no-edit q:quiet v:verbose p:patch o:only i:include dry-run short branch porcelain long z allow-empty allow-empty-message cleanup= reset-author trailer= no-post-rewrite pathspec-from-file= pathspec-file-nul interactive no-gpg-sign status no-status',
  merge:
    'no-verify verify n stat m:= F:file= s:strategy= X:strategy-option= S:gpg-sign? e:edit no-edit ff no-ff ff-only squash no-squash abort quit continue commit no-commit log? allow-unrelated-histories into-name= cleanup= signoff autostash rerere-autoupdate q:quiet v:verbose progress',
  push: 'no-verify verify f:force force-with-lease? force-if-includes mirror prune d:delete all branches tags follow-tags n:dry-run u:set-upstream o:push-option= repo= receive-pack= exec= signed? recurse-submodules= atomic thin porcelain progress q:quiet v:verbose',
  rebase:
    'no-verify verify i:interactive onto= x:exec= s:strategy= X:strategy-option= C:= n autosquash no-autosquash autostash root abort continue skip r:rebase-merges? S:gpg-sign? keep-base empty=',
  am: 'n:no-verify verify no-verify s:signoff k:keep C:= p:= 3:3way S:gpg-sign? abort continue skip quit directory= exclude= include= patch-format= interactive',
  'cherry-pick': '',
  revert: '',
  pull: 'no-verify verify n r:rebase? s:strategy= X:strategy-option= f:force',
}

const SWITCHES: Readonly<Record<string, RegExp>> = {
  HUSKY: /^(?:0|false)$/,
  HUSKY_SKIP_HOOKS: /^(?:1|true)$/,
  LEFTHOOK: /^(?:0|false)$/,
  LEFTHOOK_EXCLUDE: /./,
  SKIP: /./,
  PRE_COMMIT_ALLOW_NO_CONFIG: /^(?:1|true)$/,
  OVERCOMMIT_DISABLE: /^(?:1|true)$/,
  SKIP_SIMPLE_GIT_HOOKS: /^(?:1|true)$/,
}

export function judgeControls(call: GitCall): void {
  const { words, run } = call
  const { verb = '' } = words
  if (Object.hasOwn(SKIPS, verb)) {
    const spec = SKIPS[verb] ?? ''
    if (spec !== '' && call.options(spec).has('no-verify')) call.stop('GUARD_CONTROL_NO_VERIFY')
    const switched = [...run.environment].find(
      ([name, value]) => Object.hasOwn(SWITCHES, name) && SWITCHES[name]?.test(value) === true,
    )
    if (switched !== undefined) call.stop('GUARD_CONTROL_NO_VERIFY', `${switched[0]}=${switched[1]}`)
  }
  if (words.settings.some(([key, value]) => key === 'core.hookspath' && !isOwnHooks(value, call)))
    call.stop('GUARD_CONTROL_HOOKS_PATH')
  if (
    [...run.environment].some(
      ([name, value]) => /^GIT_CONFIG_(?:KEY_\d+|PARAMETERS)$/.test(name) && /core\.hookspath/i.test(value),
    )
  )
    call.stop('GUARD_CONTROL_HOOKS_PATH')
  if (verb === 'config') configure(call)
  if (verb === 'update-ref' && words.args.some((arg) => arg.startsWith('refs/dotclaude/')))
    call.stop('GUARD_CONTROL_APPROVAL', 'the work trees that the guard saved')
}

const CONFIG =
  'global system local worktree f:file= blob= get get-all get-regexp get-urlmatch add replace-all unset unset-all rename-section remove-section l:list e:edit z:null name-only type= bool int path default= show-origin show-scope fixed-value comment= value= all append includes'

function configure(call: GitCall): void {
  const options = call.options(CONFIG)
  const [first, ...rest] = [...options.operands, ...(options.paths ?? [])]
  const isVerb = /^(?:set|unset|get|list|rename-section|remove-section|edit|get-color|get-colorbool)$/.test(
    first ?? '',
  )
  const [key = '', value] = isVerb ? rest : [first, ...rest]
  if (
    first === 'get' ||
    first === 'list' ||
    ['get', 'get-all', 'get-regexp', 'list'].some((name) => options.has(name))
  )
    return
  const removes = first === 'unset' || options.has('unset') || options.has('unset-all')
  const isSection =
    first === 'remove-section' ||
    first === 'rename-section' ||
    options.has('remove-section') ||
    options.has('rename-section')
  if (isSection && key.toLowerCase() === 'core') call.stop('GUARD_CONTROL_HOOKS_PATH')
  if (key.toLowerCase() !== 'core.hookspath') return
  if (removes || (value !== undefined && !isOwnHooks(value, call))) call.stop('GUARD_CONTROL_HOOKS_PATH')
}

const USUAL = /(?:^|\/)(?:\.husky(?:\/_)?|\.?git-?hooks|hooks|\.hooks)\/?$/

/** A folder of the repository that it tracks, or one by the name that such folders have. */
function isOwnHooks(value: string, call: GitCall): boolean {
  const root = rootOf(call)
  const path = isUnknown(value) || value === '' ? undefined : resolvePath(root, withoutGlobs(value))
  if (
    path === undefined ||
    root === undefined ||
    call.run.isElsewhere ||
    !isWithin(path, root) ||
    path === root
  )
    return false
  return call.judge.context.state.isTracked(path) || USUAL.test(withoutGlobs(value))
}
