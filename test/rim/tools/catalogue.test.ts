// The catalogue of the library: whatever is broken in it by hand, in a page, in the README or in an item, is noticed, and
// nothing but the broken page is named.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { catalogueState } from '../../../tools/catalogue.ts'
import { ROOT, repositoryFiles } from '../../../tools/repository-files.ts'

function item(kind: string, id: string, more = '', body = '# Title\n\n## Phase 1\n\nText.\n'): string {
  return `---\nname: ${id}\ndescription: Does ${id}. Use it often.\nlicense: MIT\n${more}metadata:\n  kind: ${kind}\n  version: 1.0.0\n  triggers: do ${id}; please ${id}\n---\n\n${body}`
}

const LIBRARY = {
  'README.md': '# A\n\n<!-- catalogue:begin -->\n<!-- catalogue:end -->\n\nMore.\n',
  'content/agents/reader/SKILL.md': item('agent', 'reader'),
  'content/commands/tidy/SKILL.md': item('command', 'tidy', 'allowed-tools: Read Bash(ls:*)\n'),
  'content/commands/write/SKILL.md': item('command', 'write'),
  'content/rules/floor/SKILL.md': item('rule', 'floor'),
  'content/skills/fixer/SKILL.md': item(
    'skill',
    'fixer',
    '',
    '# Fixer\n\nSee [causes](references/causes.md).\n',
  ),
  'content/skills/fixer/references/causes.md': '# Causes\n\nMany.\n',
}

const README = 'README.md'
const LIST = 'docs/library/README.md'
const pageOf = (id: string): string => `docs/library/${id}.md`

interface Product {
  readonly root: string
  readonly edit: (path: string, from: string, to: string) => void
  readonly move: (from: string, to: string) => void
  readonly remove: (path: string) => void
  readonly broken: () => readonly string[]
}

/** A library whose pages are current. */
function builtProduct(): Product {
  const tree = makeTempTree(LIBRARY)
  onTestFinished(tree.remove)
  const { root } = tree
  const at = (path: string): string => join(root, path)
  for (const [path, text] of catalogueState(root).stale) tree.write({ [path]: text })
  return {
    root,
    edit: (path, from, to) => {
      const text = readFileSync(at(path), 'utf8')
      expect(text).toContain(from)
      writeFileSync(at(path), text.replace(from, to))
    },
    move: (from, to) => {
      mkdirSync(dirname(at(to)), { recursive: true })
      writeFileSync(at(to), existsSync(at(from)) ? readFileSync(at(from)) : '')
      rmSync(at(from), { force: true })
    },
    remove: (path) => rmSync(at(path), { recursive: true }),
    broken: () => {
      const { stale, surplus } = catalogueState(root)
      return [...surplus, ...stale.keys()].toSorted()
    },
  }
}

interface Breakage {
  readonly what: string
  readonly by: (product: Product) => void
  readonly broken: readonly string[]
}

const FIXER = 'content/skills/fixer/SKILL.md'
const REFERENCE = 'content/skills/fixer/references/causes.md'

