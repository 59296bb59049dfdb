/**
 * Runs every numbered merge case through a merge session and compares the whole page, the refusals, and the
 * counters and events that the case names.
 */
import { describe, expect, test } from 'vitest'
import { MergeSession } from '../../../src/exposition/merge-session.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../../src/exposition/options.ts'
import type { MergeOptions } from '../../../src/exposition/options.ts'
import type { MergeReport, TargetCounters } from '../../../src/exposition/report.ts'
import { bytesOf } from '../vector.ts'
import type { CaseTarget, MergeCase } from './merge-case.ts'
import { pageOf } from './merge-case.ts'
import { PARTS } from './parts.ts'

interface Outcome {
  readonly page: string
  readonly report: MergeReport
}

function merge(row: MergeCase): Outcome {
  const session = MergeSession.open(row.targets, optionsOf(row))
  try {
    for (const [index, target] of row.targets.entries()) feed(session, index, target)
    const format = row.format ?? row.targets[0]!.format
    const { slices, report } = session.render(format === 'text' ? 'text-0.0.4' : 'openmetrics-1.0.0')
    return { page: Buffer.concat(slices).toString('latin1'), report }
  } finally {
    session.release()
  }
}

function optionsOf({ options }: MergeCase): MergeOptions {
  const limits = { ...DEFAULT_MERGE_OPTIONS.limits, ...options?.limits }
  return { ...DEFAULT_MERGE_OPTIONS, ...options, limits }
}

function feed(session: MergeSession, index: number, target: CaseTarget): void {
  session.begin(index, target.format)
  const refusal = session.write(index, bytesOf(target.body))
  if (target.isCut) return session.drop(index)
  if (refusal === undefined) session.end(index, target.framing ?? 'complete')
}

function refusedOf(report: MergeReport, row: MergeCase): Record<string, string | undefined> {
  const cut = new Set(row.targets.filter(({ isCut }) => isCut).map(({ name }) => name))
  const refused = report.targets.filter(({ ok, name }) => !ok && !cut.has(name))
  return Object.fromEntries(refused.map(({ name, refusal }) => [name, refusal?.code]))
}

function countersOf(report: MergeReport, name: string): TargetCounters | undefined {
  return report.targets.find((target) => target.name === name)?.counters
}

describe.each(PARTS)('$part', ({ cases }) => {
  test.each(cases)('case $case: $title', (row) => {
    const { page, report } = merge(row)
    // Pages are compared byte for byte, so both sides are latin1: some of them hold what is no UTF-8.
    expect(page).toBe(Buffer.from(bytesOf(pageOf(row))).toString('latin1'))
    expect(refusedOf(report, row)).toEqual(row.refused ?? {})
    for (const [name, counters] of Object.entries(row.counters ?? {})) {
      expect(countersOf(report, name)).toMatchObject(counters)
    }
    if (row.events !== undefined) {
      expect(report.events.map(({ kind, family, targets }) => ({ kind, family, targets }))).toEqual(row.events)
    }
  })
})
