/** The formats as the engine is told them, as in `engine/assembly/family-type.ts`. */
import type { ExpositionFormat } from './formats.ts'

export const FORMAT_NUMBERS: Readonly<Record<ExpositionFormat, number>> = {
  text: 0,
  openmetrics: 1,
  protobuf: 2,
}