const BREAKAGES: readonly Breakage[] = [
  { what: 'nothing', by: () => undefined, broken: [] },
  {
    what: 'a word in a page',
    by: ({ edit }) => edit(pageOf('tidy'), 'Use it often', 'Use it'),
    broken: [pageOf('tidy')],
  },
  {
    what: 'a tool in a page',
    by: ({ edit }) => edit(pageOf('tidy'), 'Bash(ls:*)', 'Bash(rm:*)'),
    broken: [pageOf('tidy')],
  },
  {
    what: 'a count in the README',
    by: ({ edit }) => edit(README, '2 commands:', '3 commands:'),
    broken: [README],
  },
  { what: 'a count in the list', by: ({ edit }) => edit(LIST, '1 agent:', '2 agents:'), broken: [LIST] },
  { what: 'a name in the README', by: ({ edit }) => edit(README, '[write]', '[writer]'), broken: [README] },
  { what: 'a link in the list', by: ({ edit }) => edit(LIST, '(write.md)', '(tidy.md)'), broken: [LIST] },
  { what: 'a row less', by: ({ edit }) => edit(README, '| [tidy]', '[tidy]'), broken: [README] },
  { what: 'a page less', by: ({ remove }) => remove(pageOf('floor')), broken: [pageOf('floor')] },
  {
    what: 'all pages less',
    by: ({ remove }) => remove('docs'),
    broken: ['fixer', 'floor', 'reader', 'tidy', 'write'].map(pageOf).concat(LIST).toSorted(),
  },
  {
    what: 'a page of nothing',
    by: ({ move }) => move('none', pageOf('ghost')),
    broken: [pageOf('ghost')],
  },
  {
    what: 'line ends of a page',
    by: ({ edit }) => edit(pageOf('write'), '\n', '\r\n'),
    broken: [pageOf('write')],
  },
  {
    what: 'the first sentence of an item',
    by: ({ edit }) => edit(FIXER, 'Does fixer.', 'Mends.'),
    broken: [README, LIST, pageOf('fixer')],
  },
  {
    what: 'the second sentence of an item, which lists do not show',
    by: ({ edit }) => edit(FIXER, 'Use it often.', 'Use it.'),
    broken: [pageOf('fixer')],
  },
  { what: 'a trigger', by: ({ edit }) => edit(FIXER, 'please fixer', 'mend'), broken: [pageOf('fixer')] },
  { what: 'a version', by: ({ edit }) => edit(FIXER, '1.0.0', '1.0.1'), broken: [pageOf('fixer')] },
  {
    what: 'the title of a reference',
    by: ({ edit }) => edit(REFERENCE, '# Causes', '# Reasons'),
    broken: [pageOf('fixer')],
  },
  { what: 'a reference less', by: ({ remove }) => remove(REFERENCE), broken: [pageOf('fixer')] },
  {
    what: 'a heading of an item',
    by: ({ edit }) => edit('content/agents/reader/SKILL.md', '## Phase 1', '## Phase one'),
    broken: [pageOf('reader')],
  },
  {
    what: 'an item of another name',
    by: ({ move }) => move('content/commands/write/SKILL.md', 'content/commands/author/SKILL.md'),
    broken: [README, LIST, pageOf('author'), pageOf('write')],
  },
  {
    what: 'an item of another kind',
    by: ({ move }) => move('content/commands/write/SKILL.md', 'content/skills/write/SKILL.md'),
    broken: [README, LIST, pageOf('write')],
  },
  {
    what: 'an item less',
    by: ({ remove }) => remove('content/rules'),
    broken: [README, LIST, pageOf('floor')],
  },
]

test.each(BREAKAGES)('$what', ({ by, broken }) => {
  const product = builtProduct()
  by(product)
  expect(product.broken()).toEqual(broken)
})

test('a README without the marks is no place for a catalogue', () => {
  const product = builtProduct()
  product.edit(README, '<!-- catalogue:end -->', '')
  expect(product.broken).toThrow('README.md has no place for the catalogue')
})

test('what stands around the catalogue stays', () => {
  const { root } = builtProduct()
  expect(readFileSync(join(root, README), 'utf8')).toMatch(
    /^# A\n\n<!-- catalogue:begin -->\n\n1 skill:[^]+-->\n\nMore\.\n$/,
  )
})

const WORDS: Readonly<Record<number, string>> = {
  1: 'one',
  8: 'eight',
  13: 'thirteen',
  17: 'seventeen',
  24: 'twenty-four',
}
const CATALOGUE = /<!-- catalogue:begin -->[^]+<!-- catalogue:end -->/

test('no page counts the items by hand', () => {
  const product = join(ROOT, 'packages/dotclaude')
  const readme = readFileSync(join(product, README), 'utf8')
  const counts = [...(CATALOGUE.exec(readme)?.[0] ?? '').matchAll(/^(\d+) (skill|command|agent)s:$/gm)]
  expect(counts).toHaveLength(3)
  const typed = counts.map(
    ([, count = '', kind = '']) => `(?:${count}|${WORDS[Number(count)] ?? count}) (?:[a-z]+ )?${kind}s\\b`,
  )
  const pages = repositoryFiles().filter((path) =>
    /^(?!.*(CHANGELOG|docs\/library|\/test\/|content\/)).*(\.md|plugin\.json|marketplace\.json)$/.test(path),
  )
  const found = pages.filter((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8').replace(CATALOGUE, '')
    return new RegExp(typed.join('|'), 'i').test(text)
  })
  expect(found).toEqual([])
  expect(pages.length).toBeGreaterThan(20)
})
