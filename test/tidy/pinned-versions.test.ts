// Development tools are pinned to exact versions: some of them refuse each other's next release, and a formatter that
// moves by itself reformats the repository by itself. The lockfile must install from any registry.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type LockedPackage, type Lockfile, missingParts } from '../../tools/lockfile-parts.ts'
import { ROOT, repositoryFiles } from '../../tools/repository-files.ts'

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

interface LockfileWithPlaces extends Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage & { readonly resolved?: string }>>
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const manifests = repositoryFiles()
  .filter((path) => /^(packages\/[^/]+\/)?package\.json$/.test(path))
  .map((path) => ({ path, manifest: JSON.parse(read(path)) as Manifest }))

test.each(manifests)('$path pins its development tools', ({ manifest }) => {
  const versions = Object.entries(manifest.devDependencies ?? {})
  expect(versions.filter(([, version]) => !EXACT.test(version))).toEqual([])
})

test.each(manifests)('$path has no runtime dependency', ({ manifest }) => {
  // What a program uses is bundled into it, with its licence (docs/decisions/bundling.md).
  expect(manifest.dependencies).toBeUndefined()
})

test('the lockfile names no registry', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as LockfileWithPlaces
  expect(Object.values(packages).filter(({ resolved }) => resolved?.includes('://'))).toEqual([])
})

test('the lockfile lists the optional parts of every platform', () => {
  // `npm ci` refuses a lockfile that lacks one, also where it is not needed: run tools/complete-lockfile.ts.
  expect(missingParts(JSON.parse(read('package-lock.json')) as Lockfile)).toEqual({})
})
