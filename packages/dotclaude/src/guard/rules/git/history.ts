// Verbs of git that lose commits of this clone: branches, tags, refs, the reflog, objects, and whole histories.
import { isUnknown, withoutGlobs } from '../../read/marks.ts'
import type { VerbRule } from './discard.ts'
import { isProtected, named, shortBranch, wouldLose } from './git-call.ts'
import type { GitCall } from './git-call.ts'

export const HISTORY: Readonly<Record<string, VerbRule>> = {
  branch,
  tag,
  'update-ref': updateRef,
  'symbolic-ref': (call) => {
    if (call.words.args.some((arg) => /^(?:-d|--delete)$/.test(arg))) call.stop('GUARD_GIT_REF_DELETE')
  },
  reflog: (call) => {
    const [verb] = call.words.args
    const isTrial = call.words.args.some((arg) => /^(?:-n|--dry-run)$/.test(arg))
    if ((verb === 'expire' || verb === 'delete' || verb === 'drop') && !isTrial)
      call.stop('GUARD_GIT_REFLOG_EXPIRE')
  },
  gc: collect,
  maintenance: (call) => {
    if (call.words.args[0] === 'run' && isCollectedSoon(call)) call.stop('GUARD_GIT_GC_PRUNE')
  },
  config: (call) => {
    const [key = '', value] = call.words.args.filter((arg) => !/^(?:-|set$)/.test(arg))
    if (EXPIRES.test(key) && value !== undefined && isSoon(value)) call.stop('GUARD_GIT_GC_PRUNE')
  },
  prune: (call) => {
    const options = call.options('n:dry-run v:verbose progress expire=')
    if (!options.has('dry-run') && isSoon(options.value('expire') ?? 'now')) call.stop('GUARD_GIT_GC_PRUNE')
  },
  'filter-branch': rewrite,
  'filter-repo': (call) => {
    if (!call.words.args.some((arg) => /^(?:--analyze|--dry-run|-h|--help|--version)$/.test(arg)))
      call.stop('GUARD_GIT_HISTORY_REWRITE')
  },
  'fast-import': (call) => {
    if (call.words.args.includes('--force')) call.stop('GUARD_GIT_HISTORY_REWRITE')
  },
  repack: (call) => {
    const options = call.options('a A d k unpack-unreachable= cruft cruft-expiration= f F l n q:quiet')
    const until = options.value('unpack-unreachable') ?? options.value('cruft-expiration')
    if (until !== undefined && isSoon(until)) call.stop('GUARD_GIT_GC_PRUNE')
  },
  lfs: (call) => {
    if (call.words.args[0] === 'migrate' && /^(?:import|export)$/.test(call.words.args[1] ?? ''))
      call.stop('GUARD_GIT_HISTORY_REWRITE')
  },
  rebase,
  commit: (call) => {
    if (call.words.args.some((arg) => /^--am(?:e|en|end)?$/.test(arg)) && isShared(call))
      call.stop('GUARD_GIT_HISTORY_REWRITE')
  },
  fetch,
  pull: (call) => {
    if (call.words.args.some((arg) => /^(?:--rebase|-r)=i(?:nteractive)?$/.test(arg)))
      call.stop('GUARD_GIT_REBASE_INTERACTIVE')
    fetch(call)
  },
}

function branch(call: GitCall): void {
  const options = call.options(
    'd:delete D f:force m:move M c:copy C l:list r:remotes a:all v:verbose q:quiet t:track? u:set-upstream-to= unset-upstream edit-description contains? merged? no-merged? points-at= sort= format= show-current column? color? abbrev? i:ignore-case create-reflog',
  )
  const names = [...options.operands, ...(options.paths ?? [])]
  const isForced = options.has('force')
  if (options.has('D') || (options.has('delete') && isForced)) {
    if (options.has('remotes')) return
    const lost = names.filter((name) => isProtected(name, call) || wouldLose(name, call))
    if (lost.length > 0)
      call.stop(
        'GUARD_GIT_BRANCH_DELETE',
        `${named(lost)}, whose commits no other branch has or which is protected`,
      )
    else call.judge.markLossy()
  } else if (
    options.has('M') ||
    options.has('C') ||
    (isForced && (options.has('move') || options.has('copy')))
  )
    lose(names.at(-1), call)
  else if (isForced && names.length > 0) lose(names[0], call)
}

function lose(name: string | undefined, call: GitCall): void {
  if (name !== undefined && wouldLose(name, call))
    call.stop('GUARD_GIT_BRANCH_RESET', `the branch ${shortBranch(name)}`)
}

