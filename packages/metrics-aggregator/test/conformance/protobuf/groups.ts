/** All protobuf vectors, in the order in which the score is printed. */
import { protobufExemplars } from './exemplars.ts'
import { protobufFamilies } from './families.ts'
import { protobufFraming } from './framing.ts'
import { protobufLabels } from './labels.ts'
import { protobufLimits } from './limits.ts'
import { protobufNativeHistograms } from './native-histograms.ts'
import { protobufValues } from './values.ts'
import type { ProtobufGroup } from './vector.ts'

export const PROTOBUF_GROUPS: readonly ProtobufGroup[] = [
  ...protobufFraming,
  ...protobufFamilies,
  ...protobufLabels,
  ...protobufValues,
  ...protobufNativeHistograms,
  ...protobufExemplars,
  ...protobufLimits,
]
