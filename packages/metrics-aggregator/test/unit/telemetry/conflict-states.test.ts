import { expect, test } from 'vitest'
import type { FamilyEvent } from '../../../src/exposition/report.ts'
import { ConflictStates } from '../../../src/telemetry/conflict-states.ts'

const conflict = (family: string, kind: FamilyEvent['kind'] = 'type_conflict'): FamilyEvent => {
  return { kind, family, targets: ['api', 'worker'] }
}

test('a lasting conflict is told once, and again when it comes back', () => {
  const states = new ConflictStates()
  expect(states.take([conflict('a')])).toEqual([conflict('a')])
  expect(states.take([conflict('a'), conflict('a', 'help_conflict')])).toEqual([
    conflict('a', 'help_conflict'),
  ])
  expect(states.take([])).toEqual([])
  expect(states.take([conflict('a')])).toEqual([conflict('a')])
})

test('pages of one target are compared with those of the same target', () => {
  const states = new ConflictStates()
  expect(states.take([conflict('a')])).toHaveLength(1)
  expect(states.take([conflict('a')], 'api')).toHaveLength(1)
  expect(states.take([], 'worker')).toEqual([])
  expect(states.take([conflict('a')])).toEqual([])
  expect(states.take([conflict('a')], 'api')).toEqual([])
})

test('a flood of conflicts is told in part', () => {
  const events = Array.from({ length: 1_000 }, (_, at) => conflict(`family_${at}`))
  expect(new ConflictStates().take(events)).toEqual(events.slice(0, 10))
})
