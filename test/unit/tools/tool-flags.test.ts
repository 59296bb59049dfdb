import { expect, test } from 'vitest'
import type { ReadFlags, Tool } from '../../../tools/tool-flags.ts'
import { ABOVE_ZERO, WHOLE_NUMBER, oneOrMoreOf, readFlags } from '../../../tools/tool-flags.ts'

const TOOL: Tool = {
  name: 'npm run hunt',
  does: 'Hunts for differences.',
  flags: [
    { name: 'minutes', placeholder: 'N', help: 'how long', allowed: ABOVE_ZERO },
    { name: 'seed', placeholder: 'N', help: 'where to begin', allowed: WHOLE_NUMBER },
    { name: 'only', placeholder: 'PART,…', help: 'what to do', allowed: oneOrMoreOf(['a', 'b']) },
    { name: 'json', help: 'as JSON', excludes: 'only' },
  ],
}

const saidOf = (read: ReadFlags): unknown => (read.kind === 'run' ? read.values : read.text.split('\n')[0])

test.each([
  { words: [], said: {} },
  { words: ['--minutes', '0.5', '--seed=-3', '--json'], said: { minutes: '0.5', seed: '-3', json: 'true' } },
  { words: ['--only', 'b,a'], said: { only: 'b,a' } },
  {
    words: ['--minuets', '1'],
    said: expect.stringMatching(/^error FLAG_UNKNOWN .*--minuets; .*--minutes N/),
  },
  { words: ['-m'], said: expect.stringMatching(/^error FLAG_UNKNOWN .* -m;/) },
  { words: ['--minutes'], said: 'error FLAG_VALUE_MISSING --minutes needs N' },
  { words: ['--minutes', '--json'], said: 'error FLAG_VALUE_MISSING --minutes needs N' },
  ...['0', '-1', 'ten', '', 'Infinity'].map((value) => ({
    words: [`--minutes=${value}`],
    said: `error FLAG_VALUE_INVALID --minutes cannot be "${value}"; allowed: a number above 0`,
  })),
  { words: ['--seed', '1.5'], said: expect.stringMatching(/FLAG_VALUE_INVALID --seed .* a whole number$/) },
  { words: ['--only', 'a,c'], said: expect.stringMatching(/FLAG_VALUE_INVALID --only .* of a, b$/) },
  { words: ['--json=yes'], said: expect.stringMatching(/FLAG_VALUE_INVALID --json .* no value$/) },
  { words: ['--json', '--only', 'a'], said: 'error ARGUMENT_UNEXPECTED --only cannot stand beside --json' },
  { words: ['a'], said: expect.stringMatching(/^error ARGUMENT_UNEXPECTED .*"a"$/) },
])('$words', ({ words, said }) => {
  expect(saidOf(readFlags(TOOL, words))).toEqual(said)
})

test('help says what it does, how it is called and every flag', () => {
  const read = readFlags(TOOL, ['--help', '--json'])
  expect(read).toEqual({
    kind: 'help',
    text: [
      'Hunts for differences.',
      '',
      'Usage: npm run hunt -- [FLAGS]',
      '',
      '  --minutes N    how long',
      '  --seed N       where to begin',
      '  --only PART,…  what to do',
      '  --json         as JSON',
      '  --help         show this help',
      '',
    ].join('\n'),
  })
})
