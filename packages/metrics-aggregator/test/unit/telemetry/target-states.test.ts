import { expect, test } from 'vitest'
import { TargetStates } from '../../../src/telemetry/target-states.ts'

test('only what changes is told, for each target by itself', () => {
  const states = new TargetStates()
  const story: [string, string | undefined, string | undefined][] = [
    ['api', undefined, 'first_success'],
    ['api', undefined, undefined],
    ['api', 'SCRAPE_TIMEOUT', 'failed'],
    ['api', 'SCRAPE_TIMEOUT', undefined],
    ['worker', 'SCRAPE_CONNECT_REFUSED', 'failed'],
    ['api', 'VALUE_INVALID', 'failed_differently'],
    ['worker', 'SCRAPE_CONNECT_REFUSED', undefined],
    ['api', undefined, 'recovered'],
    ['api', undefined, undefined],
    ['worker', undefined, 'recovered'],
  ]
  expect(story.map(([target, state]) => states.take(target, state))).toEqual(
    story.map(([, , change]) => change),
  )
})
