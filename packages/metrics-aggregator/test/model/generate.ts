/**
 * Arbitrary merges: what several targets answered, with which options, to be served as what. The inputs of the
 * property tests and of the fuzzer.
 */
import fc from 'fast-check'
import { ESCAPINGS } from '../../src/exposition/formats.ts'
import type { ExpositionFormat, FormatVersion } from '../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import type { MergeLimits, MergeOptions, TargetLimits } from '../../src/exposition/options.ts'
import { bytesOfText } from './byte-text.ts'
import { expositionLines } from './generate-exposition.ts'
import type { LineFormat, Oddness } from './generate-exposition.ts'
import { messageBodies } from './protobuf/generate-messages.ts'
import type { ModelInput } from './model-merge.ts'
import { mutations } from './mutate.ts'

export interface MergeCase {
  readonly inputs: readonly ModelInput[]
  readonly options: MergeOptions
  readonly version: FormatVersion
}

const FORMATS: readonly LineFormat[] = ['text', 'openmetrics']
const VERSIONS: readonly FormatVersion[] = ['text-0.0.4', 'openmetrics-1.0.0', 'openmetrics-0.0.1']
const QUOTING = { 'text-0.0.4': 'text-1.0.0', 'openmetrics-0.0.1': 'openmetrics-1.0.0' } as const
const TARGET_NAMES = ['app', 'sidecar', 'say "hi"\\\n', 'größe', 'z']

/** The version of each format that holds any name. */
export const VERSION_WITH_NAMES = {
  text: 'text-1.0.0',
  openmetrics: 'openmetrics-1.0.0',
  protobuf: 'protobuf',
} as const

export const formats: fc.Arbitrary<ExpositionFormat> = fc.constantFrom(...FORMATS, 'protobuf')
export const versions: fc.Arbitrary<FormatVersion> = fc.constantFrom(...VERSIONS, 'protobuf')

/** A body without damage: with `none` it has no odd token either, though rules of types may be broken. */
export function bodies(format: ExpositionFormat, oddness: Oddness): fc.Arbitrary<string> {
  if (format === 'protobuf') return messageBodies(oddness)
  return expositionLines(format, oddness).map((lines) => {
    const all = format === 'openmetrics' ? [...lines, '# EOF'] : lines
    return all.map((line) => `${line}\n`).join('')
  })
}

/** A body with a good chance of damage. */
export function damagedBodies(format: ExpositionFormat): fc.Arbitrary<string> {
  const damaged = fc.tuple(bodies(format, 'some'), mutations()).map(([body, mutate]) => mutate(body))
  const sound = [bodies(format, 'none'), bodies(format, 'some')]
  // Damage to bytes mostly breaks the lengths of messages, which is soon told.
  return format === 'protobuf'
    ? fc.oneof({ arbitrary: fc.oneof(...sound), weight: 6 }, damaged)
    : fc.oneof(...sound, damaged)
}

type Bodies = (format: ExpositionFormat) => fc.Arbitrary<string>

export function modelInputs(name: string, bodiesOf: Bodies): fc.Arbitrary<ModelInput> {
  return formats.chain((format) =>
    fc
      .record({
        body: bodiesOf(format).map(bytesOfText),
        framing: fc.constantFrom('complete', 'complete', 'close'),
        validation: fc.constantFrom('strict', 'lenient'),
        labels: fc.constantFrom<Record<string, string>>(
          {},
          {},
          { zone: 'ö"\\' },
          { x: '7', exported_origin_container: 'e' },
        ),
        own: fc.oneof({ arbitrary: fc.constant({}), weight: 3 }, ownOptions()),
      })
      .map(({ own, ...rest }) => ({ name, format, ...own, ...rest })),
  )
}

type OwnOptions = Pick<
  ModelInput,
  'keepFamilies' | 'dropFamilies' | 'dropLabels' | 'honorTimestamps' | 'limits'
>

/** What takes something away from one target alone. */
function ownOptions(): fc.Arbitrary<OwnOptions> {
  return fc
    .record({
      keepFamilies: fc.constantFrom([], [], ['a*'], ['*_total', 'b*', 'c:d_9'], ['a', 'target_info']),
      dropFamilies: fc.constantFrom([], ['a'], ['*_total'], ['b*s*'], ['*_info', '_x']),
      dropLabels: fc.constantFrom([], ['x'], ['origin_container', 'zone'], ['y', '_z', 'a']),
      honorTimestamps: fc.boolean(),
      limits: fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, smallLimits()),
    })
    .map(({ limits, ...rest }) => (limits === undefined ? rest : { ...rest, limits }))
}

function smallLimits(): fc.Arbitrary<TargetLimits> {
  return fc.record({
    lineBytesMax: fc.constantFrom(65_536, 10, 20, 40),
    familyBytesMax: fc.constant(0),
    labelsMax: fc.constantFrom(128, 1, 2),
    samplesMax: fc.constantFrom(0, 1, 3),
    targetBytesMax: fc.constantFrom(0, 0, 600, 1_500),
  })
}

function targetsOf(bodiesOf: Bodies): fc.Arbitrary<readonly ModelInput[]> {
  const names = fc.shuffledSubarray(TARGET_NAMES, { minLength: 1, maxLength: 3 })
  return names.chain((chosen) => fc.tuple(...chosen.map((name) => modelInputs(name, bodiesOf))))
}

function mergeOptions(): fc.Arbitrary<MergeOptions> {
  const page = fc.constantFrom(0, 0, 60, 400)
  const small: fc.Arbitrary<MergeLimits> = fc
    .tuple(smallLimits(), page)
    .map(([limits, pageBytesMax]) => ({ ...limits, pageBytesMax }))
  return fc.record({
    labelName: fc.constantFrom('origin_container', 'origin_container', 'a', 'y'),
    onCollision: fc.constantFrom('rename', 'rename', 'keep', 'overwrite', 'drop_series', 'fail_target'),
    onTypeConflict: fc.constantFrom('untyped', 'first_wins', 'drop_later'),
    created: fc.constantFrom('keep', 'drop'),
    targetInfo: fc.constantFrom('keep', 'keep', 'drop'),
    emptyFamilies: fc.constantFrom('keep', 'drop'),
    duplicates: fc.constantFrom('auto', 'forward', 'drop'),
    limits: fc.oneof({ arbitrary: fc.constant(DEFAULT_MERGE_OPTIONS.limits), weight: 7 }, small),
    escaping: fc.constantFrom(...ESCAPINGS),
  })
}

/** The version, or one of its format that can hold the names that the options want. */
export function versionFor(version: FormatVersion, { escaping }: MergeOptions): FormatVersion {
  if (escaping !== 'allow-utf-8') return version
  return version === 'text-0.0.4' || version === 'openmetrics-0.0.1' ? QUOTING[version] : version
}

export function mergeCases(bodiesOf: Bodies): fc.Arbitrary<MergeCase> {
  return mergeCasesOf(targetsOf(bodiesOf))
}

export function mergeCasesOf(inputs: fc.Arbitrary<readonly ModelInput[]>): fc.Arbitrary<MergeCase> {
  return fc
    .record({ inputs, options: mergeOptions(), version: versions })
    .map((mergeCase) => ({ ...mergeCase, version: versionFor(mergeCase.version, mergeCase.options) }))
}
