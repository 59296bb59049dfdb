/**
 * Where the independent readers and we judge a vector differently, and why. A disagreement that no row explains
 * fails the test, and so does a row that explains nothing.
 */
import { VIOLATION_CODES } from '../../src/exposition/report.ts'
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import type { OracleName } from './oracle.ts'

export interface DisagreementRow {
  readonly oracles: readonly OracleName[]
  readonly formats: readonly ExpositionFormat[]
  /** What the reader does with a document on which we say the opposite. */
  readonly oracle: 'accepts' | 'refuses'
  /** Our codes, or the vectors by `group: title` (or its beginning); `any` for all that the oracle accepts. */
  readonly codes?: readonly string[] | 'any'
  readonly titles?: readonly string[]
  readonly reason: string
}

const BOTH: readonly ExpositionFormat[] = ['text', 'openmetrics']
const ALL: readonly ExpositionFormat[] = [...BOTH, 'protobuf']
/** The readers of protobuf. */
const PROMETHEUS: readonly OracleName[] = ['textparse', 'textparse-2']
const MESSAGES: readonly OracleName[] = [...PROMETHEUS, 'expfmt']
const EXPFMT: readonly OracleName[] = ['expfmt', 'promtool']

export const DISAGREEMENTS: readonly DisagreementRow[] = [
  {
    oracles: [...PROMETHEUS, ...EXPFMT, 'client_python'],
    formats: ALL,
    oracle: 'accepts',
    codes: ['LINE_TOO_LONG', 'LABELS_TOO_MANY'],
    reason: 'limits of ours, which bound memory; no specification has them',
  },
  {
    oracles: PROMETHEUS,
    formats: BOTH,
    oracle: 'accepts',
    codes: [...VIOLATION_CODES, 'METADATA_REPEATED'],
    reason: 'Prometheus reads line by line; rules about families, types and repetition are not its own',
  },
  {
    oracles: EXPFMT,
    formats: ['text'],
    oracle: 'accepts',
    codes: [
      'FAMILY_INTERLEAVED',
      'SERIES_DUPLICATE',
      'BUCKET_ORDER',
      'BUCKET_INF_MISSING',
      'BUCKET_LE_INVALID',
      'COUNT_MISMATCH',
      'QUANTILE_INVALID',
      'SAMPLE_NAME_UNFIT',
    ],
    reason: 'expfmt gathers lines into families by name and leaves the conventions of types to others',
  },
  {
    oracles: ['client_python'],
    formats: ['text'],
    oracle: 'accepts',
    codes: 'any',
    reason: 'the text reader of client_python is lax by its own words',
  },
  {
    oracles: EXPFMT,
    formats: ['text'],
    oracle: 'accepts',
    titles: ['HELP: help after the samples', 'HELP: help that is no UTF-8'],
    reason: 'expfmt looks at neither the place nor the bytes of HELP',
  },
  {
    oracles: EXPFMT,
    formats: ['text'],
    oracle: 'accepts',
    titles: [
      'TYPE: no type',
      'TYPE: a blank instead of a name',
      'TYPE: capital letters',
      'TYPE: a gauge histogram',
    ],
    reason: 'expfmt forgives an unfinished TYPE line, capital letters, and knows a type of OpenMetrics',
  },
  {
    oracles: ['expfmt'],
    formats: ['text'],
    oracle: 'accepts',
    titles: ['quoted names: a quoted name outside braces'],
    reason: 'expfmt takes a quoted name wherever a name may stand; Prometheus does not',
  },
  {
    oracles: ['textparse'],
    formats: ['text'],
    oracle: 'accepts',
    titles: [
      'quoted names: an unknown escape in a quoted name',
      'quoted names: label names that are equal once written without quotes',
      'UTF-8 names: an unknown escape',
      'UTF-8 label names: an unknown escape',
    ],
    reason:
      'Prometheus 3 keeps a backslash that escapes nothing; escaped names would have to guess, and expfmt refuses it',
  },
  {
    oracles: ['textparse', 'expfmt'],
    formats: ['text'],
    oracle: 'accepts',
    titles: ['UTF-8 names: a name behind a label'],
    reason: 'these readers take the quoted name at any place; the format has it first',
  },
  {
    oracles: ['textparse'],
    formats: ['text'],
    oracle: 'accepts',
    titles: ['UTF-8 metadata: an empty name in metadata'],
    reason: 'Prometheus does not look at the names of metadata; there is no series without a name',
  },
  {
    oracles: ['expfmt'],
    formats: ['text'],
    oracle: 'accepts',
    titles: ['UTF-8 names: a NUL', 'UTF-8 label names: a NUL', 'UTF-8 names: a quoted name outside braces'],
    reason: 'expfmt is laxer than Prometheus, which takes none of these from a direct scrape',
  },
  {
    oracles: PROMETHEUS,
    formats: ['text'],
    oracle: 'accepts',
    titles: [
      'labels: no comma between labels',
      'escapes: a line feed in a value',
      'metric names: a line of one NUL',
      'line ends: two carriage returns before the line feed',
      'HELP: a hyphen in the name',
      'HELP: a brace after the name',
    ],
    reason: "Prometheus' lexer takes more than the format's grammar; expfmt refuses these",
  },
  {
    oracles: ['textparse'],
    formats: ['openmetrics'],
    oracle: 'accepts',
    titles: ['label sets: a trailing comma', 'names: a trailing comma', 'exemplars: a trailing comma'],
    reason: 'Prometheus 3 takes a trailing comma, against the grammar; Prometheus 2 does not',
  },
  {
    oracles: PROMETHEUS,
    formats: ['openmetrics'],
    oracle: 'accepts',
    titles: ['exemplars: a label name twice'],
    reason:
      'Prometheus keeps an exemplar as it is; label names are unique within a set, says the specification',
  },
  {
    oracles: ['textparse', 'client_python'],
    formats: ['openmetrics'],
    oracle: 'accepts',
    titles: ['exemplars: a quoted label name'],
    reason: 'quoted names came after OpenMetrics 1.0; Prometheus 2 refuses the page for one',
  },
  {
    oracles: ['client_python'],
    formats: ['openmetrics'],
    oracle: 'accepts',
    titles: ['exemplars: a NUL in a label value'],
    reason:
      'the specification allows a NUL anywhere in a value; Prometheus refuses the page for one in an exemplar',
  },
  {
    oracles: PROMETHEUS,
    formats: ['openmetrics'],
    oracle: 'accepts',
    titles: ['end: a NUL after the end'],
    reason: "Prometheus' lexer takes a NUL for the end of its input",
  },
  {
    oracles: ['client_python'],
    formats: ['openmetrics'],
    oracle: 'accepts',
    titles: [
      'label sets: a blank',
      'names: a blank before a quoted name',
      'comments: two blanks',
      'types: a blank before the type',
      'exemplars: a blank inside the braces',
      'exemplars: two blanks before the hash',
    ],
    reason:
      'client_python strips blanks around tokens; the grammar has single spaces, and Prometheus insists on them',
  },
  {
    oracles: ['client_python'],
    formats: ['openmetrics'],
    oracle: 'accepts',
    titles: ['label sets: a label name with a colon'],
    reason: "client_python holds label names to the rule for metric names; the grammar's has no colon",
  },
  {
    oracles: ['client_python'],
    formats: ['openmetrics'],
    oracle: 'accepts',
    titles: [
      'values: no value: +NaN',
      'values: no value: -nan',
      'values: no value: 1e400',
      'exemplars: a value beyond',
    ],
    reason:
      "client_python takes what Python's float() takes; Go's ParseFloat, and so Prometheus, refuses these",
  },
  {
    oracles: ['client_python'],
    formats: ['openmetrics'],
    oracle: 'accepts',
    titles: ['gaugehistogram: a bound that is not a number'],
    reason: 'client_python looks for NaN in this spelling only',
  },
  {
    oracles: ['client_python'],
    formats: ['openmetrics'],
    oracle: 'accepts',
    codes: ['SERIES_DUPLICATE'],
    reason: 'client_python drops a repeated sample silently, taking it for a truncated timestamp',
  },
  {
    oracles: [...PROMETHEUS, ...EXPFMT],
    formats: ['text'],
    oracle: 'refuses',
    titles: ['line ends: a carriage return before', 'line ends: a line of one carriage return'],
    reason: 'carriage returns are normalised away and counted (case 6)',
  },
  {
    oracles: [...PROMETHEUS, ...EXPFMT, 'client_python'],
    formats: ['text'],
    oracle: 'refuses',
    titles: ['line ends: a byte-order mark'],
    reason: 'a byte-order mark at the start is normalised away and counted (case 7)',
  },
  {
    oracles: PROMETHEUS,
    formats: ['text'],
    oracle: 'refuses',
    titles: ['timestamps: a plus sign', 'timestamps: a negative time', 'timestamps: the smallest int64'],
    reason:
      "the format's timestamps are int64, but Prometheus' lexer knows no sign (case 30: none reaches a text page)",
  },
  {
    oracles: EXPFMT,
    formats: ['text'],
    oracle: 'refuses',
    titles: ['line ends: a last'],
    reason: 'whether the body is whole is told by its framing, not by its last byte (case 2)',
  },
  {
    oracles: EXPFMT,
    formats: ['text'],
    oracle: 'refuses',
    titles: ['blanks: trailing blanks after', 'UTF-8 names: blanks around every token'],
    reason: 'expfmt fails on trailing blanks, which the format allows',
  },
  {
    oracles: [...PROMETHEUS, ...EXPFMT],
    formats: ['text'],
    oracle: 'refuses',
    titles: [
      'TYPE: blanks after the type',
      'TYPE: tabs and blanks between the tokens',
      'UTF-8 metadata: tabs and blanks between the tokens',
    ],
    reason: 'the format allows blanks and tabs around tokens; these readers do not strip them from the type',
  },
  {
    oracles: EXPFMT,
    formats: ['text'],
    oracle: 'refuses',
    titles: ['comments: HELP without a blank after the hash'],
    reason: 'expfmt reads #HELP as HELP; to Prometheus and to the format it is a comment',
  },
  {
    oracles: ['client_python'],
    formats: ['text'],
    oracle: 'refuses',
    titles: ['comments: TYPE alone on its line', 'comments: a comment may hold anything'],
    reason: 'client_python decodes the whole body, and wants a type after TYPE; no such line reaches a page',
  },
  {
    oracles: EXPFMT,
    formats: ['text'],
    oracle: 'refuses',
    titles: ['escapes: an unknown escape', 'HELP: an unknown escape', 'HELP: a backslash at the end'],
    reason: 'expfmt refuses escapes that it does not know; Prometheus keeps them (case 19)',
  },
  {
    oracles: ['client_python'],
    formats: ['text'],
    oracle: 'refuses',
    titles: ['labels: names with underscores and digits'],
    reason:
      'client_python reserves label names that begin with two underscores; Prometheus and expfmt take them',
  },
  {
    oracles: ['textparse-2', ...EXPFMT],
    formats: ['text'],
    oracle: 'refuses',
    titles: ['quoted names: '],
    reason:
      'quoted names are younger than Prometheus 2.42, and here expfmt is held to names that need no quotes',
  },
  {
    oracles: ['client_python'],
    formats: ['openmetrics'],
    oracle: 'refuses',
    titles: ['interleaving: values that differ in the spelling'],
    reason:
      'client_python compares values with their escapes resolved; unknown escapes mean nothing agreed (case 19)',
  },
  {
    oracles: ['textparse-2', 'client_python'],
    formats: ['openmetrics'],
    oracle: 'refuses',
    titles: ['names: a quoted'],
    reason: 'quoted names are younger than Prometheus 2.42, and client_python wants metadata for them',
  },
  {
    oracles: MESSAGES,
    formats: ['protobuf'],
    oracle: 'accepts',
    codes: ['FIELD_REPEATED'],
    reason:
      'protobuf lets the last value count; no encoder writes a field twice, and such a message cannot be spliced',
  },
  {
    oracles: MESSAGES,
    formats: ['protobuf'],
    oracle: 'accepts',
    codes: [
      'METADATA_REPEATED',
      'FAMILY_REPEATED',
      'SERIES_DUPLICATE',
      'BUCKET_ORDER',
      'COUNT_MISMATCH',
      'QUANTILE_INVALID',
    ],
    reason: 'no reader compares families, metrics or buckets with one another',
  },
  {
    oracles: MESSAGES,
    formats: ['protobuf'],
    oracle: 'accepts',
    codes: ['VALUE_MISSING'],
    reason: 'what is missing reads as 0; we do not make a sample of nothing',
  },
  {
    oracles: MESSAGES,
    formats: ['protobuf'],
    oracle: 'accepts',
    codes: ['TIMESTAMP_INVALID', 'EXEMPLAR_INVALID'],
    reason:
      'exemplars and created times are looked at when the scrape is taken already, if at all; a page in lines could not hold these',
  },
  {
    oracles: MESSAGES,
    formats: ['protobuf'],
    oracle: 'accepts',
    titles: ['names: a NUL in the name', 'labels: a NUL in the name'],
    reason: 'a NUL is UTF-8, and in messages nothing more is asked; the formats in lines have none in names',
  },
  {
    oracles: MESSAGES,
    formats: ['protobuf'],
    oracle: 'accepts',
    titles: ['wire types: the beginning of a group'],
    reason: 'groups are no longer written, and the metrics have none; these readers step over them',
  },
  {
    oracles: MESSAGES,
    formats: ['protobuf'],
    oracle: 'accepts',
    titles: ['metadata: a unit that is no UTF-8'],
    reason: 'the unit is looked at by nobody; on a page in lines it would break the page',
  },
  {
    oracles: PROMETHEUS,
    formats: ['protobuf'],
    oracle: 'accepts',
    titles: ['metadata: a type of 2^32'],
    reason: 'Prometheus keeps the low 32 bits of an enumeration, which makes it a counter',
  },
  {
    oracles: PROMETHEUS,
    formats: ['protobuf'],
    oracle: 'accepts',
    titles: ['wire types: a field number beyond 29 bits'],
    reason: 'Prometheus does not hold unknown fields against the highest number there is',
  },
  {
    oracles: PROMETHEUS,
    formats: ['protobuf'],
    oracle: 'accepts',
    titles: ['lengths: a message of no bytes'],
    reason: 'Prometheus passes over a family without metrics before it looks at its name',
  },
  {
    oracles: PROMETHEUS,
    formats: ['protobuf'],
    oracle: 'refuses',
    titles: ['lengths: a length in ten bytes'],
    reason:
      'Prometheus takes no length of more than nine bytes; Go and other libraries read all ten, and we write it anew',
  },
  {
    oracles: ['expfmt'],
    formats: ['protobuf'],
    oracle: 'accepts',
    codes: ['WIRE_INVALID'],
    reason: "Go's library takes a known field of another wire type for an unknown one; Prometheus refuses it",
  },
  {
    oracles: ['expfmt'],
    formats: ['protobuf'],
    oracle: 'accepts',
    codes: ['TYPE_INVALID'],
    reason: "Go's library keeps the low 32 bits of an enumeration, and any number",
  },
  {
    oracles: ['expfmt'],
    formats: ['protobuf'],
    oracle: 'accepts',
    titles: ['metadata: help that is no UTF-8'],
    reason: 'strings of the older protobuf syntax may be any bytes; Prometheus refuses these',
  },
  {
    oracles: ['expfmt'],
    formats: ['protobuf'],
    oracle: 'accepts',
    codes: ['HISTOGRAM_INVALID', 'LABEL_REPEATED', 'LABEL_RESERVED'],
    reason: 'expfmt decodes the messages and leaves their meaning to others; Prometheus refuses these',
  },
  {
    oracles: ['textparse-2'],
    formats: ['protobuf'],
    oracle: 'accepts',
    codes: ['HISTOGRAM_INVALID'],
    reason:
      'the reader of Prometheus 2.42 hands native histograms on unproved; its storage refuses these one by one',
  },
  {
    oracles: ['textparse-2'],
    formats: ['protobuf'],
    oracle: 'refuses',
    titles: ['names: a dot', 'names: letters beyond ASCII', 'labels: a name with a dot'],
    reason: 'Prometheus 2.42 knows plain names alone; it gets others escaped',
  },
]
