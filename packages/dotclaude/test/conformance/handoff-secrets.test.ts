// The corpus of planted secrets and of texts that only look like some: how many are found, and how many are taken for what
// they are not. A scanner that many use, secretlint with its recommended rules, looks at the same texts.
import { Buffer } from 'node:buffer'
import { lintSource } from '@secretlint/core'
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend'
import { expect, test } from 'vitest'
import { createScrub } from '../../src/handoff/scrub/create-scrub.ts'
import { scanForSecrets } from '../../src/handoff/scrub/secret-places.ts'
import { LOOK_ALIKES } from '../support/look-alikes.ts'
import { ALL_PLANTED, KINDS, PLANTED, piecesOf } from '../support/secret-corpus.ts'
import type { Planted } from '../support/secret-corpus.ts'

/** Recall of 98 of 100. */
const MISSED_MAX = 0.02
const FALSE_MAX = 0.01

test('the corpus is as large as was promised', () => {
  expect(new Set(KINDS.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(60)
  expect(PLANTED.length).toBeGreaterThanOrEqual(150)
  expect(new Set(LOOK_ALIKES).size).toBeGreaterThanOrEqual(150)
})

test('98 of 100 planted secrets are found, each kind in some contexts', () => {
  const missed = PLANTED.filter((planted) => survives(planted))
  expect(missed.length <= PLANTED.length * MISSED_MAX ? '' : nameAll(missed)).toBe('')
})

test('98 of 100 are found with each kind in each context', () => {
  const missed = ALL_PLANTED.filter((planted) => survives(planted))
  expect(missed.length <= ALL_PLANTED.length * MISSED_MAX ? '' : nameAll(missed)).toBe('')
})

test('at most one look-alike of 100 is replaced', () => {
  const replaced = LOOK_ALIKES.filter((text) => createScrub()(text).value !== text)
  expect(replaced.length <= LOOK_ALIKES.length * FALSE_MAX ? [] : replaced).toEqual([])
})

test('what secretlint finds in the corpus, we find too', async () => {
  const found = await Promise.all(PLANTED.map(({ text }) => secretlintFinds(text)))
  const missed = PLANTED.filter(
    ({ text }, index) => found[index] === true && scanForSecrets(text).length === 0,
  )
  expect(nameAll(missed)).toBe('')
  // Were it silent on everything, it would be no oracle.
  expect(found.filter(Boolean).length).toBeGreaterThan(40)
})

/** Look-alikes that secretlint reports and we do not, each with our reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  [`${'ghp'}_${'x'.repeat(36)}`]:
    'the form of a token with the same letter everywhere is how manuals write one',
  [`${'xox'}b-your-token-here`]: 'it says that your token goes there',
}

test('where secretlint reports a look-alike, the reason why we do not is written down', async () => {
  const reported: string[] = []
  for (const text of LOOK_ALIKES) if (await secretlintFinds(text)) reported.push(text)
  expect(reported.toSorted()).toEqual(Object.keys(DIFFERENCES).toSorted())
})

/** Whether a piece of the secret can still be read, be it after decoding. */
function survives(planted: Planted): boolean {
  const scrubbed = createScrub()(planted.text).value
  const decoded = [...scrubbed.matchAll(/[A-Za-z0-9+/]{20,}/g)].map(([run]) =>
    Buffer.from(run, 'base64').toString(),
  )
  return piecesOf(planted).some((piece) => [scrubbed, ...decoded].some((text) => text.includes(piece)))
}

function nameAll(planted: readonly Planted[]): string {
  return planted.map(({ kind, context }) => `${kind}, ${context}`).join('\n')
}

async function secretlintFinds(content: string): Promise<boolean> {
  const { messages } = await lintSource({
    source: { filePath: 'corpus.txt', content, ext: '.txt', contentType: 'text' },
    options: {
      noPhysicFilePath: true,
      config: {
        rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: recommended, options: {} }],
      },
    },
  })
  return messages.length > 0
}
