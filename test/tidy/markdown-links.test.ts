// Relative links in Markdown lead somewhere: to a file or folder of the repository, and to a heading where they name one.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, repositoryFiles } from '../../tools/repository-files.ts'
import { anchors, codeSpans, relativeLinks } from './markdown.ts'

const pages = repositoryFiles().filter((path) => path.endsWith('.md') && !/\/(cases|fixtures)\//.test(path))

/** Why a link leads nowhere, or `undefined` when it leads somewhere. */
function brokenBecause(page: string, link: string): string | undefined {
  const [path = '', anchor] = decodeURI(link).split('#')
  const file = path === '' ? join(ROOT, page) : join(ROOT, path.startsWith('/') ? '' : dirname(page), path)
  if (!existsSync(file)) return `${link}: no such file`
  if (anchor === undefined || !file.endsWith('.md')) return undefined
  return anchors(readFileSync(file, 'utf8')).includes(anchor) ? undefined : `${link}: no such heading`
}

test.each([
  { markdown: '[a](b.md "t") ![i](i.png) [w](https://x.org/) `[c](d.md)`', links: ['b.md', 'i.png'] },
  { markdown: '[a][r]\n\n[r]: c.md#d\n\n```sh\n[x](y.md)\n```\n', links: ['c.md#d'] },
])('the relative links of $markdown', ({ markdown, links }) => {
  expect(relativeLinks(markdown)).toEqual(links)
})

test('headings make anchors as GitHub makes them', () => {
  expect(anchors('# `a.b` & C!\n## One\n## One\n')).toEqual(['ab--c', 'one', 'one-1'])
})

test('code spans are those outside fences', () => {
  expect(codeSpans('`a` b\n\n```ts\nconst c = `d`\n```\n\n`e()`')).toEqual(['a', 'e()'])
})

test.each([
  { link: 'nowhere.md', why: 'nowhere.md: no such file' },
  { link: 'README.md#nowhere', why: 'README.md#nowhere: no such heading' },
  { link: 'packages', why: undefined },
])('$link from the root: $why', ({ link, why }) => {
  expect(brokenBecause('README.md', link)).toBe(why)
})

test.each(pages)('the links of %s lead somewhere', (page) => {
  const links = relativeLinks(readFileSync(join(ROOT, page), 'utf8'))
  expect(links.map((link) => brokenBecause(page, link)).filter(Boolean)).toEqual([])
})
