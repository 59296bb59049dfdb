// Whatever a repository contains, what we print about it is a report: no text of a file becomes a command of a CI
// runner, a second annotation, a row of a table or an escape of a terminal.
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { diagnose, messageOf } from '../../src/diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { FORMATS } from '../../src/diagnostics/format/formats.ts'
import { fillTemplate } from '../../src/diagnostics/template.ts'
import { jsonText, visibleText } from '../../src/diagnostics/visible-text.ts'

/** Ordinary text, any code unit, and the marks that mean something to a runner, Markdown, XML or a terminal. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  fc.constantFrom(
    '::',
    '%0A',
    '%25',
    '\n::error::x',
    '\r',
    ',',
    'line=9',
    '##[',
    '##vso[',
    '|',
    '<',
    ']]>',
    '\u001b[2J',
    '@a',
  ),
)
const nasty = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))

const diagnostic: fc.Arbitrary<Diagnostic> = fc
  .record({ file: nasty, detail: nasty, hint: nasty, got: nasty, line: fc.nat(99), column: fc.nat(99) })
  .map(({ file, detail, hint, got, line, column }) =>
    diagnose('SCAFFOLD_USAGE', { file, line: line + 1, column: column + 1 }, { detail }, { hint, got }),
  )

// Everything but the line end that we write ourselves.
const OBEYED_OR_UNSEEN = /(?!\n)\p{Cc}|[\u202a-\u202e]/u

function written(format: keyof typeof FORMATS, diagnostics: readonly Diagnostic[]): string {
  return FORMATS[format]({ root: '/r', version: '2.0.0', checks: [{ check: 'a', passed: [], diagnostics }] })
}

/** How GitHub's runner reads a line: it undoes exactly these escapes, the percent sign last. */
function readAnnotation(line: string): { properties: Readonly<Record<string, string>>; message: string } {
  const [, head = '', data = ''] = /^::(.*?)::(.*)$/.exec(line) ?? []
  const pairs = head.slice(head.indexOf(' ') + 1).split(',')
  const undo = (text: string): string =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
  const undoProperty = (text: string): string =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%')
  const entries = pairs.map((pair) => [
    pair.slice(0, pair.indexOf('=')),
    undoProperty(pair.slice(pair.indexOf('=') + 1)),
  ])
  return { properties: Object.fromEntries(entries), message: undo(data) }
}

test('an annotation is one line that reads back as it was meant', () => {
  fc.assert(
    fc.property(diagnostic, (one) => {
      const text = written('github', [one])
      expect(text.split(/\r\n|\r|\n/)).toHaveLength(2)
      const { properties, message } = readAnnotation(text.slice(0, -1))
      expect(properties).toEqual({
        file: one.where.file,
        line: String(one.where.line),
        endLine: String(one.where.line),
        col: String(one.where.column),
        title: 'SCAFFOLD_USAGE',
      })
      expect(message).toBe(`${messageOf(one)}\n${visibleText(one.hint ?? '')}`)
    }),
  )
})

test('no line of any format is a command of a runner, except the annotations', () => {
  const formats = (Object.keys(FORMATS) as (keyof typeof FORMATS)[]).filter((name) => name !== 'github')
  fc.assert(
    fc.property(diagnostic, fc.constantFrom(...formats), (one, format) => {
      const lines = written(format, [one]).split(/\r\n|\r|\n/)
      expect(lines.filter((line) => line.trimStart().startsWith('::') || /##\w*\[/.test(line))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('text for people holds no control characters', () => {
  fc.assert(
    fc.property(diagnostic, (one) => {
      const texts = [written('human', [one]), written('markdown', [one]), written('junit', [one])]
      for (const text of texts) expect(text).not.toMatch(OBEYED_OR_UNSEEN)
    }),
  )
})

test('a row of Markdown stays one row of four cells', () => {
  fc.assert(
    fc.property(diagnostic, (one) => {
      const rows = written('markdown', [one]).trimEnd().split('\n').slice(2)
      expect(rows.map((row) => row.split(/(?<!\\)(?:\\\\)*\|/).length)).toEqual([6, 6, 6])
    }),
  )
})

test('JSON reads back as the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // The platform's own writer decides what becomes of -0.
      expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('showing text twice is showing it once, and a filled text is one line', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      expect(visibleText(visibleText(text))).toBe(visibleText(text))
      expect(fillTemplate('{a}[ ({b})]', { a: text, b: text })).not.toMatch(/[\r\n\u2028\u2029]/)
    }),
  )
})
