// Decisions, questions and next steps in texts.
import { expect, test } from 'vitest'
import {
  decisionsIn,
  nextStepIn,
  openQuestionsIn,
  questionsIn,
} from '../../../../src/handoff/digest/sentences.ts'

const DECISIONS: readonly (readonly [string, readonly string[]])[] = [
  ['Decision: use a queue.', ['Decision: use a queue.']],
  ['- **Decision:** use a queue', ['Decision: use a queue']],
  ['It works. We decided on five attempts. Fine.', ['We decided on five attempts.']],
  ['Use pnpm instead of npm, please', ['Use pnpm instead of npm, please']],
  ['I’ll look at it.', []],
  ['```\nDecision: code\n```\nText', []],
  ['```\nDecision: never closed', []],
  ['', []],
]

test.each(DECISIONS)('decisions in %j', (text, wanted) => {
  expect(decisionsIn(text)).toEqual(wanted)
})

test('questions that are marked, and those that end so', () => {
  const text =
    'Done.\n\n- Open question: does it scale?\n- Should it retry? I think so. (Or not?)\nTBD: the name'
  expect(openQuestionsIn(text)).toEqual(['does it scale?', 'the name'])
  expect(questionsIn(text)).toEqual(['Should it retry?', '(Or not?)'])
})

const NEXT: readonly (readonly [string, string | undefined])[] = [
  ['Committed. Next step: write the README.', 'write the README.'],
  ['**Next steps:**\n1. write the README\n2. release', 'write the README'],
  ['## Next up: release', 'release'],
  ['The next step is: release', 'release'],
  ['Next: a\nthen\nNext: b', 'b'],
  ['Next to nothing is left.', undefined],
  ['Next steps:', undefined],
  ['', undefined],
]

test.each(NEXT)('the next step in %j', (text, wanted) => {
  expect(nextStepIn(text)).toBe(wanted)
})
