/** All vectors of the formats in lines, in the order in which the score is printed; those of protobuf are in `protobuf/`. */
import { openMetricsExemplars } from './openmetrics-1.0/exemplars.ts'
import { openMetricsFamilies } from './openmetrics-1.0/families.ts'
import { openMetricsFraming } from './openmetrics-1.0/framing.ts'
import { openMetricsHistograms } from './openmetrics-1.0/histograms.ts'
import { openMetricsLabels } from './openmetrics-1.0/labels.ts'
import { openMetricsMetadata } from './openmetrics-1.0/metadata.ts'
import { openMetricsNumbers } from './openmetrics-1.0/numbers.ts'
import { openMetricsSimpleTypes } from './openmetrics-1.0/simple-types.ts'
import { textFamilies } from './text-0.0.4/families.ts'
import { textLabels } from './text-0.0.4/labels.ts'
import { textLines } from './text-0.0.4/lines.ts'
import { textMetadata } from './text-0.0.4/metadata.ts'
import { textNames } from './text-0.0.4/names.ts'
import { textValues } from './text-0.0.4/values.ts'
import { utf8Labels } from './text-1.0.0/labels.ts'
import { utf8Metadata } from './text-1.0.0/metadata.ts'
import { utf8Names } from './text-1.0.0/names.ts'
import { openMetricsUtf8 } from './openmetrics-1.0/utf-8.ts'
import type { VectorGroup } from './vector.ts'

export const VECTOR_GROUPS: readonly VectorGroup[] = [
  ...textLines,
  ...textNames,
  ...textLabels,
  ...textValues,
  ...textMetadata,
  ...textFamilies,
  ...utf8Names,
  ...utf8Labels,
  ...utf8Metadata,
  ...openMetricsFraming,
  ...openMetricsLabels,
  ...openMetricsNumbers,
  ...openMetricsMetadata,
  ...openMetricsSimpleTypes,
  ...openMetricsHistograms,
  ...openMetricsExemplars,
  ...openMetricsFamilies,
  ...openMetricsUtf8,
]
