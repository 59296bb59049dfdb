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
const DAEMON = 'test/rim/daemon.test.ts'
const TARGET_OPTIONS = 'test/rim/daemon/target-options.test.ts'
const SHARING = 'test/rim/daemon/collect-page.test.ts'
const ROUTES = 'test/rim/http/routes.test.ts'
const SERVING = 'test/rim/http/serving.test.ts'

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

/** Cases of fetching and serving, which no merge sees. */
const SERVICE_CASES: readonly CaseEntry[] = [
  served(77, 'the deadline', DAEMON, 'by not answering costs the deadline and no more (cases 77 and 78)'),
  served(78, 'a slow target', DAEMON, 'by not answering costs the deadline and no more (cases 77 and 78)'),
  served(
    79,
    'a client that is gone',
    SHARING,
    'whose clients have all gone are given up, and say nothing of the target (case 79)',
  ),
  served(80, 'two scrapers at once', SHARING, 'share one collection (case 80)'),
  served(
    81,
    'a target that is down',
    DAEMON,
    'is missing until it answers again: nothing old is said anew (case 81)',
  ),
  served(82, 'all targets down', DAEMON, 'when every target fails (case 82)'),
  served(
    83,
    'up is lost by merging',
    SERVING,
    'a synthetic up stands for each target; one that a target has itself stays',
  ),
  served(
    84,
    'too many series',
    TARGET_OPTIONS,
    'families, labels, timestamps, limits and credentials of a target',
  ),
  served(
    85,
    'explicit timestamps',
    TARGET_OPTIONS,
    'families, labels, timestamps, limits and credentials of a target',
  ),
  served(86, 'a redirect', SCRAPER, 'redirects within the same origin (case 86)'),
  served(87, 'an answer that is not 200', SCRAPER, 'a failed answer'),
  served(88, 'another content type', SCRAPER, 'a page of HTML'),
  served(89, 'no content type', SCRAPER, 'without Content-Type is read as its fallback format (case 89)'),
  served(
    90,
    'a reused connection',
    SCRAPER,
    'a kept connection that breaks is no failure: the GET is sent over a fresh one (case 90)',
  ),
  served(91, 'localhost of two families', SCRAPER, 'localhost is tried in both families (case 91)'),
  served(
    92,
    'an address of the pod',
    'test/unit/scrape/address-rule.test.ts',
    'which addresses may be scraped (cases 92 and 94)',
  ),
  served(93, 'our own port', 'test/unit/config/targets.test.ts', 'CONFIG_PORT_OWN', 'CONFIG_PORT_MESH'),
  served(94, 'forged addresses', SCRAPER, 'addresses (case 94)'),
  served(
    95,
    'targets that are not up yet',
    TARGET_OPTIONS,
    'an optional target that is missing is told quietly and fails no page',
  ),
  served(96, 'the end', 'test/e2e/daemon.test.ts', 'SIGTERM keeps serving for the drain and ends with 0'),
  served(97, 'too many requests', ROUTES, 'too many requests (case 97)'),
  served(98, 'methods and paths', ROUTES, 'which answer for which request (case 98)'),
  served(99, '?name[]=', SERVING, '?name[]='),
  served(
    100,
    'query parameters',
    DAEMON,
    'asks targets for what is configured, whatever it was asked for (case 100)',
  ),
]

function served(number: number, subject: string, file: string, ...titles: readonly string[]): CaseEntry {
  return { case: number, subject, elsewhere: { file, titles } }
}

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

export const CASE_LIST: readonly CaseEntry[] = [...NUMBERED, ...UTF_8_CASES, ...SERVICE_CASES]

/** Cases whose tests stand in this folder but are no tables of merges. */
export const OTHER_CASES: readonly number[] = [38, 40, 47, 62, 73, 74, 75, 76]
