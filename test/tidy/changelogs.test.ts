// Each published package tells its users what changed: what is coming on top, then a section for the current version.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, repositoryFiles } from '../../tools/repository-files.ts'

const KINDS = ['Changed', 'Added', 'Fixed', 'Removed']

interface Manifest {
  readonly version: string
  readonly private?: boolean
}

const published = repositoryFiles()
  .filter((path) => /^packages\/[^/]+\/package\.json$/.test(path))
  .map((path) => ({ path, manifest: JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Manifest }))
  .filter(({ manifest }) => !manifest.private)

test.each(published)('the changelog beside $path has the version', ({ path, manifest }) => {
  const changelog = readFileSync(join(ROOT, path, '../CHANGELOG.md'), 'utf8')
  const sections = [...changelog.matchAll(/^## (\S+)/gm)].map((match) => match[1])
  const kinds = [...changelog.matchAll(/^### (.+)$/gm)].map((match) => match[1] ?? '')
  expect(sections[0]).toBe('Unreleased')
  expect(sections).toContain(manifest.version)
  expect(kinds.filter((kind) => !KINDS.includes(kind))).toEqual([])
})
