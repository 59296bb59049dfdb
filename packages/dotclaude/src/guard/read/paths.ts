// Paths as text: made absolute and freed of dots without asking the disk, in the manner of the system that the path
// belongs to. A part that is unknown stays marked.

const DRIVE = /^[A-Za-z]:[\\/]/

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || DRIVE.test(path)
}

/** The path from a folder; absent where the folder is not known and the path is relative. */
export function resolvePath(folder: string | undefined, path: string): string | undefined {
  if (isAbsolute(path)) return normalize(path)
  return folder === undefined ? undefined : normalize(`${folder}/${path}`)
}

function normalize(path: string): string {
  const slashed = DRIVE.test(path) ? path.replaceAll('\\', '/') : path
  const root = DRIVE.test(slashed) ? slashed.slice(0, 2) : ''
  const parts: string[] = []
  for (const part of slashed.slice(root.length).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `${root}/${parts.join('/')}`
}

/** Whether the path is the folder or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
