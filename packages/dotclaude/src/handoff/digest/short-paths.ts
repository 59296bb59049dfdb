// Paths as a digest shows them: relative to the session's folder where they lie inside, with `~` for the user's own
// folder elsewhere, so that neither the user's name nor the machine's layout travels.

export interface Folders {
  /** The root of the repository, or the session's folder. */
  readonly root?: string
  readonly home: string
}

export function shortPath(path: string, { root, home }: Folders): string {
  const plain = path.replaceAll('\\', '/')
  const inside = root === undefined ? undefined : below(plain, root.replaceAll('\\', '/'))
  if (inside !== undefined && inside !== '') return inside
  const inHome = below(plain, home.replaceAll('\\', '/'))
  return inHome === undefined ? plain : `~${inHome === '' ? '' : `/${inHome}`}`
}

/** Every mention of the user's own folder in a text. */
export function withoutHome(text: string, home: string): string {
  const base = home.replace(/[\\/]+$/, '')
  if (base === '' || !text.includes(base)) return text
  const pieces = text.split(base)
  return pieces
    .slice(1)
    .reduce((all, piece) => `${all}${isWhole(all, piece) ? '~' : base}${piece}`, pieces[0] ?? '')
}

/** A longer name, or the end of a longer path, is another folder. */
function isWhole(before: string, after: string): boolean {
  return !/[\w.~-]$/.test(before) && !/^[\w-]|^\.\w/.test(after)
}

function below(path: string, folder: string): string | undefined {
  const base = folder.replace(/\/+$/, '')
  if (base === '') return undefined
  if (path === base) return ''
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : undefined
}
