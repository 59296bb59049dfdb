// Patterns over paths, as people write them in `protected_paths` and `linked_paths`: `**` for any depth and none, `*` and
// `?` inside a name, braces, classes, a leading `!` for an exception. A pattern also matches the path that is spelt like
// it, so that `app/[id]/(group)` needs no escapes; without a wildcard it stands for a file or a whole folder.
import picomatch from 'picomatch'

export type PathMatcher = (path: string) => boolean

/** The parts of a snapshot that tell whether a pattern matches anything. */
export interface Listing {
  isFile(path: string): boolean
  isDirectory(path: string): boolean
  under(folder: string): readonly string[]
}

// Paths have slashes on every system.
const OPTIONS: picomatch.PicomatchOptions = {
  dot: true,
  nonegate: true,
  noextglob: true,
  keepQuotes: true,
  windows: false,
  // A line break may be part of a name, and must not take a file out of its folder.
  flags: 's',
}

/** The whole path must match; a pattern without a wildcard does not stand for a folder here. */
export function matchesGlob(pattern: string, path: string): boolean {
  const { negated, body } = partsOf(pattern)
  const subject = path.normalize('NFC')
  return (subject === body || globToRegExp(body).test(subject)) !== negated
}

/** Whether one of the paths is matched, with everything below a pattern that has no wildcard. */
export function anyPathMatches(pattern: string, paths: readonly string[]): boolean {
  return paths.some(matcherOf(pattern))
}

/** A list of patterns: the last one that matches decides, so an exception stands behind what it is taken from. */
export function compilePatterns(patterns: readonly string[]): PathMatcher {
  const rules = patterns.map((pattern) => {
    const { negated, body } = partsOf(pattern)
    return { negated, matches: matcherOf(body) }
  })
  return (path) => rules.findLast(({ matches }) => matches(path))?.negated === false
}

/** Whether a pattern matches a file of a snapshot, or is one of its folders. Looks only where it can match. */
export function hasMatch(listing: Listing, pattern: string): boolean {
  const { body } = partsOf(pattern)
  if (listing.isFile(body) || listing.isDirectory(body)) return true
  return hasWildcard(body) && listing.under(literalFolderOf(body)).some(matcherOf(body))
}

/** What a pattern means, without exceptions; nothing matches a pattern that cannot be read. */
export function globToRegExp(pattern: string): RegExp {
  try {
    return picomatch.makeRe(readable(pattern), OPTIONS)
  } catch {
    return NOTHING
  }
}

export function escapeRegex(text: string): string {
  return text.replaceAll(/[|\\{}()[\]^$+*?.]/g, String.raw`\$&`)
}

const NOTHING = /$^/

/** The library reads round brackets and bars as a regular expression would, and `**` beside a name as `*`. */
function readable(pattern: string): string {
  return pattern
    .replaceAll(/[()|]/g, String.raw`\$&`)
    .replaceAll(/(?<=^|\/)\*\*(?=[^/*])/g, '**/*')
    .replace(/(?<=[*?}\]].*)\/$/, '/**')
}

function matcherOf(pattern: string): PathMatcher {
  const body = partsOf(pattern).body
  const folder = `${body}/`
  const isFolder = body !== '' && !hasWildcard(body)
  const expression = globToRegExp(body)
  return (path) => {
    const subject = path.normalize('NFC')
    return subject === body || (isFolder && subject.startsWith(folder)) || expression.test(subject)
  }
}

/** One spelling for `./src/`, `src/` and `src`, and for letters that can be composed in two ways. */
function partsOf(pattern: string): { readonly negated: boolean; readonly body: string } {
  const negated = pattern.startsWith('!')
  const body = pattern
    .slice(negated ? 1 : 0)
    .normalize('NFC')
    .replace(/^(\.?\/)+/, '')
  return { negated, body: hasWildcard(body) ? body : body.replace(/\/+$/, '') }
}

/** Square brackets are more often part of a name than a class, so alone they make no wildcard. */
function hasWildcard(pattern: string): boolean {
  return /[*?{]/.test(pattern)
}

/** The part of a pattern before the first name with a special character. */
function literalFolderOf(pattern: string): string {
  const names = pattern.split('/')
  const first = names.findIndex((name) => /[*?{[\\]/.test(name))
  return names.slice(0, first).join('/')
}
