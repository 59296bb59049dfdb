// Which bot made a change, by the word of the commits that touched its file: for runs in which the platform names no
// author. A file that anybody else touched as well is nobody's.
import type { Author } from '../policy/decide-coverage.ts'
import type { Change } from '../repo/changes.ts'
import { commitsBetween } from '../repo/git.ts'
import type { CommitTouch } from '../repo/git.ts'

/** The address that GitHub gives a bot, with or without the number of its account. */
const BOT_ADDRESS = /^(?:\d+\+)?([\w-]+\[bot\])@users\.noreply\.github\.com$/

export function commitAuthors(
  root: string,
  base: string,
  head: string,
): (change: Change) => Author | undefined {
  const logins = loginsByPath(commitsBetween(root, base, head))
  return ({ path }) => {
    const [login = '', ...others] = logins.get(path) ?? []
    return login === '' || others.length > 0 ? undefined : { login, isBot: true }
  }
}

/** People are an empty login among the others. */
function loginsByPath(commits: readonly CommitTouch[]): ReadonlyMap<string, ReadonlySet<string>> {
  const logins = new Map<string, Set<string>>()
  for (const { email, paths } of commits)
    for (const path of paths) logins.set(path, (logins.get(path) ?? new Set()).add(loginOf(email)))
  return logins
}

function loginOf(email: string): string {
  return BOT_ADDRESS.exec(email)?.[1] ?? ''
}
