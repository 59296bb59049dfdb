// Says whether something built from files is still current: a digest over names and contents, kept in one small
// stamp file. Contents, not modification times: a fresh checkout or a branch switch touches every file.
// Only node: imports, because it runs before anything is installed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The files below a path, or the path itself when it is a file; sorted, so that the disk's order does not matter. */
function filesBelow(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.generated.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** Over the names and contents of everything below the paths, which are relative to the root. */
export function digestOf(root, paths) {
  const hash = createHash('sha256').update(process.version)
  for (const file of paths.flatMap((path) => filesBelow(join(root, path)))) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Whether the stamp says this digest, and all outputs are there. */
export function isCurrent(stampFile, digest, outputs = []) {
  return (
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === digest &&
    outputs.every((file) => existsSync(file))
  )
}

export function writeStamp(stampFile, digest) {
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, digest)
}
