/**
 * Codes that are said of an exposition. A refusal discards the target's whole body; a violation is tolerated by
 * Prometheus but not by stricter readers. Names repeat those of exposition/report.ts (a test compares the two lists).
 */
import type { CodeEntry, Reason } from './entry.ts'

/** Where in the body: line and column from 1 (columns count bytes), 0 where the fault has none. */
interface Place {
  readonly line: number
  readonly column: number
  /** The beginning of the offending line (protobuf: the family's name), control characters replaced. */
  readonly excerpt: string
  /** Protobuf: the place in bytes from the start of the body, and the field inside its family's message. */
  readonly offset?: number
  readonly path?: string
  /** The limit that was exceeded, where the code is about one. */
  readonly limit?: number
}

export interface RefusalFacts {
  NAME_INVALID: Place
  LABELS_INVALID: Place
  LABEL_RESERVED: Place
  LABEL_REPEATED: Place
  LABELS_TOO_MANY: Place
  VALUE_INVALID: Place
  TIMESTAMP_INVALID: Place
  EXEMPLAR_INVALID: Place
  EXEMPLAR_UNEXPECTED: Place
  SAMPLE_TRAILING: Place
  UTF8_INVALID: Place
  METADATA_INVALID: Place
  TYPE_INVALID: Place
  METADATA_REPEATED: Place
  LINE_INVALID: Place
  LINE_TOO_LONG: Place
  EOF_MISSING: Place
  EOF_NOT_LAST: Place
  BODY_TRUNCATED: Place
  SAMPLES_TOO_MANY: Place
  LABEL_COLLISION: Place
  EXPOSITION_TOO_LARGE: Place
  PAGE_TOO_LARGE: Place
  WIRE_INVALID: Place
  FIELD_REPEATED: Place
  FAMILY_TOO_LONG: Place
  VALUE_MISSING: Place
  HISTOGRAM_INVALID: Place
}

type ViolationName =
  | 'METADATA_AGAIN'
  | 'METADATA_LATE'
  | 'UNIT_UNFIT'
  | 'FAMILY_INTERLEAVED'
  | 'SAMPLE_NAME_UNFIT'
  | 'SERIES_INTERLEAVED'
  | 'SERIES_DUPLICATE'
  | 'TIMESTAMPS_MIXED'
  | 'TIMESTAMP_BACKWARDS'
  | 'VALUE_NAN'
  | 'VALUE_NEGATIVE'
  | 'VALUE_FRACTIONAL'
  | 'BUCKET_LE_INVALID'
  | 'BUCKET_ORDER'
  | 'BUCKET_DECREASING'
  | 'BUCKET_INF_MISSING'
  | 'COUNT_MISMATCH'
  | 'SUM_COUNT_UNPAIRED'
  | 'SUM_UNFIT'
  | 'QUANTILE_INVALID'
  | 'STATESET_INVALID'
  | 'INFO_INVALID'
  | 'EXEMPLAR_MISPLACED'
  | 'EXEMPLAR_TOO_LONG'
  | 'NAME_CLASH'
  | 'NAME_COLLISION'
  | 'FAMILY_REPEATED'

export type ViolationFacts = Record<ViolationName, Place>

