// Looks at the published packages as an installer would: publint on each, and for a package with a library surface
// the declarations as every module resolution sees them. Only ESM is promised, so only ESM is judged.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { repositoryFiles } from './repository-files.ts'

interface Manifest {
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, unknown>>
}

function passes(program: string, ...args: string[]): boolean {
  return spawnSync(`node_modules/.bin/${program}`, args, { stdio: 'inherit' }).status === 0
}

function isWellShaped(manifestFile: string): boolean {
  const manifest: Manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
  if (manifest.private) return true
  const folder = dirname(manifestFile)
  const hasLibrary = manifest.exports?.['.'] !== undefined
  const published = passes('publint', 'run', folder, '--strict')
  const typed = !hasLibrary || passes('attw', '--pack', folder, '--profile', 'esm-only')
  return published && typed
}

const verdicts = repositoryFiles()
  .filter((path) => /^packages\/[^/]+\/package\.json$/.test(path))
  .map(isWellShaped)
process.exitCode = verdicts.length > 0 && verdicts.every(Boolean) ? 0 : 1
