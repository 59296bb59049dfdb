/**
 * Merges in which protobuf takes part: the splice, and each direction between it and the text formats. The protobuf
 * bodies say what the synthesised text bodies say; they are made by the merge itself, which the tests hold to a model.
 */
import { mergeExpositions } from '../src/exposition/merge-expositions.ts'
import type { ExpositionFormat } from '../src/exposition/formats.ts'
import type { Contender } from './contenders.ts'
import { inputOf } from './inputs.ts'
import type { BenchInput, InputName } from './inputs.ts'

export interface Conversion {
  readonly input: BenchInput
  readonly from: ExpositionFormat
  readonly to: ExpositionFormat
}

/** The label that makes a body; the merge that is measured injects another one. */
const LABEL_NAME = 'made_for'

export const CONVERSIONS: readonly Conversion[] = [
  conversion('splice', 'protobuf', 'protobuf', 'protobuf to protobuf'),
  conversion('text-protobuf', 'text', 'protobuf', 'text to protobuf'),
  conversion('protobuf-text', 'protobuf', 'text', 'protobuf to text'),
  conversion('protobuf-openmetrics', 'protobuf', 'openmetrics', 'protobuf to OpenMetrics'),
]

function conversion(
  name: InputName,
  from: ExpositionFormat,
  to: ExpositionFormat,
  title: string,
): Conversion {
  const bodies = from === 'protobuf' ? protobufBodies : textBodies
  return { input: { name, title: `${title}, 30,000 series`, bodies }, from, to }
}

function textBodies(): readonly Buffer[] {
  return inputOf('series-30k').bodies()
}

function protobufBodies(): readonly Buffer[] {
  return textBodies().map((body) => {
    const merged = mergeExpositions([{ name: 'bench', body }], { format: 'protobuf', labelName: LABEL_NAME })
    return Buffer.from(merged.body)
  })
}

/** Ourselves and who else knows protobuf, told which formats are meant. */
export function convertersOf(
  contenders: readonly Contender[],
  { from, to }: Conversion,
): readonly Contender[] {
  return contenders
    .filter(({ name }) => name === 'ours' || name === 'expfmt')
    .map((contender) => {
      const { command } = contender
      return 'missing' in command
        ? contender
        : { ...contender, command: [...command, `-from=${from}`, `-to=${to}`] }
    })
}