export const REFUSALS: { readonly [C in keyof RefusalFacts]: CodeEntry<Place> } = {
  NAME_INVALID: refusal(
    'parse',
    'the line has no valid metric name',
    'A name is letters, digits, "_" and ":" and does not begin with a digit; other names stand quoted inside the braces.',
  ),
  LABELS_INVALID: refusal(
    'parse',
    'the label block is malformed or has no end',
    'Write {name="value",other="value"} and escape backslash, quote and line feed in values.',
  ),
  LABEL_RESERVED: refusal(
    'parse',
    'the label __name__ is reserved',
    'Put the metric name before the braces and leave the label out.',
  ),
  LABEL_REPEATED: refusal(
    'parse',
    'a label name appears twice in one series',
    'Give each label of a series its own name.',
  ),
  LABELS_TOO_MANY: overLimit(
    'parse',
    'label',
    'the series has more labels than allowed',
    'Reduce the labels of the series, or raise METRICS_LABELS_MAX (--labels-max).',
  ),
  VALUE_INVALID: refusal(
    'parse',
    'the value is not a number',
    'Write a decimal number, NaN, +Inf or -Inf; hexadecimal numbers and underscores are not read by Prometheus either.',
  ),
  TIMESTAMP_INVALID: refusal(
    'parse',
    'the timestamp is not a number that fits the format',
    'Text has whole milliseconds, OpenMetrics has seconds; leave the timestamp out if the value is current.',
  ),
  EXEMPLAR_INVALID: refusal(
    'parse',
    'the exemplar is malformed',
    'Write # {trace_id="…"} value and optionally a timestamp after it, with single spaces.',
  ),
  EXEMPLAR_UNEXPECTED: refusal(
    'parse',
    'an exemplar stands where the format has none',
    'Exemplars belong to OpenMetrics, on _total and _bucket samples only.',
  ),
  SAMPLE_TRAILING: refusal(
    'parse',
    'something follows the complete sample',
    'End the line after the value or the timestamp.',
  ),
  UTF8_INVALID: refusal(
    'parse',
    'the bytes are not UTF-8',
    'Encode label values and help texts as UTF-8; one such byte fails a direct scrape too.',
  ),
  METADATA_INVALID: refusal(
    'parse',
    'the metadata line is malformed',
    'Write # TYPE name type, # HELP name text or # UNIT name unit.',
  ),
  TYPE_INVALID: refusal(
    'parse',
    'the format does not have this type',
    'Text knows counter, gauge, histogram, summary and untyped; OpenMetrics also unknown, stateset, info and gaugehistogram.',
  ),
  METADATA_REPEATED: refusal(
    'parse',
    'the family has a second HELP, TYPE or UNIT that says something else',
    'Describe each family once; two registries in one process often cause this.',
  ),
  LINE_INVALID: refusal(
    'parse',
    'the line is nothing that the format knows',
    'OpenMetrics has no empty lines, no comments, no carriage returns and single spaces only.',
  ),
  LINE_TOO_LONG: overLimit(
    'line_too_long',
    'byte',
    'the line is longer than allowed',
    'Shorten the label values, or raise METRICS_LINE_BYTES_MAX (--line-bytes-max).',
  ),
  EOF_MISSING: refusal(
    'no_eof',
    'the exposition does not end with # EOF',
    'OpenMetrics ends with # EOF; without it nobody can tell whether something is missing.',
  ),
  EOF_NOT_LAST: refusal(
    'parse',
    'something follows # EOF',
    'Let # EOF be the last line; concatenated expositions cause this.',
  ),
  BODY_TRUNCATED: refusal(
    'truncated',
    'the body ends in the middle of a line',
    'The connection was just closed, so the last number may be cut; let the target send a length or chunks.',
  ),
  SAMPLES_TOO_MANY: overLimit(
    'too_many_samples',
    'sample',
    'the exposition has more samples than allowed',
    'Reduce what the target exposes, or raise METRICS_SAMPLES_MAX (--samples-max).',
  ),
  LABEL_COLLISION: refusal(
    'collision',
    'a series already has a label of the injected name',
    'Rename the label in the target, or choose another METRICS_ON_COLLISION (--on-collision) or METRICS_LABEL_NAME (--label-name).',
  ),
  EXPOSITION_TOO_LARGE: overLimit(
    'too_large',
    'byte',
    'the exposition takes more than twice the memory that a body may have',
    'Reduce its families and its shortest series, or raise METRICS_BODY_BYTES_MAX.',
  ),
  PAGE_TOO_LARGE: overLimit(
    'too_large',
    'byte',
    'all targets together exceed the size of a page, and this is the largest',
    'Reduce what the target exposes, or raise METRICS_PAGE_BYTES_MAX (--page-bytes-max).',
  ),
  WIRE_INVALID: refusal(
    'parse',
    'the bytes are no protobuf of this kind',
    'Write delimited io.prometheus.client.MetricFamily messages, and say so in Content-Type; other bodies need another one.',
  ),
  FIELD_REPEATED: refusal(
    'parse',
    'a field that a message has once stands in it twice',
    'Write each field once; concatenated messages of one kind are not merged.',
  ),
  FAMILY_TOO_LONG: overLimit(
    'too_large',
    'byte',
    'the message of one family is longer than allowed',
    'Reduce the series of the family, or raise METRICS_BODY_BYTES_MAX, which bounds messages too.',
  ),
  VALUE_MISSING: refusal(
    'parse',
    "the metric has no value of its family's type",
    'Set the value that belongs to the type of the family: counter, gauge, summary, untyped or histogram.',
  ),
  HISTOGRAM_INVALID: refusal(
    'parse',
    'the native histogram contradicts itself',
    'Use a schema from -4 to 8, as many buckets as the spans cover, none below zero, and a count that is their sum.',
  ),
}

