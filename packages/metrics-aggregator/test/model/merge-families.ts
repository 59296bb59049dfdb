/**
 * From the target families of all accepted targets to those of the page: the steps 2 to 5 of merge-semantics §6,
 * taken in order and begun again whenever one of them changed something.
 */
import { absorbFamilies } from './absorb.ts'
import { collectFamilies, declaredType, membersByTarget, samplesOf } from './members.ts'
import type { Member, PageFamily } from './members.ts'
import { addEvent } from './merge-state.ts'
import type { MergeState } from './merge-state.ts'
import { splitClashes } from './name-clash.ts'
import { findRuleViolations } from './openmetrics-rules.ts'
import { findLineFault, lowerMember } from './protobuf/line-rules.ts'
import { repairGroups } from './sample-groups.ts'
import { findTextViolations } from './text-rules.ts'
import { resolveTypeConflicts } from './type-conflict.ts'
import { splitMembers } from './split-members.ts'

type Step = (state: MergeState) => boolean

const TEXT_STEPS: readonly Step[] = [absorbFamilies, resolveTypeConflicts, joinMembers, holdAgainstTextRules]
const OPENMETRICS_STEPS: readonly Step[] = [
  absorbFamilies,
  resolveTypeConflicts,
  joinMembers,
  rejectStatesets,
  holdAgainstRules,
  splitClashes,
]

export function mergeFamilies(state: MergeState): void {
  const steps = state.format === 'openmetrics' ? OPENMETRICS_STEPS : TEXT_STEPS
  tellCollisions(state)
  let isChanged = true
  // The first step that changes anything ends the round.
  while (isChanged) isChanged = steps.some((step) => step(state))
}

/** Families of different names that the page's scheme made one. */
function tellCollisions(state: MergeState): void {
  for (const family of collectFamilies(state.members)) {
    const names = new Set(family.members.map((member) => member.formerName))
    const changed = [...names].find((name) => name !== undefined)
    if (names.size > 1 && changed !== undefined) addEvent(state, 'name_collision', [family], changed)
  }
}

/**
 * Members of one target in one family are brought together by a split or a conversion. Joining them is no change
 * that would call for another round.
 */
function joinMembers(state: MergeState): boolean {
  for (const family of collectFamilies(state.members)) {
    for (const [first, ...others] of membersByTarget(family)) {
      for (const other of others) joinMember(state, first!, other)
    }
  }
  return false
}

function joinMember(state: MergeState, into: Member, other: Member): void {
  if (into.metrics === undefined || other.metrics === undefined) {
    lowerMember(state, into)
    lowerMember(state, other)
  } else {
    into.metrics = [...into.metrics, ...other.metrics]
    into.extras = (into.extras ?? '') + (other.extras ?? '')
  }
  const helps = [...into.otherHelps, ...other.otherHelps]
  into.otherHelps = other.help === undefined ? helps : [...helps, other.help]
  into.samples = samplesOf([into, other]).slice()
  into.type ??= other.type
  into.help ??= other.help
  into.unit ??= other.unit
  into.isMade ||= other.isMade
  state.members = state.members.filter((member) => member !== other)
}

/** A stateset whose state label would be the injected one can't be told from any other. */
function rejectStatesets(state: MergeState): boolean {
  const isRejected = (family: PageFamily): boolean =>
    declaredType(family) === 'stateset' &&
    family.members.some((member) => state.injectedNames[member.target]!.has(family.name))
  const rejected = collectFamilies(state.members).filter(isRejected)
  for (const family of rejected) addEvent(state, 'family_rejected', [family])
  const names = new Set(rejected.map((family) => family.name))
  state.members = state.members.filter((member) => !names.has(member.name))
  return rejected.length > 0
}

function holdAgainstRules(state: MergeState): boolean {
  const changed = collectFamilies(state.members).filter((family) => {
    const isRepaired = repairFamily(state, family)
    return degradeFamily(state, family) || isRepaired
  })
  return changed.length > 0
}

function holdAgainstTextRules(state: MergeState): boolean {
  return collectFamilies(state.members).filter((family) => degradeFamily(state, family)).length > 0
}

function repairFamily(state: MergeState, family: PageFamily): boolean {
  const subject = { name: family.name, type: declaredType(family), format: state.format }
  const repaired = membersByTarget(family).filter((members) => {
    const repair = repairGroups(samplesOf(members), subject)
    if (repair.violations.length === 0) return false
    const counters = state.counters[members[0]!.target]!
    counters.duplicates += repair.duplicates
    counters.samplesDropped += repair.samplesDropped
    counters.exemplarsDropped += repair.exemplarsDropped
    for (const member of members) keepSamples(member, repair.kept)
    return true
  })
  return repaired.length > 0
}

function keepSamples(member: Member, kept: readonly Member['samples'][number][]): void {
  const lines = new Set(member.samples.map((sample) => sample.line))
  member.samples = kept.filter((sample) => lines.has(sample.line))
}

function degradeFamily(state: MergeState, family: PageFamily): boolean {
  const subject = { name: family.name, type: declaredType(family), format: state.format }
  const violations = membersByTarget(family).flatMap((members) => {
    if (state.format === 'protobuf') return findLineFault(members, family) ?? []
    const findViolations = state.format === 'text' ? findTextViolations : findRuleViolations
    return findViolations(samplesOf(members), subject).map((violation) => violation.code)
  })
  if (isMixedInfo(family)) violations.push('TIMESTAMPS_MIXED')
  if (violations[0] === undefined) return false
  addEvent(state, 'degraded', [family], violations[0])
  splitMembers(state, new Set(family.members))
  return true
}

/** An info family is one group whatever the target, and a group has timestamps everywhere or nowhere. */
function isMixedInfo(family: PageFamily): boolean {
  if (declaredType(family) !== 'info') return false
  const samples = samplesOf(family.members)
  return new Set(samples.map((sample) => sample.timestamp === undefined)).size > 1
}