function tag(call: GitCall): void {
  const options = call.options(
    'd:delete f:force a:annotate s:sign u:local-user= m:message= F:file= e:edit l:list? n:? v:verify contains? no-contains? merged? no-merged? points-at= sort= format= column? cleanup= create-reflog i:ignore-case color?',
  )
  if (options.has('delete') || options.has('force')) call.stop('GUARD_GIT_TAG_DELETE')
}

function updateRef(call: GitCall): void {
  const options = call.options('d no-deref deref create-reflog m:= z stdin')
  if (options.has('d')) call.stop('GUARD_GIT_REF_DELETE')
  else if (options.has('stdin')) {
    const text = call.run.stdin
    if (text === undefined || isUnknown(text)) call.stop('GUARD_UNDECIDABLE', 'the refs come from its input')
    else if (/^(?:delete|update|symref-delete)\b/m.test(text)) call.stop('GUARD_GIT_REF_DELETE')
  } else {
    const [ref = ''] = options.operands
    if (/^(?:refs\/heads\/|HEAD$)/.test(ref) && (ref === 'HEAD' || wouldLose(ref, call)))
      call.stop('GUARD_GIT_REF_DELETE')
  }
}

function collect(call: GitCall): void {
  const options = call.options(
    'aggressive auto prune? no-prune q:quiet force keep-largest-pack cruft max-cruft-size= expire-to= detach',
  )
  const prune = options.value('prune')
  if ((prune !== undefined && prune !== '' && isSoon(prune)) || isCollectedSoon(call))
    call.stop('GUARD_GIT_GC_PRUNE')
}

const EXPIRES = /^gc\.(?:.*\.)?(?:prune|reflog|worktreeprune)expire(?:unreachable)?$/i

function isCollectedSoon({ words }: GitCall): boolean {
  return words.settings.some(([key, value]) => EXPIRES.test(key) && isSoon(value))
}

/** Sooner than git itself would: `now`, `all`, days. */
function isSoon(when: string): boolean {
  return !/^(?:never|false|.*(?:week|month|year).*)$/i.test(withoutGlobs(when))
}

function rewrite(call: GitCall): void {
  call.stop('GUARD_GIT_HISTORY_REWRITE')
}

function rebase(call: GitCall): void {
  const options = call.options(
    'i:interactive abort continue skip quit edit-todo show-current-patch onto= keep-base root x:exec= f:force-rebase m:merge s:strategy= X:strategy-option= autosquash no-autosquash autostash r:rebase-merges? C:= S:gpg-sign? signoff empty= whitespace= stat n:no-stat v:verbose q:quiet no-verify verify committer-date-is-author-date reset-author-date ignore-date reapply-cherry-picks update-refs fork-point no-ff ignore-whitespace',
  )
  call.judge.markLossy()
  const isOnto =
    options.has('root') || options.has('onto') || options.operands.some((word) => !word.includes('/'))
  if (isOnto && isShared(call)) call.stop('GUARD_GIT_HISTORY_REWRITE')
  const hasEditor =
    call.run.environment.has('GIT_SEQUENCE_EDITOR') ||
    call.words.settings.some(([key]) => key === 'sequence.editor')
  if ((options.has('interactive') || options.has('edit-todo')) && !hasEditor)
    call.stop('GUARD_GIT_REBASE_INTERACTIVE')
}

/** The commit that is checked out is on a protected branch, and others have it. */
function isShared(call: GitCall): boolean {
  const { folder } = call.words
  const { state } = call.judge.context
  const branch = folder === undefined ? undefined : state.currentBranch(folder)
  return (
    folder !== undefined &&
    branch !== undefined &&
    isProtected(branch, call) &&
    state.isPushed('HEAD', folder)
  )
}

/** A refspec with a plus, or all by force, onto a branch of this clone. */
function fetch(call: GitCall): void {
  const options = call.options(
    'f:force a:append p:prune t:tags n no-tags depth= deepen= unshallow all multiple j:jobs= k:keep u:update-head-ok o:server-option= refmap= dry-run upload-pack= shallow-since= shallow-exclude= recurse-submodules? q:quiet v:verbose r:rebase? s:strategy= X:strategy-option= ff no-ff ff-only commit no-commit edit autostash atomic filter= set-upstream progress stdin',
  )
  if (options.has('dry-run')) return
  for (const refspec of options.operands.slice(1).map(withoutGlobs)) {
    const [source = '', target] = refspec.split(':')
    if (
      target?.includes('*') === true &&
      target.startsWith('refs/heads/') &&
      (options.has('force') || source.startsWith('+'))
    )
      call.stop('GUARD_GIT_BRANCH_RESET', 'every branch')
    if (target === undefined || target === '' || /^refs\/(?:remotes|tags|pull)\//.test(target)) continue
    if (options.has('force') || source.startsWith('+')) lose(target, call)
  }
}