export const VIOLATIONS: { readonly [C in ViolationName]: CodeEntry<Place> } = {
  METADATA_AGAIN: violation('the same metadata line stands twice', 'Write each metadata line once.'),
  METADATA_LATE: violation(
    'metadata follows the first sample of its family',
    'Write metadata before the samples of the family.',
  ),
  UNIT_UNFIT: violation(
    'the unit is not the suffix of the name, or the type has no unit',
    'Let the name end in an underscore and the unit, or leave UNIT out.',
  ),
  FAMILY_INTERLEAVED: violation(
    'samples of the family are scattered over the exposition',
    'Write all lines of a family in one group.',
  ),
  SAMPLE_NAME_UNFIT: violation(
    "the sample's name does not fit the type of its family",
    'Add the suffix of the type (a counter ends in _total), or correct the type.',
  ),
  SERIES_INTERLEAVED: violation(
    'samples of one metric are scattered over the family',
    'Write all samples of one label set in one group.',
  ),
  SERIES_DUPLICATE: violation(
    'the same series with the same timestamp stands twice',
    'Expose each series once; Prometheus keeps one of them without a word.',
  ),
  TIMESTAMPS_MIXED: violation(
    'some samples of the metric have a timestamp and some have none',
    'Give all of them a timestamp or none.',
  ),
  TIMESTAMP_BACKWARDS: violation(
    'the timestamps of the metric fall',
    'Write samples of a metric in the order of time.',
  ),
  VALUE_NAN: violation('the value cannot be NaN here', 'Counts, buckets and sums are numbers.'),
  VALUE_NEGATIVE: violation('the value cannot be negative here', 'Use a gauge for what can fall.'),
  VALUE_FRACTIONAL: violation('the count is not a whole number', 'Buckets and counts count observations.'),
  BUCKET_LE_INVALID: violation(
    'the bucket has no le label that is a number',
    'Give each bucket its upper bound in le.',
  ),
  BUCKET_ORDER: violation('the bounds of the buckets do not rise', 'Write buckets from the lowest bound up.'),
  BUCKET_DECREASING: violation(
    'a bucket counts less than the one below it',
    'Buckets are cumulative: each counts all observations up to its bound.',
  ),
  BUCKET_INF_MISSING: violation('the bucket with le="+Inf" is missing', 'End the buckets with le="+Inf".'),
  COUNT_MISMATCH: violation(
    'the count differs from the bucket with le="+Inf"',
    'Write the same number in both; they count the same.',
  ),
  SUM_COUNT_UNPAIRED: violation('sum and count do not stand together', 'Write both or none.'),
  SUM_UNFIT: violation(
    'the sum does not fit the bounds of the buckets',
    'Leave the sum out where observations can be negative.',
  ),
  QUANTILE_INVALID: violation(
    'the quantile is missing or not a number from 0 to 1',
    'Give each quantile sample a label quantile from 0 to 1.',
  ),
  STATESET_INVALID: violation(
    'the stateset sample lacks its state, or is neither 0 nor 1',
    'Name the state in a label that is called like the family, and write 0 or 1.',
  ),
  INFO_INVALID: violation("the info sample's value is not 1", 'Write 1.'),
  EXEMPLAR_MISPLACED: violation(
    'an exemplar stands on a sample that has none',
    'Exemplars belong to _total of counters and _bucket of histograms.',
  ),
  EXEMPLAR_TOO_LONG: violation(
    "the exemplar's labels have more than 128 characters",
    'Shorten them; a trace id is usually enough.',
  ),
  NAME_CLASH: violation(
    'the sample names of two families coincide',
    'Rename one of them, so that no suffix makes it the other.',
  ),
  NAME_COLLISION: violation(
    'the name of the family becomes that of another one by escaping',
    'Rename one of them, or ask for the names as they are (escaping=allow-utf-8).',
  ),
  FAMILY_REPEATED: violation(
    'the family stands in two messages',
    'Write all metrics of a family into one message.',
  ),
}

function refusal(reason: Reason, text: string, hint: string): CodeEntry<Place> {
  return { kind: 'refusal', severity: 'error', reason, summary: () => text, hint, since: '0.1.0' }
}

/** What is found is not said: reading stops where the limit is. */
function overLimit(
  reason: Reason,
  unit: 'byte' | 'label' | 'sample',
  text: string,
  hint: string,
): CodeEntry<Place> {
  return {
    ...refusal(reason, text, hint),
    summary: ({ limit }) =>
      limit === undefined ? text : `${text} (at most ${limit} ${unit}${limit === 1 ? '' : 's'})`,
  }
}

function violation(text: string, hint: string): CodeEntry<Place> {
  return { kind: 'violation', severity: 'warning', summary: () => text, hint, since: '0.1.0' }
}
