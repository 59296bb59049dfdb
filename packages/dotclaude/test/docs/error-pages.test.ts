// Every code has a page, a row, a name in the public list and fixtures, and none of them has what the others lack.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CODES, CODE_TABLE } from '../../src/diagnostics/code-table.ts'
import type { Code } from '../../src/diagnostics/code-table.ts'
import { PAGES } from '../../src/diagnostics/pages.generated.ts'
import { ERROR_CODES } from '../../src/diagnostics/validation-error.ts'

const FOLDER = new URL('../../docs/errors/', import.meta.url)
const FIXTURES = new URL('../fixtures/codes/', import.meta.url)
const SECTIONS = ['Why', 'Bad', 'Good', 'How to mend it', 'How to suppress it']

const pageOf = (code: string): string => readFileSync(new URL(`${code}.md`, FOLDER), 'utf8')

/** Heading to text; what stands before the first section is under the empty heading. */
function sectionsOf(page: string): ReadonlyMap<string, string> {
  // Examples in fences have headings of their own.
  const [head = '', ...sections] = page.split(new RegExp(`^## (?=(?:${SECTIONS.join('|')})$)`, 'm'))
  return new Map([
    ['', head.replace(/^# .*\n/, '').trim()],
    ...sections.map(
      (text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n')).trim()] as const,
    ),
  ])
}

test('codes, pages and the public list are the same', () => {
  const pages = readdirSync(FOLDER).map((name) => name.replace(/\.md$/, ''))
  expect(pages.toSorted()).toEqual([...CODES].toSorted())
  expect(Object.keys(ERROR_CODES)).toEqual(CODES)
  expect(Object.keys(PAGES).toSorted()).toEqual([...CODES].toSorted())
})

/** With UPDATE_GOLDEN=1 the lists of the schema become those of the table. */
test('the schema of reports lists the codes and categories of the table, in its order', () => {
  const path = new URL('../../schemas/report.schema.json', import.meta.url)
  const schema = JSON.parse(readFileSync(path, 'utf8')) as ReportSchema
  const { code, error } = schema.$defs
  const categories = [...new Set(CODES.map((one) => CODE_TABLE[one].category))]
  if (process.env['UPDATE_GOLDEN'] === '1' && !process.env['CI']) {
    code.enum = CODES
    error.properties.category.enum = categories
    writeFileSync(path, `${JSON.stringify(schema, undefined, 2)}\n`)
  }
  expect({ codes: code.enum, categories: error.properties.category.enum }).toEqual({
    codes: CODES,
    categories,
  })
})

interface ReportSchema {
  readonly $defs: {
    readonly code: { enum: readonly string[] }
    readonly error: { readonly properties: { readonly category: { enum: readonly string[] } } }
  }
}

test.each(CODES.filter((code) => existsSync(new URL(`${code}.md`, FOLDER))))(
  'the page of %s is whole',
  (code) => {
    const page = pageOf(code)
    const sections = sectionsOf(page)
    expect(page.startsWith(`# ${code}\n`), 'title').toBe(true)
    expect([...sections.keys()], 'sections').toEqual(['', ...SECTIONS])
    expect(
      [...sections.values()].filter((text) => text === ''),
      'empty sections',
    ).toEqual([])
    expect(sections.get(''), 'first sentence').toBe(`${CODE_TABLE[code].summary}.`)
    expect(sections.get('Bad'), 'bad and good').not.toBe(sections.get('Good'))
    expect(PAGES[code], 'what explain shows').toBe(page)
  },
)

const examples = CODES.filter((code) => existsSync(new URL(`${code}.md`, FOLDER))).flatMap((code) =>
  [...pageOf(code).matchAll(/^```json\n(.*?)^```$/gms)].map(([, json = '']) => ({ code, json })),
)

// The bad example of this page is JSON that cannot be read.
test.each(examples.filter(({ code }) => code !== 'SPEC_JSON_INVALID'))(
  'JSON on the page of $code',
  ({ json }) => {
    expect(() => JSON.parse(json) as unknown).not.toThrow()
  },
)

test.each(CODES)('the page of %s names no code that does not exist', (code) => {
  const areas = [...new Set(CODES.map((one) => one.split('_')[0]))].join('|')
  const named = [...(PAGES[code] ?? '').matchAll(new RegExp(`\\b(?:${areas})_[A-Z0-9_]+\\b`, 'g'))].map(
    ([name]) => name,
  )
  // Pages about misspelt codes and about variables show some.
  const shown = new Set(['SPEC_STATUS_INVALD', 'SPEC_ID_MISMACH'])
  expect(named.filter((name) => !Object.hasOwn(CODE_TABLE, name) && !shown.has(name))).toEqual([])
})

/** What is wrong in a repository has a tree; how a command was called, or what broke, is shown by tests of commands. */
const SHOWN_BY_TREES = new Set(['spec', 'manifest', 'drift', 'skill', 'agent', 'settings', 'suppression'])
const withTrees = CODES.filter((code) => SHOWN_BY_TREES.has(CODE_TABLE[code].category))

function isFilled(code: Code, folder: 'fails' | 'passes'): boolean {
  const path = new URL(`${code}/${folder}/`, FIXTURES)
  return existsSync(path) && readdirSync(path).length > 0
}

test('every code of a rule has a fixture that fails, one that passes, and says what is expected', () => {
  const lacking = withTrees.filter(
    (code) =>
      !isFilled(code, 'fails') ||
      !isFilled(code, 'passes') ||
      !existsSync(new URL(`${code}/expected.json`, FIXTURES)),
  )
  expect(lacking).toEqual([])
})

test('every fixture belongs to a code', () => {
  const fixtures = existsSync(FIXTURES) ? readdirSync(FIXTURES) : []
  expect(fixtures.filter((name) => !Object.hasOwn(CODE_TABLE, name))).toEqual([])
})

test('every other code is produced by a test', () => {
  const tests = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('docs/'))
    // This one lists all codes of an old version, which shows nothing.
    .filter((path) => !path.endsWith('diagnostics/code-table.test.ts'))
    .map((path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'))
  const others = CODES.filter((code) => !withTrees.includes(code))
  expect(others.filter((code) => !tests.some((text) => text.includes(code)))).toEqual([])
})
