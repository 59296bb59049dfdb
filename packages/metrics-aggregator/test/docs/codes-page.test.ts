// docs/codes.md and the code table say the same: every code has its section and every section its code, and each section
// shows the reason, the text and the advice of the program.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CODES } from '../../src/errors/codes.ts'
import { ALL_CODES, exampleOf } from './code-examples.ts'

const PAGE = readFileSync(new URL('../../docs/codes.md', import.meta.url), 'utf8')

/** Without the marks that the page has and the terminal has not. */
function plain(text: string): string {
  return text.replaceAll(/[`"]/g, '').replaceAll(/\s+/g, ' ')
}

const SECTIONS: ReadonlyMap<string, string> = new Map(
  PAGE.split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), plain(section)]),
)

test('every code has a section and every section a code', () => {
  expect([...SECTIONS.keys()].toSorted()).toEqual([...ALL_CODES].toSorted())
})

test.each(ALL_CODES)('the section of %s says what the program says', (code) => {
  const { hint, reason, kind, severity } = CODES[code]
  const section = SECTIONS.get(code) ?? ''
  const said = [exampleOf(code), hint].map(plain)
  if (reason !== undefined) said.push(`_reason ${reason}_`)
  if (kind === 'config') said.push(`_${severity}_`)
  expect(said.filter((text) => !section.includes(text))).toEqual([])
})
