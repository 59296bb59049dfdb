// What is the user's in a message of the role `user`.
import { expect, test } from 'vitest'
import { promptOf } from '../../../../src/agents/claude-code/prompt.ts'

const SAID: readonly (readonly [readonly string[], string])[] = [
  [['Add a retry.'], 'Add a retry.'],
  [[' one ', 'two '], 'one\ntwo'],
  [['<system-reminder>\nbe strict\n</system-reminder>', 'Add a retry.'], 'Add a retry.'],
  [['<system-reminder>a</system-reminder>\nAdd it.\n<system-reminder>b</system-reminder>'], 'Add it.'],
  [
    ['Why does `<system-reminder>x</system-reminder>` stand there?'],
    'Why does `<system-reminder>x</system-reminder>` stand there?',
  ],
  [['What does <command-name> mean?'], 'What does <command-name> mean?'],
  [['<ide_opened_file>a.ts</ide_opened_file>', 'Fix it.'], 'Fix it.'],
  [['<command-name>/review</command-name><command-args>a b</command-args>'], '/review a b'],
  [['<command-message>init is running</command-message>\n<command-name>/init</command-name>'], '/init'],
  [['<command-message>review</command-message>'], '/review'],
]

test.each(SAID)('%j', (texts, wanted) => {
  expect(promptOf(texts)).toMatchObject({ kind: 'prompt', text: wanted })
})

const INJECTED = [
  '',
  '   ',
  '<local-command-stdout>x</local-command-stdout>',
  '<local-command-caveat>x</local-command-caveat>',
  '<bash-stdout>x</bash-stdout>',
  '<task-notification>x',
  '[Request interrupted by user for tool use]',
  'This session is being continued from a previous conversation that ran out of context.',
  '<system-reminder>never closed',
  '<command-args></command-args>',
]

test.each(INJECTED)('nobody said %j', (text) => {
  expect(promptOf([text])).toBeUndefined()
})

test('a command that the user ran is a command', () => {
  expect(promptOf(['<bash-input>npm run lint</bash-input>'])).toEqual({
    kind: 'command',
    text: 'npm run lint',
  })
  expect(promptOf(['<bash-input> </bash-input>'])).toBeUndefined()
})
