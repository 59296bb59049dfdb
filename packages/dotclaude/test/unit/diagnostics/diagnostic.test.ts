// A diagnostic takes from the code table what its rule does not know better.
import { expect, test } from 'vitest'
import { diagnose, messageOf } from '../../../src/diagnostics/diagnostic.ts'

const WHERE = { file: 'docs/specs/login/spec.json', line: 3, pointer: '/id' }

test('severity, category and hint come from the table', () => {
  expect(diagnose('SPEC_ID_MISMATCH', WHERE, { id: 'log-in', folder: 'login' })).toMatchObject({
    code: 'SPEC_ID_MISMATCH',
    severity: 'error',
    category: 'spec',
    where: WHERE,
    hint: expect.stringContaining('Rename the folder'),
  })
})

test('the rule may know better', () => {
  const more = { severity: 'warning', hint: 'Do this.', expected: 'a', got: 'b' } as const
  expect(diagnose('SPEC_ID_MISMATCH', WHERE, {}, more)).toMatchObject(more)
})

test('a code without a hint has no such field', () => {
  expect(diagnose('SCAFFOLD_USAGE', {}, { detail: 'x' })).not.toHaveProperty('hint')
})

test('a message is never empty', () => {
  expect(messageOf(diagnose('SCAFFOLD_USAGE', {}, { detail: ' ' }))).toMatch(/^The scaffold was asked/)
})

test('the message is made from the facts', () => {
  const diagnostic = diagnose('SPEC_ID_MISMATCH', WHERE, { id: 'log-in', folder: 'login' })
  expect(messageOf(diagnostic)).toBe('id is log-in, but the folder is called login')
})
