// One word per idea: the word list is in ARCHITECTURE.md, and this test refuses its rivals in comments, in documents, in
// the names of functions and types, and in file names. Names that users already know keep their wording.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, repositoryFiles } from '../../tools/repository-files.ts'
import { withoutFences } from './markdown.ts'

interface Rival {
  readonly word: string
  readonly say: string
  /** Part of a path: the idea exists only there, or the rival means something else outside. */
  readonly within: RegExp
}

const AGGREGATOR = /^packages\/metrics-aggregator\//
const ANYWHERE = /^/

const RIVALS: readonly Rival[] = [
  { word: 'endpoint', say: 'target', within: AGGREGATOR },
  { word: 'upstream', say: 'target', within: AGGREGATOR },
  { word: 'backend', say: 'target', within: AGGREGATOR },
  { word: 'scrapee', say: 'target', within: ANYWHERE },
  { word: 'datapoint', say: 'sample', within: AGGREGATOR },
  { word: 'labelset', say: 'label set', within: AGGREGATOR },
  { word: 'tagset', say: 'label set', within: AGGREGATOR },
]

const FILE_NAMES_REFUSED = /^(utils?|helpers?|common|misc|manager|service|core|types|stuff|shared)\.(ts|mjs)$/
const FOLDERS_REFUSED = /\/(utils?|helpers?|common|misc|managers?|services?|core|types|shared)\//

// The list itself names the rivals, and so does this test.
const NAMES_THEM = ['ARCHITECTURE.md', 'test/tidy/words.test.ts']
const isOurText = (path: string): boolean =>
  /\.(ts|mjs|md)$/.test(path) && !/\/(cases|fixtures)\//.test(path) && !NAMES_THEM.includes(path)
/** Comments, without what they quote as code: a kept name, such as the label `endpoint`, stands in backticks. */
const commentsIn = (source: string): string =>
  [...source.matchAll(/(?<=^|\s)\/\/.*$|^\s*\/\*[^]*?\*\//gm)].map((match) => match[0]).join('\n')

/** The names that a file gives to functions and types, as words: `readEndpointUrl` is `read Endpoint Url`. */
const declaredIn = (source: string): string =>
  [...source.matchAll(/\b(?:function|class|interface|type)\s+(\w+)/g)]
    .map((match) => (match[1] ?? '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' '))
    .join('\n')

function wordsOf(path: string, text: string): string {
  const prose = path.endsWith('.md') ? withoutFences(text) : `${commentsIn(text)}\n${declaredIn(text)}`
  return prose.replaceAll(/`[^`\n]*`|METRICS_ENDPOINTS/g, '')
}

const texts = repositoryFiles()
  .filter(isOurText)
  .map((path) => ({ path, words: wordsOf(path, readFileSync(join(ROOT, path), 'utf8')) }))

const rivalsIn = (words: string, word: string): string[] =>
  words.split('\n').filter((line) => new RegExp(`\\b${word}s?\\b`, 'i').test(line))

test.each([
  { path: 'a.md', text: 'each endpoint is scraped', found: 1 },
  { path: 'a.md', text: 'the label `endpoint`\n\n```\nendpoint\n```\n', found: 0 },
  { path: 'a.ts', text: '// all Endpoints\n/* an endpoint */', found: 2 },
  { path: 'a.ts', text: "success.set({ endpoint: 'a' }) // sets METRICS_ENDPOINTS", found: 0 },
  { path: 'a.ts', text: "const a = 'text/*'\nconst b = 'endpoint'\nconst c = '*/*'", found: 0 },
  { path: 'a.ts', text: 'function readEndpointUrl(): void', found: 1 },
  { path: 'a.ts', text: 'function endPoint(): void', found: 0 },
])('$text: $found', ({ path, text, found }) => {
  expect(rivalsIn(wordsOf(path, text), 'endpoint')).toHaveLength(found)
})

test.each(RIVALS)('$say, not $word', ({ word, within }) => {
  const places = texts.filter(({ path }) => within.test(path))
  expect(
    places.flatMap(({ path, words }) => rivalsIn(words, word).map((line) => `${path}: ${line}`)),
  ).toEqual([])
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
