// The worker of the demo in protobuf: what a library that is not ours reads is what the text says.
import { expect, test } from 'vitest'
import { workerExposition, workerMessages } from '../../../src/cli/demo-expositions.ts'
import { checkExposition } from '../../../src/exposition/check-exposition.ts'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'
import { CONTENT_TYPES } from '../../../src/exposition/formats.ts'
import { decodeFamilies } from '../../support/protobuf.ts'

const SECONDS = [0, 1, 90, 3_600.5, 1e10]

test.each(SECONDS)('has no finding after %d seconds', (seconds) => {
  expect(checkExposition(workerMessages(seconds), 'protobuf')).toEqual([])
})

test('has a native histogram of as many jobs as the text', () => {
  const families = decodeFamilies(workerMessages(90))
  const histogram = families.find(({ name }) => name === 'job_duration_seconds') as {
    readonly metric: readonly { readonly histogram: Readonly<Record<string, unknown>> }[]
  }
  const count = /^job_duration_seconds_count (\d+)$/m.exec(workerExposition(90))?.[1]
  expect(histogram.metric[0]?.histogram).toMatchObject({
    sample_count: count,
    schema: 0,
    positive_span: [{ offset: -4, length: 6 }],
    positive_delta: ['18', '44', '37', '-45', '-27', '-18'],
  })
})

test('says the same as the text of everything else', () => {
  const pageOf = (contentType: string, body: Uint8Array): readonly string[] =>
    Buffer.from(mergeExpositions([{ name: 'worker', contentType, body }], { format: 'text' }).body)
      .toString()
      .split('\n')
      .filter((line) => !line.startsWith('job_duration_seconds'))
      .map((line) => line.replace(/ [\d.e+-]+$/, (value) => ` ${Number(value)}`))
  expect(pageOf(CONTENT_TYPES.protobuf, workerMessages(90))).toEqual(
    pageOf(CONTENT_TYPES['text-0.0.4'], Buffer.from(workerExposition(90))),
  )
})
