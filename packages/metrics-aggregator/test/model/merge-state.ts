/**
 * What the steps of a merge work on and hand to each other, and the events they leave for the report.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import type { MergeOptions } from '../../src/exposition/options.ts'
import type { FamilyEvent, FamilyEventKind } from '../../src/exposition/report.ts'
import { ordinaryText } from './byte-text.ts'
import type { Member, PageFamily } from './members.ts'
import type { Counters } from './target-family.ts'

export interface MergeState {
  readonly format: ExpositionFormat
  readonly options: MergeOptions
  readonly targetNames: readonly string[]
  /** By target. */
  readonly counters: readonly Counters[]
  /** Names of the labels injected into each target. */
  readonly injectedNames: readonly ReadonlySet<string>[]
  readonly events: FamilyEvent[]
  /** Some target loses labels or timestamps. */
  readonly canRepeatSeries: boolean
  /** Families that lost native buckets, with the targets that had them. */
  readonly nativeFamilies: Map<string, Set<number>>
  members: readonly Member[]
}

/** Notes an event, unless the same one was noted in an earlier round. */
export function addEvent(
  state: MergeState,
  kind: FamilyEventKind,
  families: readonly PageFamily[],
  detailText?: string,
): void {
  const detail = detailText === undefined ? undefined : ordinaryText(detailText)
  const family = ordinaryText(families[0]!.name)
  const isKnown = state.events.some(
    (event) => event.kind === kind && event.family === family && event.detail === detail,
  )
  if (isKnown) return
  const concerned = new Set(families.flatMap((each) => each.members.map((member) => member.target)))
  const targets = state.targetNames.filter((_, target) => concerned.has(target))
  state.events.push({ kind, family, targets, ...(detail === undefined ? {} : { detail }) })
}
