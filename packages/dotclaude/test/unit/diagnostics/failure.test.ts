// What ends a command: its code, its words, and the exit code that follows.
import { expect, test } from 'vitest'
import { EXIT_CODES } from '../../../src/diagnostics/exit-codes.ts'
import { Failure, exitCodeOf } from '../../../src/diagnostics/failure.ts'

test.each([
  { code: 'ENV_FACTS_MISSING', exit: EXIT_CODES.ENV },
  { code: 'INTERNAL_BUG', exit: EXIT_CODES.ENV },
  { code: 'CONFIG_INVALID', exit: EXIT_CODES.ENV },
  { code: 'USAGE_UNKNOWN_FLAG', exit: EXIT_CODES.USAGE },
  { code: 'SCAFFOLD_USAGE', exit: EXIT_CODES.USAGE },
  { code: 'SCAFFOLD_CONFLICT', exit: EXIT_CODES.ENV },
  { code: 'USAGE_MISSING_POSITIONAL', exit: EXIT_CODES.USAGE },
] as const)('$code ends with $exit', ({ code, exit }) => {
  expect(exitCodeOf(new Failure(code))).toBe(exit)
})

test('a failure says what happened, why, and what to do', () => {
  const cause = new Error('ENOENT')
  const failure = new Failure('ENV_FACTS_MISSING', { detail: 'the file is absent' }, { cause })
  expect(failure.message).toBe('docs/repo-facts.json is not usable: the file is absent')
  expect(failure).toMatchObject({ name: 'Failure', code: 'ENV_FACTS_MISSING', cause })
  expect(failure.hint).toContain('dotclaude init')
  expect(new Failure('ENV_FACTS_MISSING', {}, { hint: 'Here.' }).hint).toBe('Here.')
})

test('the exit codes cannot be changed', () => {
  expect(Object.isFrozen(EXIT_CODES)).toBe(true)
  expect(EXIT_CODES).toEqual({ OK: 0, VALIDATION: 1, ENV: 2, USAGE: 64 })
})
