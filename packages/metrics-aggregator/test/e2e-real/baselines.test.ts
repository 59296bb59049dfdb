/**
 * The same checks for us and for three other ways to make one page of several: P2 (alone, nothing changes), P3 (together,
 * nothing is lost), what strict readers say, and what is left of the families of one runtime. Prints the table.
 */
import { hasRealParts } from 'testkit/real-parts'
import { report } from 'testkit/report'
import { beforeAll, describe, expect, test } from 'vitest'
import { EXCEPTIONS } from '../oracles/exceptions.ts'
import { ORACLES } from '../oracles/oracle.ts'
import type { Document, Oracle } from '../oracles/oracle.ts'
import { textTable } from '../support/text-table.ts'
import { describesFamilies, keepsAll, survival } from './baselines/checks.ts'
import { CANDIDATES, GO_PAIR, pairsOf } from './baselines/documents.ts'
import type { MergedPage, Merger, NamedExposition } from './baselines/merger.ts'
import { BASELINES, OURS } from './baselines/mergers.ts'

/** promtool reads with expfmt, and is slow to ask. */
const READERS = ORACLES.filter(({ name }) => ['client_python', 'expfmt', 'textparse'].includes(name))
/** A merger that gives up gives no page. */
const NO_PAGE: MergedPage = { format: 'text', body: Buffer.from('no page') }

interface Score {
  readonly passed: number
  readonly asked: number
}

interface Scores {
  readonly merger: string
  readonly alone: Score
  readonly described: Score
  readonly together: Score
  readonly readable: Score
  readonly runtime: Score
}

describe.runIf(READERS.every(({ parts }) => hasRealParts(parts)))('checks that a merger should pass', () => {
  let documents: readonly NamedExposition[] = []
  const table: Scores[] = []

  beforeAll(async () => {
    const verdicts = await readability(CANDIDATES)
    documents = CANDIDATES.filter((_, at) => verdicts[at])
  })

  test('there are enough of them', () => {
    expect(documents.filter(({ format }) => format === 'text').length).toBeGreaterThan(50)
    expect(documents.filter(({ format }) => format === 'openmetrics').length).toBeGreaterThan(50)
  })

  test('ours passes all', async () => {
    const scores = await scoresOf(OURS, documents)
    table.push(scores)
    expect(failedColumns(scores)).toEqual([])
  })

  test.each(BASELINES)('$name does not', async (merger) => {
    const scores = await scoresOf(merger, documents)
    table.push(scores)
    expect(failedColumns(scores)).not.toEqual([])
  })

  test('the table', () => {
    report(textTable(table.map(rowOf)))
    // Whoever changes nothing must pass with one document; otherwise the checks would measure something else.
    const { alone } = table.find(({ merger }) => merger === 'concatenation')!
    expect(alone.passed).toBe(alone.asked)
  })
})

async function scoresOf(merger: Merger, documents: readonly NamedExposition[]): Promise<Scores> {
  const alone = await mergeEach(
    merger,
    documents.map((document) => [document]),
  )
  const together = await mergeEach(merger, pairsOf(documents))
  const runtime = survival(await mergeOrNothing(merger, GO_PAIR), GO_PAIR, /^(go|process)_/)
  return {
    merger: merger.name,
    alone: scoreOf(alone.map(({ page, given }) => keepsAll(page, given))),
    described: scoreOf(alone.map(({ page, given }) => given.every((one) => describesFamilies(page, one)))),
    together: scoreOf(together.map(({ page, given }) => keepsAll(page, given))),
    readable: scoreOf(await readability([...alone, ...together].map(({ page }) => page))),
    runtime: { passed: runtime.kept, asked: runtime.sent },
  }
}

interface Merge {
  readonly given: readonly NamedExposition[]
  readonly page: MergedPage
}

async function mergeEach(
  merger: Merger,
  all: readonly (readonly NamedExposition[])[],
): Promise<readonly Merge[]> {
  const merges: Merge[] = []
  for (const given of all) merges.push({ given, page: await mergeOrNothing(merger, given) })
  return merges
}

async function mergeOrNothing(merger: Merger, given: readonly NamedExposition[]): Promise<MergedPage> {
  try {
    return await merger.merge(given)
  } catch {
    return NO_PAGE
  }
}

const scoreOf = (results: readonly boolean[]): Score => ({
  passed: results.filter(Boolean).length,
  asked: results.length,
})

/** For each document, whether every reader of its format takes it, faults of the readers apart. */
async function readability(documents: readonly Document[]): Promise<readonly boolean[]> {
  const refused = new Set<Document>()
  for (const oracle of READERS) {
    const own = documents.filter(({ format }) => oracle.formats.includes(format))
    const answers = await oracle.ask(own)
    for (const [at, document] of own.entries())
      if (!answers[at]!.ok && !isExcused(oracle, document, answers[at]!.error)) refused.add(document)
  }
  return documents.map((document) => !refused.has(document))
}

function isExcused({ name }: Oracle, { body }: Document, error: string): boolean {
  const page = Buffer.from(body).toString()
  return EXCEPTIONS.some((row) => row.oracle === name && row.error.test(error) && row.page.test(page))
}

function columns({ merger: _merger, ...scores }: Scores): readonly (readonly [string, Score])[] {
  return Object.entries(scores)
}

const failedColumns = (scores: Scores): readonly unknown[] =>
  columns(scores).filter(([, { passed, asked }]) => passed < asked)

const TITLES: Readonly<Record<string, string>> = {
  alone: 'P2 samples',
  described: 'P2 metadata',
  together: 'P3 samples',
  readable: 'strict readers',
  runtime: 'go_* and process_*',
}

function rowOf(scores: Scores): Record<string, string> {
  const cells = columns(scores).map(([column, { passed, asked }]) => [
    TITLES[column] ?? column,
    `${passed}/${asked}`,
  ])
  return { merger: scores.merger, ...Object.fromEntries(cells) }
}
