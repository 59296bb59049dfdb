// Ranked search over the index, the same on every machine: words count by how rare they are and by the field they stand
// in, a word that was mistyped still counts for something, and a phrase that users say for an item counts most.
import { editsBetween } from '../diagnostics/nearest-name.ts'
import { wordsOf } from './words.ts'

/** What of an entry is searched. */
export interface Searchable {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly triggers?: readonly string[]
  readonly facets: {
    readonly domain: readonly string[]
    readonly platform: readonly string[]
    readonly task: readonly string[]
  }
}

export interface Hit<Entry> {
  readonly entry: Entry
  /** Above 0; comparable within one search only. */
  readonly score: number
}

const WEIGHTS = { id: 5, triggers: 4, name: 4, facets: 1.5, description: 1 } as const
const QUALITY = { equal: 1, prefix: 0.6, slip: 0.5 } as const
/** A word shorter than this has too many neighbours for a slip to mean anything. */
const SLIP_LENGTH_MIN = 4
const PREFIX_LENGTH_MIN = 3
/** For a whole phrase of an item that stands in the query, per word. */
const PHRASE_BONUS = 6
/** A query that is a part of the text without being words of it, such as `k8s/`, is found and stands last. */
const SUBSTRING_SCORE = 0.01

/** Best first, equals by id. An empty query gives everything by id. */
export function search<Entry extends Searchable>(
  entries: readonly Entry[],
  query: string,
): readonly Hit<Entry>[] {
  const documents = entries.map((entry) => ({ entry, fields: fieldsOf(entry), phrases: phrasesOf(entry) }))
  const wanted = [...new Set(wordsOf(query))]
  const rarity = rarityIn(documents.map(({ fields }) => fields))
  return documents
    .map(({ entry, fields, phrases }) => ({
      entry,
      score:
        wanted.reduce((sum, word) => sum + scoreOf(word, fields, rarity), 0) +
        phraseScore(wanted, phrases, rarity) +
        (holds(entry, query) ? SUBSTRING_SCORE : 0),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1))
}

type Fields = ReadonlyMap<keyof typeof WEIGHTS, ReadonlySet<string>>

function fieldsOf({ id, name, description, triggers = [], facets }: Searchable): Fields {
  const words = (text: string): ReadonlySet<string> => new Set(wordsOf(text))
  return new Map([
    ['id', words(id)],
    ['triggers', words(triggers.join(' '))],
    ['name', words(name)],
    ['facets', words([...facets.domain, ...facets.platform, ...facets.task].join(' '))],
    ['description', words(description)],
  ])
}

function phrasesOf({ triggers = [] }: Searchable): readonly (readonly string[])[] {
  return triggers.map(wordsOf).filter((words) => words.length > 0)
}

type Rarity = (word: string) => number

/** The logarithm of how few items have the word (inverse document frequency, smoothed so that it stays above 0). */
function rarityIn(documents: readonly Fields[]): Rarity {
  const counts = new Map<string, number>()
  for (const fields of documents) {
    for (const word of new Set([...fields.values()].flatMap((words) => [...words])))
      counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return (word) => Math.log(1 + (documents.length + 1) / ((counts.get(word) ?? 0) + 0.5))
}

/** The best that the word finds in each field, fields added up. */
function scoreOf(word: string, fields: Fields, rarity: Rarity): number {
  let score = 0
  for (const [field, words] of fields) {
    let best = 0
    for (const known of words) best = Math.max(best, qualityOf(word, known) * rarity(known))
    score += best * WEIGHTS[field]
  }
  return score
}

function qualityOf(word: string, known: string): number {
  if (word === known) return QUALITY.equal
  if (word.length >= PREFIX_LENGTH_MIN && known.startsWith(word)) return QUALITY.prefix
  const isComparable =
    word.length >= SLIP_LENGTH_MIN &&
    Math.abs(word.length - known.length) <= slipsIn(word) &&
    word[0] === known[0]
  return isComparable && editsBetween(word, known) <= slipsIn(word) ? QUALITY.slip : 0
}

function slipsIn(word: string): number {
  return word.length >= 8 ? 2 : 1
}

/** Only the fullest phrase counts, so that many phrases are no advantage; half of one counts little. */
function phraseScore(
  wanted: readonly string[],
  phrases: readonly (readonly string[])[],
  rarity: Rarity,
): number {
  const scores = phrases.map((phrase) => {
    const found = phrase.filter((word) => wanted.some((other) => qualityOf(other, word) > 0))
    const share = found.length / phrase.length
    return share < 0.5 ? 0 : PHRASE_BONUS * share ** 2 * found.reduce((sum, word) => sum + rarity(word), 0)
  })
  return Math.max(0, ...scores)
}

function holds({ id, name, description }: Searchable, query: string): boolean {
  const text = query.trim().toLowerCase()
  return [id, name, description].some((field) => field.toLowerCase().includes(text))
}
