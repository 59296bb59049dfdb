// The files of the repository as git sees them: tracked ones and new ones that are not ignored, so that a check says
// the same before a commit and after it. Paths are relative to the root and have forward slashes.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT: string = fileURLToPath(new URL('..', import.meta.url))

export function repositoryFiles(): string[] {
  const listing = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  // A file that was removed but is still in the index is listed as well.
  return [...new Set(listing.split('\0'))].filter((path) => path !== '' && existsSync(join(ROOT, path)))
}

/** TypeScript that ships: the `src` of the packages, without AssemblyScript, which its own compiler checks. */
export function sourceFiles(): string[] {
  return repositoryFiles().filter(
    (path) => /^packages\/(?!testkit\/)[^/]+\/src\/.+\.ts$/.test(path) && !isAssembly(path),
  )
}

function isAssembly(path: string): boolean {
  return path.includes('/engine/assembly/')
}
