// `git push`, and the plumbing below it: what overwrites or deletes on the remote. A lease is the safe form of force, and
// may go to a branch that is neither protected nor unknown.
import { withoutGlobs } from '../../read/marks.ts'
import type { VerbRule } from './discard.ts'
import { isProtected, shortBranch } from './git-call.ts'
import type { GitCall } from './git-call.ts'
import type { Options } from './options.ts'

export const SHARED_HISTORY: Readonly<Record<string, VerbRule>> = {
  push,
  'send-pack': push,
  'http-push': push,
  subtree: (call) => {
    const [verb, ...rest] = call.words.args
    if (verb === 'push' && rest.some((word) => word.startsWith('+') || /^(?:-f|--force)$/.test(word)))
      call.stop('GUARD_GIT_PUSH_FORCE', 'the branch')
  },
}

const PUSH =
  'f:force force-with-lease? force-if-includes mirror prune d:delete all branches tags follow-tags n:dry-run porcelain u:set-upstream q:quiet v:verbose o:push-option= repo= receive-pack= exec= thin no-verify verify atomic signed? recurse-submodules= progress ipv4 ipv6 stdin'

interface Refspec {
  readonly source: string
  readonly target: string
  readonly isForced: boolean
}

function push(call: GitCall): void {
  const options = call.options(PUSH)
  if (options.has('dry-run')) return
  const operands = [...options.operands, ...(options.paths ?? [])]
  const refspecs = operands.slice(options.has('repo') ? 0 : 1).map(refspecOf)
  if (options.has('mirror') || options.has('prune') || isMirror(call)) call.stop('GUARD_GIT_PUSH_MIRROR')
  else if (options.has('force') || refspecs.some(({ isForced }) => isForced))
    call.stop(
      'GUARD_GIT_PUSH_FORCE',
      refspecs.length === 0 ? 'the branch' : refspecs.map(({ target }) => shortBranch(target)).join(', '),
    )
  else if (options.has('force-with-lease')) judgeLease(refspecs, options, call)
  judgeDeletions(refspecs, options, call)
}

function isMirror({ words }: GitCall): boolean {
  return words.settings.some(
    ([key, value]) =>
      (/^remote\..*\.mirror$/.test(key) && !/^(?:false|no|off|0)$/i.test(value)) ||
      (/^remote\..*\.push$/.test(key) && value.startsWith('+')),
  )
}

function refspecOf(text: string): Refspec {
  const plain = withoutGlobs(text)
  const isForced = plain.startsWith('+')
  const [source = '', target = source] = (isForced ? plain.slice(1) : plain).split(':')
  return { source, target, isForced }
}

function judgeLease(refspecs: readonly Refspec[], options: Options, call: GitCall): void {
  const targets = refspecs.length === 0 ? [''] : refspecs.map(({ target }) => target)
  const bad =
    options.has('all') || options.has('branches')
      ? ['every branch']
      : targets
          .map((target) => branchOf(target, call))
          .filter((name) => name === undefined || isProtected(name, call))
  if (bad.length > 0)
    call.stop('GUARD_GIT_PUSH_FORCE', bad.map((name) => name ?? 'a branch that is not known').join(', '))
}

/** Where a push without a name goes: to the upstream's branch, or to the one that is checked out. */
function branchOf(target: string, { words, judge }: GitCall): string | undefined {
  const { folder } = words
  if (target !== '' && target !== 'HEAD' && target !== '@') return target
  const { state } = judge.context
  const current = folder === undefined ? undefined : state.currentBranch(folder)
  if (current === undefined || folder === undefined || target !== '') return current
  return state.upstreamOf(current, folder)?.replace(/^[^/]+\//, '') ?? current
}

function judgeDeletions(refspecs: readonly Refspec[], options: Options, call: GitCall): void {
  const targets = refspecs.flatMap(({ source, target }) =>
    options.has('delete') ? [source] : source === '' && target !== '' ? [target] : [],
  )
  if (targets.length > 0) call.stop('GUARD_GIT_PUSH_DELETE', targets.map(shortBranch).join(', '))
}
