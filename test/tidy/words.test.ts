// One word per idea: the word list is in ARCHITECTURE.md, and this test refuses the rivals that have crept in before,
// in sources, documents and file names. Names that users already know keep their wording.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, repositoryFiles } from '../../tools/repository-files.ts'

interface Rival {
  readonly word: RegExp
  readonly say: string
  /** Part of a path: the idea exists only there, or the rival means something else outside. */
  readonly within: RegExp
  /** Kept names that contain the rival. */
  readonly except?: RegExp
}

const AGGREGATOR = /^packages\/metrics-aggregator\//
const ANYWHERE = /^/

const RIVALS: readonly Rival[] = [
  {
    word: /endpoints?/gi,
    say: 'target',
    within: AGGREGATOR,
    // The original's variable and the names that it gives, its metric label, and OpenTelemetry's variables.
    except: /METRICS_ENDPOINTS|OTEL_\w*ENDPOINT|\bendpoint\d+\b|(?<=['"`{,])endpoint(?=['"`}=,])|endpoint=/g,
  },
  { word: /upstreams?/gi, say: 'target', within: AGGREGATOR },
  { word: /\bscrapees?\b/gi, say: 'target', within: ANYWHERE },
  { word: /\bdata ?points?\b/gi, say: 'sample', within: AGGREGATOR },
  { word: /\b(tag|label)sets?\b/gi, say: 'label set', within: AGGREGATOR },
]

const FILE_NAMES_REFUSED = /^(utils?|helpers?|common|misc|manager|service|core|types|stuff|shared)\.(ts|mjs)$/
const FOLDERS_REFUSED = /\/(utils?|helpers?|common|misc|managers?|services?|core|types|shared)\//

// The list itself names the rivals, and so does this test.
const NAMES_THEM = ['ARCHITECTURE.md', 'test/tidy/words.test.ts']
const isOurText = (path: string): boolean =>
  /\.(ts|mjs|md)$/.test(path) && !/\/(cases|fixtures)\//.test(path) && !NAMES_THEM.includes(path)
const texts = repositoryFiles()
  .filter(isOurText)
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

function rivalsIn(text: string, { word, except }: Rival): string[] {
  const judged = except ? text.replaceAll(except, '') : text
  return judged.split('\n').filter((line) => line.search(word) >= 0)
}

test.each([
  { text: 'each endpoint is scraped', found: 1 },
  { text: 'METRICS_ENDPOINTS names `endpoint1`, {endpoint="a"}', found: 0 },
  { text: "labels: ['endpoint', 'reason']", found: 0 },
  { text: 'endpointUrl', found: 1 },
])('$text: $found', ({ text, found }) => {
  expect(rivalsIn(text, RIVALS[0]!)).toHaveLength(found)
})

test.each(RIVALS)('$say, not $word', (rival) => {
  const places = texts.filter(({ path }) => rival.within.test(path))
  expect(places.flatMap(({ path, text }) => rivalsIn(text, rival).map((line) => `${path}: ${line}`))).toEqual(
    [],
  )
})

test('the word list has every word that a rival is measured by', () => {
  const rows = [...readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8').matchAll(/^\| ([a-z ]+?) +\|/gm)]
  const words = rows.map((row) => row[1])
  expect(RIVALS.map(({ say }) => say).filter((word) => !words.includes(word))).toEqual([])
})

test('files and folders are named for what they hold', () => {
  const refused = repositoryFiles().filter(
    (path) => isOurText(path) && (FILE_NAMES_REFUSED.test(basename(path)) || FOLDERS_REFUSED.test(path)),
  )
  expect(refused).toEqual([])
})
