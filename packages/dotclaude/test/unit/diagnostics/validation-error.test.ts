// The public error: what it insists on, which fields it has and in which order, and how it is written.
import { expect, test } from 'vitest'
import { diagnose } from '../../../src/diagnostics/diagnostic.ts'
import {
  ERROR_CODES,
  ValidationError,
  formatError,
  toValidationError,
} from '../../../src/diagnostics/validation-error.ts'
import type { ErrorDetails } from '../../../src/diagnostics/validation-error.ts'

const FULL = {
  severity: 'error',
  category: 'spec',
  hint: 'Do it.',
  got: 'b',
  expected: 'a',
  column: 5,
  line: 3,
  pointer: '/id',
  file: 'spec.json',
  message: 'wrong id',
  code: 'SPEC_ID_MISMATCH',
}

test.each([
  { details: undefined, words: 'requires a StructuredError details object' },
  { details: null, words: 'requires a StructuredError details object' },
  { details: 'text', words: 'requires a StructuredError details object' },
  { details: { message: 'x' }, words: 'requires a non-empty `code`' },
  { details: { code: '', message: 'x' }, words: 'requires a non-empty `code`' },
  { details: { code: 'X' }, words: 'requires a non-empty `message`' },
  { details: { code: 'X', message: '' }, words: 'requires a non-empty `message`' },
])('$details is refused', ({ details, words }) => {
  expect(() => new ValidationError(details as ErrorDetails)).toThrow(
    new TypeError(`ValidationError ${words}`),
  )
})

test('what is not known is not there', () => {
  const error = new ValidationError({ code: 'X', message: 'y' })
  expect(Object.keys(error).toSorted()).toEqual(['code', 'name'])
  expect(error.toJSON()).toEqual({ code: 'X', message: 'y' })
  expect('file' in error).toBe(false)
})

test('JSON has the fields in their order', () => {
  expect(Object.keys(new ValidationError(FULL).toJSON())).toEqual([
    'code',
    'message',
    'file',
    'pointer',
    'line',
    'column',
    'expected',
    'got',
    'hint',
    'category',
    'severity',
  ])
})

test('it is an error with a name', () => {
  const error = new ValidationError(FULL)
  expect(error).toBeInstanceOf(Error)
  expect(error.name).toBe('ValidationError')
  expect(String(error)).toBe('spec.json: wrong id')
  expect(String(new ValidationError({ code: 'X', message: 'y' }))).toBe('y')
})

test('verbose text aligns the known fields', () => {
  expect(formatError(new ValidationError(FULL), { verbose: true })).toBe(
    [
      'spec.json: wrong id',
      '  code:     SPEC_ID_MISMATCH',
      '  pointer:  /id',
      '  line:     3',
      '  column:   5',
      '  expected: a',
      '  got:      b',
      '  hint:     Do it.',
      '  category: spec',
      '  severity: error',
    ].join('\n'),
  )
})

test.each([
  { thrown: new Error('boom'), text: 'boom' },
  { thrown: 'just text', text: 'just text' },
  { thrown: undefined, text: 'undefined' },
  { thrown: { message: 'm', file: 'f' }, text: 'f: m' },
])('$text is formatted from anything that was thrown', ({ thrown, text }) => {
  expect(formatError(thrown)).toBe(text)
})

test('a diagnostic becomes an error without what it does not know', () => {
  const error = toValidationError(
    diagnose('SPEC_ID_MISMATCH', { line: 2 }, { id: 'a', folder: 'b' }, { got: 'a' }),
  )
  expect(error.toJSON()).toMatchObject({ code: 'SPEC_ID_MISMATCH', line: 2, got: 'a', severity: 'error' })
  expect(error).not.toHaveProperty('expected')
  expect(error).not.toHaveProperty('column')
})

test('the codes cannot be changed', () => {
  expect(Object.isFrozen(ERROR_CODES)).toBe(true)
  expect(Object.entries(ERROR_CODES).filter(([key, value]) => key !== value)).toEqual([])
})
