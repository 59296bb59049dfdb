// Facts about --format.
import { expect, test } from 'vitest'
import type { Call } from '../../../src/cli/command.ts'
import { formatFlag, readFormat } from '../../../src/cli/format-flag.ts'
import { painter } from '../../../src/cli/terminal.ts'

function call(format?: string): Call {
  return { flags: { format }, positionals: [], isJson: false, isVerbose: false, paint: painter(false) }
}

test.each([undefined, 'text', 'openmetrics', 'protobuf'] as const)('%s is understood', (format) => {
  expect(readFormat(call(format))).toBe(format)
})

test.each(['', 'TEXT', 'proto', 'prometheus'])('"%s" is refused with what is allowed', (format) => {
  expect(() => readFormat(call(format))).toThrow(
    `--format cannot be "${format}"; allowed: text, openmetrics, protobuf`,
  )
})

test('help names the formats', () => {
  expect(formatFlag('read as')).toEqual({
    name: 'format',
    placeholder: 'FORMAT',
    help: 'read as: text, openmetrics or protobuf',
  })
})
