/**
 * The families of the page as bytes, in the page's order, with the metadata that their members agree on
 * (merge-semantics §6, from "Metadata of a page family" on).
 */
import { bytesOfText } from './byte-text.ts'
import { canonicalLine } from './canonical-line.ts'
import { collectFamilies, declaredType, samplesOf, membersByTarget, writtenType } from './members.ts'
import type { PageFamily } from './members.ts'
import { addEvent } from './merge-state.ts'
import type { MergeState } from './merge-state.ts'
import { escapeHelp } from './metadata-line.ts'
import { orderTextClashes } from './name-clash.ts'
import { quoteName } from './names.ts'
import { writeFamily } from './protobuf/write-messages.ts'
import { isUnitFit } from './read-target.ts'
import { sampleCount } from './target-family.ts'

export interface WrittenPage {
  readonly body: Uint8Array
  readonly families: number
  readonly samples: number
}

export function writePage(state: MergeState): WrittenPage {
  const families = orderFamilies(state).filter((family) => isOnPage(family, state))
  if (state.format === 'protobuf') return writeMessages(state, families)
  if (state.format === 'openmetrics') for (const family of families) countLostUnits(family, state)
  const lines = families.flatMap((family) => [...metadataLines(family, state), ...sampleLines(family)])
  if (state.format === 'openmetrics') lines.push('# EOF')
  const samples = families.flatMap((family) => family.members.flatMap((member) => member.samples))
  return {
    body: bytesOfText(lines.map((line) => `${line}\n`).join('')),
    families: families.length,
    samples: samples.length,
  }
}

function writeMessages(state: MergeState, families: readonly PageFamily[]): WrittenPage {
  const all = families.map((family) =>
    writeFamily(state, family, { help: chooseHelp(family, state), unit: chooseUnit(family, state) }),
  )
  // Lines may turn out to make no message.
  const written = all.filter(({ samples }) => samples > 0 || state.options.emptyFamilies === 'keep')
  return {
    body: bytesOfText(written.map(({ message }) => message).join('')),
    families: written.length,
    samples: written.reduce((sum, { samples }) => sum + samples, 0),
  }
}

function orderFamilies(state: MergeState): readonly PageFamily[] {
  const families = collectFamilies(state.members)
  const infoFirst = [...families.filter(isTargetInfo), ...families.filter((family) => !isTargetInfo(family))]
  return state.format === 'text' ? orderTextClashes(state, infoFirst) : infoFirst
}

/** As a target of either format calls it. */
function isTargetInfo(family: PageFamily): boolean {
  return family.name === 'target_info' || (family.name === 'target' && declaredType(family) === 'info')
}

function isOnPage(family: PageFamily, state: MergeState): boolean {
  if (state.options.targetInfo === 'drop' && isTargetInfo(family)) return false
  const isEmpty = family.members.every((member) => sampleCount(member) === 0)
  return isEmpty ? state.options.emptyFamilies === 'keep' && metadataLines(family, state).length > 0 : true
}

function metadataLines(family: PageFamily, state: MergeState): readonly string[] {
  const name = quoteName(family.name, 'metric')
  const type = writtenType(family, state.format)
  const typeLine = type === undefined ? [] : [`# TYPE ${name} ${type}`]
  const help = chooseHelp(family, state)
  const helpLine = help === undefined ? [] : [`# HELP ${name} ${escapeHelp(help, state.format)}`]
  if (state.format === 'text') return [...helpLine, ...typeLine]
  const unit = chooseUnit(family, state)
  return [...typeLine, ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]), ...helpLine]
}

function chooseHelp(family: PageFamily, state: MergeState): string | undefined {
  const helps = valuesOf(family.members.flatMap((member) => [member.help, ...member.otherHelps]))
  if (helps.size > 1) addEvent(state, 'help_conflict', [family])
  return [...helps][0]
}

function chooseUnit(family: PageFamily, state: MergeState): string | undefined {
  const units = valuesOf(family.members.map((member) => member.unit))
  if (units.size > 1) addEvent(state, 'unit_conflict', [family])
  const unit = units.size === 1 ? [...units][0] : undefined
  if (state.format === 'protobuf') return unit
  const type = writtenType(family, state.format)
  return isUnitFit({ name: family.name, type, unit }) ? unit : undefined
}

function countLostUnits(family: PageFamily, state: MergeState): void {
  const units = valuesOf(family.members.map((member) => member.unit))
  if (units.size !== 1 || chooseUnit(family, state) !== undefined) return
  for (const { unit, target } of family.members)
    if (unit !== undefined) state.counters[target]!.unitsDropped++
}

function valuesOf(values: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set(values.filter((value) => value !== undefined))
}

function sampleLines(family: PageFamily): readonly string[] {
  return membersByTarget(family)
    .flatMap((members) => samplesOf(members))
    .map(canonicalLine)
}
