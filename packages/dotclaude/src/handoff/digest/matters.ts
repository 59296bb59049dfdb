// Which commands of a session the next agent should hear of: what builds, tests, installs, deploys and changes, and not
// the looking around that every session is full of.

const LOOKING: ReadonlySet<string> = new Set(
  (
    'cat cd ls ll pwd echo printf head tail less more grep rg ag find fd tree wc stat file which type whereis sort uniq ' +
    'cut awk jq date whoami env printenv true sleep test [ basename dirname realpath readlink du df ps history read diff cmp ' +
    'export set source . clear id uname hostname nl od xxd column tr tee xargs Get-Content Get-ChildItem Select-String'
  ).split(' '),
)

const GIT_LOOKING =
  /^git\s+(?:(?:-C|-c)\s+\S+\s+|--no-pager\s+)*(status|diff|log|show|branch|remote|rev-parse|ls-files|blame|grep|describe|reflog|config|fetch|shortlog|cat-file|stash list|tag -l)\b/

/** The command without the folder it was run in, or `undefined` where it only looked. */
export function commandThatMatters(command: string): string | undefined {
  const text = command.trim().replace(/^cd\s+(?:"[^"]*"|'[^']*'|\S+)\s*(?:&&|;|\n)\s*/, '')
  if (text === '') return undefined
  return partsOf(text).some(matters) ? text : undefined
}

/** A rough cut is enough: a separator in quotes makes one part more, which is looked at like the others. */
function partsOf(text: string): readonly string[] {
  const body = text.replaceAll(/<<-?\s*(['"]?)(\w+)\1[^]*?\n\s*\2\s*(?=\n|$)/g, '')
  return body.split(/&&|\|\||[;|\n]/).map((part) => part.trim())
}

function matters(part: string): boolean {
  const words = part.replace(/^(?:(?:sudo|time|nice|command|exec|\w+=\S*)\s+)+/, '')
  const name = words.split(/\s/, 1)[0] ?? ''
  if (name === '' || name.startsWith('#') || LOOKING.has(name)) return false
  // A sed that prints is a look, one that edits in place is not.
  if (name === 'sed') return /\s-\w*i|\s--in-place/.test(words)
  return !GIT_LOOKING.test(words)
}

const COMMITTING = /\bgit\b[^\n]*\b(commit|merge|cherry-pick|revert|am|rebase)\b/
const COMMITTED = /^\[(?:detached HEAD|[^\]\s]+)(?: \(root-commit\))? ([0-9a-f]{4,40})\] (.+)$/gm

export interface MadeCommit {
  readonly id: string
  readonly subject: string
}

/** The commits that a command made, by what git said about them. */
export function commitsIn(command: string, output: string): readonly MadeCommit[] {
  if (!COMMITTING.test(command)) return []
  return [...output.matchAll(COMMITTED)].map(([, id = '', subject = '']) => ({ id, subject: subject.trim() }))
}
