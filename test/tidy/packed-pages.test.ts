// What npm packs stands by itself: it has the licence, and every relative link of its pages leads to something packed.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, repositoryFiles } from '../../tools/repository-files.ts'
import { relativeLinks } from './markdown.ts'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const PACKAGES = repositoryFiles()
  .filter((path) => /^packages\/[^/]+\/package\.json$/.test(path))
  .filter((path) => (JSON.parse(read(path)) as { private?: boolean }).private !== true)
  .map((path) => posix.dirname(path))

/** Nothing is built and no script runs: pages are in git. */
function packedFiles(folder: string): readonly string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const said = execFileSync('npm', args, { cwd: join(ROOT, folder), encoding: 'utf8', stdio: 'pipe' })
  const [pack] = JSON.parse(said) as [{ readonly files: readonly { readonly path: string }[] }]
  return pack.files.map(({ path }) => path)
}

/** Links of a page that lead to nothing among these files, nor to a folder of theirs. */
function linksOutside(files: readonly string[], page: string, markdown: string): readonly string[] {
  const leadsTo = (link: string): string =>
    posix.join(posix.dirname(page), decodeURI(link.split('#')[0] ?? '')).replace(/\/$/, '')
  const isPacked = (path: string): boolean =>
    files.some((file) => file === path || file.startsWith(`${path}/`))
  return relativeLinks(markdown).filter((link) => !link.startsWith('#') && !isPacked(leadsTo(link)))
}

test.each(PACKAGES)('%s is packed with its licence and pages without links outside', (folder) => {
  const files = packedFiles(folder)
  const pages = files.filter((file) => file.endsWith('.md'))
  expect(pages).toContain('README.md')
  const outside = pages.flatMap((page) =>
    linksOutside(files, page, read(`${folder}/${page}`)).map((link) => `${page}: ${link}`),
  )
  expect(outside).toEqual([])
  expect(read(`${folder}/LICENSE`)).toBe(read('LICENSE'))
  expect(files).toContain('LICENSE')
})

test.each([
  { page: 'README.md', link: 'docs/a.md#b', outside: [] },
  { page: 'docs/a.md', link: '../docs', outside: [] },
  { page: 'docs/a.md', link: '#b', outside: [] },
  { page: 'docs/a.md', link: '../../LICENSE', outside: ['../../LICENSE'] },
  { page: 'docs/a.md', link: 'b.md', outside: ['b.md'] },
])('$link in $page', ({ page, link, outside }) => {
  expect(linksOutside(['README.md', 'docs/a.md'], page, `[x](${link})`)).toEqual(outside)
})
