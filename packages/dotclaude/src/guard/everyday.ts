// Commands of every day that cannot destroy anything, whatever else stands on their line: programs that only read, and
// others in exact forms. Words are those of a plain line, so that each is known to be data.

/** They read, say, or make an empty folder, and start nothing, whatever their words are. */
const READERS = new Set(
  'ls cat head tail wc echo pwd mkdir true false sleep which basename dirname realpath readlink stat du df grep egrep fgrep cut tr nl tac cmp comm diff jq md5sum sha1sum sha256sum whoami id uname'.split(
    ' ',
  ),
)

type Words = readonly string[]

export function isEveryday([program = '', ...words]: Words): boolean {
  return READERS.has(program) || (Object.hasOwn(FORMS, program) && FORMS[program]?.(words) === true)
}

const every =
  (form: RegExp) =>
  (words: Words): boolean =>
    words.every((word) => form.test(word))

const FORMS: Readonly<Partial<Record<string, (words: Words) => boolean>>> = {
  // What an unknown program writes there would be a hook or a setting.
  cd: (words) =>
    !words.some((word) =>
      /\.(?:git|claude|codex|copilot|cursor|gemini|husky|opencode)|hooks|dotclaude/i.test(word),
    ),
  cargo: ([verb = '', ...rest]) =>
    /^(?:build|check|clippy|test)$/.test(verb) &&
    every(/^(?!-)|^--(?:all|all-targets|locked|release|workspace)$/)(rest),
  find: (words) => words.every(isSearch),
  git: isEverydayGit,
  go: ([verb = '', ...rest]) =>
    /^(?:build|test|vet)$/.test(verb) && every(/^(?!-)|^-(?:race|short|v|count=\d+)$/)(rest),
  npm: isScript,
  pnpm: isScript,
  pytest: every(/^(?!-)|^-[qsvx]+$/),
  rg: (words) => !words.some((word) => /^--(?:pre|hos)/.test(word)),
  sed: isStreamEdit,
  sort: every(/^[^-]|^-(?:[bdfghinrsuVMRz0-9,.k]+|t.)$/),
  uniq: every(/^-[cdDiu]+$/),
}

/** What a script of the repository does is the repository's matter; words for it may be anything, so there are none. */
function isScript([verb = '', ...rest]: Words): boolean {
  if (/^(?:ci|start|t|test)$/.test(verb)) return rest.length === 0
  return /^run(?:-script)?$/.test(verb) && rest.length === 1 && rest[0]?.startsWith('-') === false
}

/** Only what looks, filters and says. */
function isSearch(word: string): boolean {
  return (
    !word.startsWith('-') ||
    /^-(?:[HLP]|i?name|i?path|i?regex|type|maxdepth|mindepth|size|[mac](?:time|min)|newer|not|or?|and?|print0?|prune|empty|user|perm|mount|xdev|\d+[a-zA-Z]?)$/.test(
      word,
    )
  )
}

const PRINT = /^(?:\d+(?:,(?:\d+|\$))?|\$)?[pq=]$/
/** Neither `w`, which writes a file, nor `e`, which starts a program. */
const REPLACE = /^s\/(?:[^/\\\n]|\\[^\n])*\/(?:[^/\\\n]|\\[^\n])*\/[gIip0-9]*$/

/** To the output alone: nothing in place, no script of a file, no command but printing and replacing. */
function isStreamEdit(words: Words): boolean {
  const [script = ''] = words.filter((word) => !word.startsWith('-'))
  return (
    words.every((word) => /^(?:[^-]|-[nEr]+$)/.test(word)) && (PRINT.test(script) || REPLACE.test(script))
  )
}

/** Verbs that only tell. */
const TELLING = new Set(
  'status log show diff shortlog blame describe ls-files ls-tree rev-parse rev-list merge-base cat-file diff-tree name-rev count-objects var version'.split(
    ' ',
  ),
)
/** Options, also cut short, that write a file or start a program. */
const TELLING_MORE = /^--(?:u|exe|ext|ou|op)/

function isEverydayGit(words: Words): boolean {
  const [verb = '', ...rest] = withoutPlace(words)
  if (TELLING.has(verb)) return !rest.some((word) => TELLING_MORE.test(word))
  return Object.hasOwn(GIT_FORMS, verb) && GIT_FORMS[verb]?.(rest) === true
}

function withoutPlace(words: Words): Words {
  const [first, second = '-'] = words
  if (first === '--no-pager' || first === '-P') return withoutPlace(words.slice(1))
  return first === '-C' && !second.startsWith('-') ? withoutPlace(words.slice(2)) : words
}

const GIT_FORMS: Readonly<Partial<Record<string, (words: Words) => boolean>>> = {
  add: () => true,
  branch: every(/^(?:-a|-r|-vv?|--all|--list|--remotes|--show-current)$/),
  commit: isCommit,
  fetch: every(/^(?:-[pqt]+|--all|--prune|--quiet|--tags|[A-Za-z][\w./-]*)$/),
  remote: every(/^-v$/),
  stash: ([verb, ...rest]) =>
    (verb === 'list' || verb === 'show') && !rest.some((word) => TELLING_MORE.test(word)),
  tag: ([verb = '-l', ...rest]) => verb === '-l' && every(/^[^-]/)(rest),
  worktree: ([verb, ...rest]) => verb === 'list' && rest.length === 0,
  '--version': (words) => words.length === 0,
}

/** A new commit with its message, hooks and all. */
function isCommit(words: Words): boolean {
  const [option, ...rest] = words
  if (option === undefined) return true
  if (/^(?:-[asqv]*m|--message)$/.test(option)) return rest.length > 0 && isCommit(rest.slice(1))
  return /^(?:-[asqv]+|--all|--signoff|--quiet|--allow-empty|--message=[^]*)$/.test(option) && isCommit(rest)
}
