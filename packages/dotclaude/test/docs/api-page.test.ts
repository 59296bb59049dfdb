// The page of the Node API against the sources: every export with its declaration and what its comment says, and the
// example as it stands in its file. `UPDATE_GOLDEN=1` writes them into the page, but not where CI is set.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as api from '../../src/index.ts'

const PAGE = fileURLToPath(new URL('../../docs/api.md', import.meta.url))
const HEADING = '\n## Functions and values\n'

const source = (path: string): string => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8')

interface Export {
  readonly name: string
  readonly isType: boolean
  readonly file: string
}

/** What the index takes from where. */
function exportsOf(index: string): readonly Export[] {
  return [...index.matchAll(/^export (type )?\{([^}]+)\} from '\.\/([^']+)'/gm)].flatMap(
    ([, type, names = '', file = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '')
        .map((name) => ({ name, isType: type !== undefined, file })),
  )
}

/** From `export` to the body; types and interfaces whole. */
function declarationOf({ name, isType, file }: Export): { readonly text: string; readonly comment: string } {
  const code = source(file)
  const start = new RegExp(
    `^export (?:declare )?(?:function|const|class|interface|type) ${name}\\b`,
    'm',
  ).exec(code)?.index
  if (start === undefined) throw new Error(`${name} is not declared in ${file}`)
  const before = code.slice(0, start)
  const comment = before.endsWith('*/\n') ? before.slice(before.lastIndexOf('/**') + 3, -3) : ''
  const text = isType ? wholeType(code.slice(start)) : headOf(code.slice(start))
  return { text: text.replace(/^export /, ''), comment: comment.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim() }
}

/** An interface ends with a bracket at the start of a line, another type at a blank line. */
function wholeType(code: string): string {
  return code.startsWith('export interface')
    ? code.slice(0, code.indexOf('\n}') + 2)
    : (code.split('\n\n')[0] ?? '').trimEnd()
}

/** A declaration up to its body or its value: what stands in brackets belongs to the parameters. */
function headOf(code: string): string {
  let depth = 0
  for (let at = 0; at < code.length; at += 1) {
    const character = code[at] ?? ''
    if (depth === 0 && /^( \{\n| = |\n\n)/.test(code.slice(at))) return code.slice(0, at)
    if ('({<'.includes(character)) depth += 1
    if (')}>'.includes(character) && code[at - 1] !== '=') depth -= 1
  }
  return code
}

function sectionOf(one: Export): string {
  const { text, comment } = declarationOf(one)
  return `\n### ${one.name}\n\n${comment === '' ? '' : `${comment}\n\n`}\`\`\`ts\n${text}\n\`\`\`\n`
}

function unbroken(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/,? ?([)}\]])/g, '$1')
    .replaceAll(/([({[]) /g, '$1')
}

const byName = (a: Export, b: Export): number => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)

function pageAsItShouldBe(page: string): string {
  const example = readFileSync(new URL('../../examples/node-api.mjs', import.meta.url), 'utf8')
  const found = exportsOf(source('index.ts'))
  const intro = page
    .slice(0, page.indexOf(HEADING) + HEADING.length)
    .replace(/(```js\n)[^]*?(```)/, (_, open: string, close: string) => `${open}${example}${close}`)
  const values = found.filter(({ isType }) => !isType).toSorted(byName)
  const types = found.filter(({ isType }) => isType).toSorted(byName)
  return `${intro}${values.map(sectionOf).join('')}\n## Types\n${types.map(sectionOf).join('')}`
}

test('every export stands on the page as it is declared', () => {
  const wanted = pageAsItShouldBe(readFileSync(PAGE, 'utf8'))
  if (process.env['UPDATE_GOLDEN'] === '1' && !process.env['CI']) writeFileSync(PAGE, wanted)
  // The formatter breaks the lines of declarations as it likes.
  expect(unbroken(readFileSync(PAGE, 'utf8'))).toBe(unbroken(wanted))
})

test('the index was read whole', () => {
  const values = exportsOf(source('index.ts')).filter(({ isType }) => !isType)
  expect(values.map(({ name }) => name).toSorted()).toEqual(Object.keys(api).toSorted())
})
