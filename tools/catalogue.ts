// What readers see of the library: a page per item in docs/library, their list, and the catalogue in the README between
// its marks. Everything in them is computed from the items, so that no count and no name is ever typed.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { portableItemsIn } from '../packages/dotclaude/src/library/portable-item.ts'
import type { ItemKind, PortableItem } from '../packages/dotclaude/src/library/portable-item.ts'
import { openItemFolder } from '../packages/dotclaude/src/repo/item-folder.ts'

/** Paths are below the product's folder. */
export interface CatalogueState {
  /** Pages that say something else than the items, with what they have to say; those that are absent are among them. */
  readonly stale: ReadonlyMap<string, string>
  /** Pages of items that are gone. */
  readonly surplus: readonly string[]
}

const PAGES = 'docs/library'
const MARKS = ['<!-- catalogue:begin -->', '<!-- catalogue:end -->'] as const

/** How the pages of a product, a folder with `content`, `docs` and `README.md`, stand to its items. */
export function catalogueState(product: string): CatalogueState {
  const folder = openItemFolder(join(product, 'content'))
  const items = folder === undefined ? [] : portableItemsIn(folder)
  const wanted = pagesFor(items, readFileSync(join(product, 'README.md'), 'utf8'))
  const pages = join(product, PAGES)
  const found = (existsSync(pages) ? readdirSync(pages) : []).map((name) => `${PAGES}/${name}`)
  return {
    stale: new Map([...wanted].filter(([path, text]) => textOf(join(product, path)) !== text)),
    surplus: found.filter((path) => !wanted.has(path)),
  }
}

function pagesFor(items: readonly PortableItem[], readme: string): ReadonlyMap<string, string> {
  const index = `# The library\n\nEvery item, with a page of its own. They are installed by \`dotclaude bootstrap\`.\n\n${listOf(items, '')}`
  return new Map([
    ['README.md', readmeWith(readme, items)],
    [`${PAGES}/README.md`, index],
    ...items.map((item) => [`${PAGES}/${item.id}.md`, pageOf(item)] as const),
  ])
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

const KINDS: readonly (readonly [ItemKind, one: string, several: string])[] = [
  ['skill', 'Skill', 'Skills'],
  ['command', 'Command', 'Commands'],
  ['agent', 'Agent', 'Agents'],
  ['rule', 'Rule', 'Rules'],
]

function pageOf(item: PortableItem): string {
  const { kind, id, description, metadata, allowedTools, compatibility, files } = item
  const facts = [
    ['kind', kind],
    ['version', metadata['version']],
    ['maturity', metadata['maturity']],
    ['domain', metadata['domain']],
    ['platform', metadata['platform']],
    ['task', metadata['task']],
    ['argument', code(metadata['argument-hint'])],
    ['model', metadata['model']],
    ['tools', allowedTools.map(code).join(', ')],
    ['needs', metadata['needs']],
    ['works with', compatibility],
  ].filter((fact): fact is [string, string] => (fact[1] ?? '') !== '')
  const headings = [...item.body.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)
  const triggers = (metadata['triggers'] ?? '')
    .split(';')
    .map((trigger) => trigger.trim())
    .filter(Boolean)
  const source = `../../content/${kind}s/${id}`
  return [
    `# ${id}\n`,
    `${description}\n`,
    table(['', ''], facts),
    ...section(
      'Asked for by',
      triggers.map((trigger) => `- ${trigger}`),
    ),
    ...section(
      'What is in it',
      headings.map((heading) => `- ${heading.replace(/^\d+\. /, '')}`),
    ),
    ...section(
      'References',
      files.map(({ path, text }) => `- [${titleOf(text)}](${source}/${path})`),
    ),
    `\nThe whole text: [SKILL.md](${source}/SKILL.md), or \`dotclaude show ${id} --body\`.\n`,
  ].join('\n')
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`\n## ${title}\n`, ...lines]
}

function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? 'untitled'
}

function code(text: string | undefined): string {
  return text === undefined ? '' : `\`${text}\``
}

/** With bars escaped, and as wide as its widest cell, as the formatter lays tables out. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [first = [], ...others] = cells
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n')
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?= |$)/s.exec(text)?.[0] ?? text
}

function listOf(items: readonly PortableItem[], base: string): string {
  return KINDS.map(([kind, one, several]) => {
    const own = items.filter((item) => item.kind === kind)
    const rows = own.map(({ id, description }) => [`[${id}](${base}${id}.md)`, firstSentence(description)])
    return `${own.length} ${own.length === 1 ? one.toLowerCase() : several.toLowerCase()}:\n\n${table([one, 'What for'], rows)}\n`
  }).join('\n')
}

/** The README with the catalogue between its marks, whatever stood there. */
function readmeWith(text: string, items: readonly PortableItem[]): string {
  const [begin, end] = MARKS
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error('README.md has no place for the catalogue')
  return `${before}${begin}\n\n${listOf(items, 'docs/library/')}\n${end}${after}`
}
