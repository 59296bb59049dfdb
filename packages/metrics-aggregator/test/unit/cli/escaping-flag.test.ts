// Facts about --escaping.
import { expect, test } from 'vitest'
import type { Call } from '../../../src/cli/command.ts'
import { escapingFlag, readEscaping } from '../../../src/cli/escaping-flag.ts'
import { painter } from '../../../src/cli/terminal.ts'

function call(escaping?: string): Call {
  return { flags: { escaping }, positionals: [], isJson: false, isVerbose: false, paint: painter(false) }
}

test.each([undefined, 'allow-utf-8', 'underscores', 'dots', 'values'] as const)(
  '%s is understood',
  (word) => {
    expect(readEscaping(call(word))).toBe(word)
  },
)

test.each(['', 'UNDERSCORES', 'utf-8', 'none'])('"%s" is refused with what is allowed', (word) => {
  expect(() => readEscaping(call(word))).toThrow(
    `--escaping cannot be "${word}"; allowed: allow-utf-8, underscores, dots, values`,
  )
})

test('help names the schemes', () => {
  expect(escapingFlag('write so').help).toBe('write so: allow-utf-8, underscores, dots, values')
})
