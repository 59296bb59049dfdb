// The words of a git command line before its verb: global options, the folder they lead to, and settings given for this
// one run. Also which verbs git has itself, because an alias cannot take their names.
import { resolvePath } from './paths.ts'
import { withoutGlobs } from './marks.ts'

export interface GitWords {
  readonly verb: string | undefined
  readonly args: readonly string[]
  /** Everything before the verb. */
  readonly globals: readonly string[]
  readonly folder: string | undefined
  /** Keys in lower case. */
  readonly settings: readonly (readonly [string, string])[]
}

const VALUES = new Set([
  '-C',
  '-c',
  '--git-dir',
  '--work-tree',
  '--namespace',
  '--exec-path',
  '--super-prefix',
  '--config-env',
  '--attr-source',
])

export function splitGit(args: readonly string[], start: string | undefined): GitWords {
  const settings: (readonly [string, string])[] = []
  let folder = start
  let tree: string | undefined
  let at = 0
  for (; at < args.length; at += 1) {
    const arg = withoutGlobs(args[at] ?? '')
    if (!arg.startsWith('-')) break
    const [name, glued] = arg.startsWith('--') ? splitAtSign(arg) : [arg, undefined]
    const value = glued ?? (VALUES.has(name) ? withoutGlobs(args[(at += 1)] ?? '') : '')
    if (name === '-C') folder = resolvePath(folder, value)
    if (name === '--work-tree') tree = resolvePath(folder, value)
    if (name === '--git-dir' && /\/\.git\/?$/.test(value))
      folder = resolvePath(folder, value.replace(/\.git\/?$/, ''))
    if (name === '-c' || name === '--config-env') settings.push(settingOf(value))
  }
  return {
    verb: args[at],
    args: args.slice(at + 1),
    globals: args.slice(0, at),
    folder: tree ?? folder,
    settings,
  }
}

function splitAtSign(arg: string): readonly [string, string | undefined] {
  const sign = arg.indexOf('=')
  return sign === -1 ? [arg, undefined] : [arg.slice(0, sign), arg.slice(sign + 1)]
}

/** Without a sign the value is true. */
function settingOf(text: string): readonly [string, string] {
  const sign = text.indexOf('=')
  return sign === -1
    ? [text.toLowerCase(), 'true']
    : [text.slice(0, sign).toLowerCase(), text.slice(sign + 1)]
}

const VERBS = new Set(
  `add am annotate apply archive bisect blame branch bugreport bundle cat-file check-attr check-ignore check-mailmap
  check-ref-format checkout checkout-index cherry cherry-pick citool clean clone column commit commit-graph commit-tree
  config count-objects credential credential-cache credential-store daemon describe diagnose diff diff-files diff-index
  diff-pairs diff-tree difftool fast-export fast-import fetch fetch-pack filter-branch filter-repo fmt-merge-msg
  for-each-ref for-each-repo format-patch fsck fsck-objects fsmonitor--daemon gc get-tar-commit-id grep gui hash-object
  help hook http-backend http-fetch http-push imap-send index-pack init init-db instaweb interpret-trailers last-modified
  lfs log ls-files ls-remote ls-tree mailinfo mailsplit maintenance merge merge-base merge-file merge-index merge-one-file
  merge-tree mergetool mktag mktree multi-pack-index mv name-rev notes p4 pack-objects pack-redundant pack-refs patch-id
  prune prune-packed pull push quiltimport range-diff read-tree rebase receive-pack reflog refs remote repack replace
  replay request-pull rerere reset restore rev-list rev-parse revert rm scalar send-email send-pack shell shortlog show
  show-branch show-index show-ref sparse-checkout stage stash status stripspace submodule subtree svn switch symbolic-ref
  tag unpack-file unpack-objects update-index update-ref update-server-info upload-archive upload-pack var verify-commit
  verify-pack verify-tag version whatchanged worktree write-tree`.split(/\s+/),
)

export function isGitVerb(word: string): boolean {
  return VERBS.has(word)
}
