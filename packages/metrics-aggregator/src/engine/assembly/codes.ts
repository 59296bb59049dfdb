// Numbers of the refusals and violations, in the order of the lists in `exposition/report.ts` (a test holds them equal):
// refusals from 1, violations from 101. A function that can refuse returns a pointer past what it read, or 0 with
// `fault` and `faultAt` set.

export const NAME_INVALID: i32 = 1
export const LABELS_INVALID: i32 = 2
export const LABEL_RESERVED: i32 = 3
export const LABEL_REPEATED: i32 = 4
export const LABELS_TOO_MANY: i32 = 5
export const VALUE_INVALID: i32 = 6
export const TIMESTAMP_INVALID: i32 = 7
export const EXEMPLAR_INVALID: i32 = 8
export const EXEMPLAR_UNEXPECTED: i32 = 9
export const SAMPLE_TRAILING: i32 = 10
export const UTF8_INVALID: i32 = 11
export const METADATA_INVALID: i32 = 12
export const TYPE_INVALID: i32 = 13
export const METADATA_REPEATED: i32 = 14
export const LINE_INVALID: i32 = 15
export const LINE_TOO_LONG: i32 = 16
export const EOF_MISSING: i32 = 17
export const EOF_NOT_LAST: i32 = 18
export const BODY_TRUNCATED: i32 = 19
export const SAMPLES_TOO_MANY: i32 = 20
export const LABEL_COLLISION: i32 = 21
export const EXPOSITION_TOO_LARGE: i32 = 22
// 23, PAGE_TOO_LARGE, is found by the host.
export const WIRE_INVALID: i32 = 24
export const FIELD_REPEATED: i32 = 25
export const FAMILY_TOO_LONG: i32 = 26
export const VALUE_MISSING: i32 = 27
export const HISTOGRAM_INVALID: i32 = 28

export const METADATA_AGAIN: i32 = 101
export const METADATA_LATE: i32 = 102
export const UNIT_UNFIT: i32 = 103
export const FAMILY_INTERLEAVED: i32 = 104
export const SAMPLE_NAME_UNFIT: i32 = 105
export const SERIES_INTERLEAVED: i32 = 106
export const SERIES_DUPLICATE: i32 = 107
export const TIMESTAMPS_MIXED: i32 = 108
export const TIMESTAMP_BACKWARDS: i32 = 109
export const VALUE_NAN: i32 = 110
export const VALUE_NEGATIVE: i32 = 111
export const VALUE_FRACTIONAL: i32 = 112
export const BUCKET_LE_INVALID: i32 = 113
export const BUCKET_ORDER: i32 = 114
export const BUCKET_DECREASING: i32 = 115
export const BUCKET_INF_MISSING: i32 = 116
export const COUNT_MISMATCH: i32 = 117
export const SUM_COUNT_UNPAIRED: i32 = 118
export const SUM_UNFIT: i32 = 119
export const QUANTILE_INVALID: i32 = 120
export const STATESET_INVALID: i32 = 121
export const INFO_INVALID: i32 = 122
export const EXEMPLAR_MISPLACED: i32 = 123
export const EXEMPLAR_TOO_LONG: i32 = 124
export const NAME_CLASH: i32 = 125
export const NAME_COLLISION: i32 = 126
export const FAMILY_REPEATED: i32 = 127

export let fault: i32 = 0
export let faultAt: usize = 0

/** Notes the fault and returns 0, so that a reader can `return refuse(…)`. */
export function refuse(code: i32, at: usize): usize {
  fault = code
  faultAt = at
  return 0
}

// A fault of one metric of a protobuf body: it is told only when nothing worse is found behind it, since a lenient
// reader goes on with the next metric. The first one counts.
export let softFault: i32 = 0
let softAt: usize = 0

export function forgetSoftFault(): void {
  softFault = 0
}

export function noteSoftFault(code: i32, at: usize): void {
  if (softFault != 0) return
  softFault = code
  softAt = at
}

export function refuseSoftFault(): usize {
  return refuse(softFault, softAt)
}
