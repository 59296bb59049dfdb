/**
 * Runs every numbered merge case through a merge session and compares the whole page, the refusals, and the
 * counters and events that the case names.
 */
import { describe, expect, test } from 'vitest'
import type { MergeReport, TargetCounters } from '../../../src/exposition/report.ts'
import { bytesOf } from '../vector.ts'
import type { CaseEvent, MergeCase } from './merge-case.ts'
import { pageOf } from './merge-case.ts'
import { PARTS } from './parts.ts'
import { runCase } from './run-case.ts'

function refusedOf(report: MergeReport, row: MergeCase): Record<string, string | undefined> {
  const cut = new Set(row.targets.filter(({ isCut }) => isCut).map(({ name }) => name))
  const refused = report.targets.filter(({ ok, name }) => !ok && !cut.has(name))
  return Object.fromEntries(refused.map(({ name, refusal }) => [name, refusal?.code]))
}

function countersOf(report: MergeReport, name: string): TargetCounters | undefined {
  return report.targets.find((target) => target.name === name)?.counters
}

function eventsOf({ events }: MergeReport, row: MergeCase): readonly CaseEvent[] | undefined {
  return row.events && events.map(({ kind, family, targets }) => ({ kind, family, targets }))
}

describe.each(PARTS)('$part', ({ cases }) => {
  test.each(cases)('case $case: $title', (row) => {
    const { page, report } = runCase(row)
    // Pages are compared byte for byte, so both sides are latin1: some of them hold what is no UTF-8.
    expect(Buffer.from(page).toString('latin1')).toBe(Buffer.from(bytesOf(pageOf(row))).toString('latin1'))
    expect(refusedOf(report, row)).toEqual(row.refused ?? {})
    for (const [name, counters] of Object.entries(row.counters ?? {})) {
      expect(countersOf(report, name)).toMatchObject(counters)
    }
    expect(eventsOf(report, row)).toEqual(row.events)
  })
})
