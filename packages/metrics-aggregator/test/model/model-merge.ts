/**
 * The model of the merger: the slow and obvious reading of merge-semantics.md, written without a look at the
 * engine. Bodies in, page and report out.
 */
import type { Escaping, ExpositionFormat, FormatVersion } from '../../src/exposition/formats.ts'
import { formatOf } from '../../src/exposition/formats.ts'
import type { MergeOptions, TargetIdentity } from '../../src/exposition/options.ts'
import type { MergeReport, TargetReport } from '../../src/exposition/report.ts'
import { ordinaryText, textOfBytes } from './byte-text.ts'
import { convertFamilies } from './convert.ts'
import type { Conversion } from './convert.ts'
import { dropDuplicates } from './duplicates.ts'
import { escapeFamilies } from './escape-families.ts'
import { filterFamilies } from './filters.ts'
import type { Framing } from './lines.ts'
import type { Label } from './labels.ts'
import type { Member } from './members.ts'
import { mergeFamilies } from './merge-families.ts'
import type { MergeState } from './merge-state.ts'
import { escapeLabelValue } from './names.ts'
import { refuseLargest } from './page-limit.ts'
import { tellNative } from './protobuf/line-rules.ts'
import { readMessages } from './protobuf/read-messages.ts'
import { readTarget } from './read-target.ts'
import type { TargetReading } from './read-target.ts'
import { writePage } from './write-page.ts'

export interface ModelInput extends TargetIdentity {
  readonly format: ExpositionFormat
  readonly framing: Framing
  readonly body: Uint8Array
}

export interface ModelPage {
  readonly body: Uint8Array
  readonly report: MergeReport
}

export function modelMerge(
  inputs: readonly ModelInput[],
  options: MergeOptions,
  version: FormatVersion,
): ModelPage {
  const format = formatOf(version)
  const asRead = refuseLargest(
    inputs.map((input) => readInput(input, options)),
    options.limits.pageBytesMax,
  )
  const readings = asRead.map((reading, target) => {
    const input = inputs[target]!
    const families = escapeFamilies(reading.families, input.format, escapingOf(options))
    return filterFamilies({ ...reading, families }, input)
  })
  const takenNames = findTakenNames(inputs, readings)
  const nativeFamilies = new Map<string, Set<number>>()
  const conversionOf = (target: number): Conversion => ({
    from: inputs[target]!.format,
    to: format,
    created: options.created,
    takenNames,
    tellNative: ({ name }) => tellNative({ nativeFamilies }, { name, target }),
  })
  const state: MergeState = {
    format,
    options,
    targetNames: inputs.map((input) => input.name),
    counters: readings.map((reading) => reading.counters),
    injectedNames: inputs.map((input) => new Set(injectedLabels(input, options).map((label) => label.name))),
    events: [],
    canRepeatSeries: inputs.some(
      ({ dropLabels = [], honorTimestamps = true }) => dropLabels.length > 0 || !honorTimestamps,
    ),
    nativeFamilies,
    members: readings.flatMap((reading, target) => membersOf(reading, target, conversionOf(target))),
  }
  dropDuplicates(state)
  mergeFamilies(state)
  const { body, families, samples } = writePage(state)
  addNativeEvents(state)
  const targets = readings.map((reading, target) => targetReport(inputs[target]!, reading))
  return { body, report: { targets, events: state.events, families, samples } }
}

function addNativeEvents({ nativeFamilies, events, targetNames }: MergeState): void {
  for (const [family, targets] of nativeFamilies)
    events.push({
      kind: 'native_histograms_degraded',
      family: ordinaryText(family),
      targets: targetNames.filter((_, target) => targets.has(target)),
    })
}

/** Case 76: who asks for nothing gets underscores. */
function escapingOf(options: MergeOptions): Escaping {
  return options.escaping ?? 'underscores'
}

function readInput(input: ModelInput, options: MergeOptions): TargetReading {
  const read = input.format === 'protobuf' ? readMessages : readTarget
  return read(textOfBytes(input.body), {
    format: input.format,
    framing: input.framing,
    validation: input.validation ?? 'strict',
    limits: input.limits ?? options.limits,
    dropLabels: input.dropLabels ?? [],
    honorTimestamps: input.honorTimestamps ?? true,
    injection: { labels: injectedLabels(input, options), onCollision: options.onCollision },
    escaping: escapingOf(options),
  })
}

function injectedLabels(input: TargetIdentity, options: MergeOptions): readonly Label[] {
  const all = [[options.labelName, input.name] as const, ...Object.entries(input.labels ?? {})]
  return all.map(([name, value]) => ({ name, value: escapeLabelValue(value) }))
}

function findTakenNames(
  inputs: readonly ModelInput[],
  readings: readonly TargetReading[],
): ReadonlySet<string> {
  const families = readings.flatMap((reading, target) => {
    if (reading.refusal) return []
    const isOpenMetrics = inputs[target]!.format === 'openmetrics'
    return reading.families.filter((family) => !(isOpenMetrics && family.type === 'counter'))
  })
  return new Set(families.map((family) => family.name))
}

function membersOf(reading: TargetReading, target: number, conversion: Conversion): readonly Member[] {
  if (reading.refusal) return []
  const families = convertFamilies(reading.families, conversion, reading.counters)
  return families.map((family) => ({ ...family, target, isMade: false, otherHelps: [] }))
}

function targetReport(input: ModelInput, { refusal, counters }: TargetReading): TargetReport {
  return {
    name: input.name,
    ok: refusal === undefined,
    ...(refusal === undefined ? {} : { refusal: { ...refusal, excerpt: '' } }),
    counters,
  }
}
