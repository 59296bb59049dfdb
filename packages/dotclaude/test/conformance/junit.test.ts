// JUnit XML has no standard, but the schema of Jenkins' xUnit plugin is what readers agree upon. Read by a strict XML
// parser, checked for the elements, attributes and order that it allows; the table below is ours.
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { formatJunit } from '../../src/diagnostics/format/junit.ts'
import { REPORTS } from './report-sample.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** Throws on anything that is not well-formed, undeclared entities and forbidden characters among it. */
function parseXml(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('text', (more) => (open.at(-1)!.text += more))
  parser.on('closetag', () => open.pop())
  parser.write(text).close()
  return root
}

const COUNT = /^\d+$/
const ANY = /^[^]*$/

/** What each element may hold: children by name, attributes with their form, an exclamation mark where required. */
const ELEMENTS: Readonly<
  Record<string, { children: readonly string[]; attributes: Readonly<Record<string, RegExp>> }>
> = {
  '': { children: ['testsuites'], attributes: {} },
  testsuites: {
    children: ['testsuite'],
    attributes: { name: ANY, time: ANY, tests: COUNT, failures: COUNT, errors: COUNT },
  },
  testsuite: {
    children: ['testcase', 'system-out', 'system-err'],
    attributes: { 'name!': /./, 'tests!': COUNT, failures: COUNT, errors: COUNT, skipped: COUNT, time: ANY },
  },
  testcase: {
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    attributes: { 'name!': /./, 'classname!': /./, time: /^\d+(\.\d+)?$/ },
  },
  failure: { children: [], attributes: { type: ANY, message: ANY } },
  'system-out': { children: [], attributes: {} },
}

function faultsOf(element: Element): readonly string[] {
  const allowed = ELEMENTS[element.name]
  if (allowed === undefined) return [`<${element.name}> is unknown`]
  const wrongChildren = element.children.filter(({ name }) => !allowed.children.includes(name))
  const forms = Object.entries(allowed.attributes).map(
    ([name, form]) => [name.replace('!', ''), form] as const,
  )
  const wrongAttributes = Object.entries(element.attributes).filter(
    ([name, value]) => new Map(forms).get(name)?.test(value) !== true,
  )
  const missing = Object.keys(allowed.attributes).filter(
    (name) => name.endsWith('!') && element.attributes[name.slice(0, -1)] === undefined,
  )
  return [
    ...wrongChildren.map(({ name }) => `<${name}> in <${element.name}>`),
    ...wrongAttributes.map(([name, value]) => `${name}="${value}" of <${element.name}>`),
    ...missing.map((name) => `<${element.name}> lacks ${name}`),
    ...element.children.flatMap(faultsOf),
  ]
}

const casesIn = (suite: Element): readonly Element[] =>
  suite.children.filter(({ name }) => name === 'testcase')
const failuresIn = (suite: Element): number =>
  casesIn(suite).filter(({ children }) => children.some(({ name }) => name === 'failure')).length

test.each(Object.keys(REPORTS))('%s is JUnit', (name) => {
  const document = parseXml(formatJunit(REPORTS[name]!))
  expect(faultsOf(document)).toEqual([])
})

test.each(Object.keys(REPORTS))('the tallies of %s are right, and no case repeats', (name) => {
  const suites = parseXml(formatJunit(REPORTS[name]!)).children[0]!
  for (const suite of suites.children) {
    const cases = casesIn(suite)
    expect(suite.attributes).toMatchObject({
      tests: String(cases.length),
      failures: String(failuresIn(suite)),
    })
    const names = cases.map(({ attributes }) => `${attributes['classname']} ${attributes['name']}`)
    expect(new Set(names).size).toBe(names.length)
  }
  const all = suites.children.flatMap(casesIn)
  expect(suites.attributes['tests']).toBe(String(all.length))
})

test.each([
  { what: 'a control character', xml: '<testsuites>\u0007</testsuites>' },
  { what: 'an open element', xml: '<testsuites>' },
  { what: 'a bare ampersand', xml: '<testsuites name="a & b"/>' },
])('the parser would notice $what', ({ xml }) => {
  expect(() => parseXml(xml)).toThrow(Error)
})

test.each([
  { what: 'an unknown element', xml: '<testsuites><suite/></testsuites>' },
  {
    what: 'a case without a class',
    xml: '<testsuites><testsuite name="a" tests="1"><testcase name="b"/></testsuite></testsuites>',
  },
  { what: 'a count that is none', xml: '<testsuites tests="many"/>' },
])('the check would notice $what', ({ xml }) => {
  expect(faultsOf(parseXml(xml))).not.toEqual([])
})
