/**
 * The numbered cases of a correct merger, each with its subject, and where its tests stand when that is not this
 * folder. The numbers are cited by code, tests and documents; they are never given anew.
 */

export interface CaseEntry {
  readonly case: number
  readonly subject: string
  /** For a case that is decided outside the merge: a test file of the package, and titles that it must hold. */
  readonly elsewhere?: { readonly file: string; readonly titles: readonly string[] }
}

const SCRAPER = 'test/rim/scrape/scrape-target.test.ts'

const SUBJECTS: readonly string[] = [
  'a body that is cut',
  'text without its last line feed',
  'OpenMetrics without its end',
  'data after the end',
  '# EOF in text',
  'carriage returns',
  'a byte-order mark',
  'blank lines and blanks',
  'comments',
  'NUL bytes',
  'bytes that are no UTF-8',
  'very long lines',
  'empty bodies',
  'a compressed answer nobody asked for',
  'a decompression bomb',
  'a body over its cap',
  'all bodies over the total cap',
  'syntax inside label values',
  'escapes',
  'blanks between tokens',
  'empty braces and trailing commas',
  'quoted names',
  'no name, or too many',
  '__name__ as a label',
  'repeated label names',
  'empty label values',
  'number tokens',
  'tokens that are no numbers',
  'numbers wider than a float',
  'timestamps',
  'exemplars',
  'exemplars in text',
  'OpenMetrics 2.0 lines',
  'where the label stands',
  'a label that is already there',
  "the label's name inside a value",
  'escaping of the injected value',
  'another label name, more labels',
  'container as label name',
  'two targets of one name',
  'duplicates across targets',
  'duplicates inside a target',
  'a single target',
  'target_info of several targets',
  'a state set named like the label',
  'an info family with the label',
  'protobuf',
  'a family of several targets',
  'a family that comes back',
  'type conflicts',
  'type conflicts with histograms',
  'a type that one target leaves out',
  'help conflicts',
  'unit conflicts',
  'repeated metadata',
  'help escapes by format',
  'metadata without samples',
  'sample names that clash',
  'creation times beside a counter',
  'order of families',
  'order inside a family',
  'stragglers in another format',
  'timestamps of both formats',
  'counters of text with _total',
  'counters of text without _total',
  'untyped and unknown',
  'counters of OpenMetrics',
  'info, state sets and gauge histograms',
  'creation times',
  'what text cannot say',
  'le and quantile',
  'what OpenMetrics forbids',
  'protobuf on pages of lines',
  'lines on a protobuf page',
]

/** Cases of names that a bare name could not hold. */
const UTF_8_CASES: readonly CaseEntry[] = [
  { case: 75, subject: 'names that the client does not take' },
  { case: 76, subject: 'a client that says nothing of names' },
]

const ELSEWHERE: Readonly<Record<number, CaseEntry['elsewhere']>> = {
  1: {
    file: SCRAPER,
    titles: ['body shorter than its length', 'a chunk cut short', 'reset in a body with a length'],
  },
  2: { file: SCRAPER, titles: ['until it closes the connection (case 2)'] },
  13: { file: SCRAPER, titles: ['with an empty body (case 13)', 'with 204 (case 13)'] },
  14: {
    file: SCRAPER,
    titles: ['with gzip (case 14)', 'with deflate', 'with brotli', 'an unknown encoding'],
  },
  15: { file: SCRAPER, titles: ['a gzip bomb', 'one byte over the cap, decompressed'] },
  16: {
    file: SCRAPER,
    titles: ['with a body of exactly the cap (case 16)', 'one byte over the cap, announced'],
  },
}

const NUMBERED: readonly CaseEntry[] = SUBJECTS.map((subject, index) => {
  const number = index + 1
  const elsewhere = ELSEWHERE[number]
  return { case: number, subject, ...(elsewhere ? { elsewhere } : {}) }
})

export const CASE_LIST: readonly CaseEntry[] = [...NUMBERED, ...UTF_8_CASES]

/** Cases whose tests stand in this folder but are no tables of merges. */
export const OTHER_CASES: readonly number[] = [38, 40, 47, 62, 73, 74, 75, 76]
