/**
 * Holds our verdicts and our pages against readers that other people wrote (test/oracles): every page that we
 * serve must be taken by all of them, and where they judge a vector differently the reason must be known.
 */
import { describe, expect, test } from 'vitest'
import { hasRealParts } from 'testkit/real-parts'
import { report } from 'testkit/report'
import { DISAGREEMENTS } from '../oracles/disagreements.ts'
import type { DisagreementRow } from '../oracles/disagreements.ts'
import { EXCEPTIONS } from '../oracles/exceptions.ts'
import { ORACLES } from '../oracles/oracle.ts'
import type { Answer, Document, Oracle } from '../oracles/oracle.ts'
import { allPages } from '../oracles/pages.ts'
import type { Page } from '../oracles/pages.ts'
import { VECTOR_DOCUMENTS } from '../oracles/vector-documents.ts'
import type { VectorDocument } from '../oracles/vector-documents.ts'

const GENERATED_RUNS = 400 * Number(process.env['PROPERTY_RUNS'] ?? '1')
// The same pages in every run, so that a failure is news; ORACLE_SEED and PROPERTY_RUNS look further.
const SEED = Number(process.env['ORACLE_SEED'] ?? 1)
const EXCERPT_MAX = 600

const usedRows = new Set<DisagreementRow>()

interface Judged<D extends Document> {
  readonly document: D
  readonly answer: Answer
}

async function judge<D extends Document>(
  oracle: Oracle,
  documents: readonly D[],
): Promise<readonly Judged<D>[]> {
  const own = documents.filter(
    ({ format, hasQuotedNames = false }) =>
      oracle.formats.includes(format) && (oracle.readsQuotedNames || !hasQuotedNames),
  )
  const answers = await oracle.ask(own)
  return own.map((document, index) => ({ document, answer: answers[index]! }))
}

function rowFor({ name }: Oracle, { document, answer }: Judged<VectorDocument>): DisagreementRow | undefined {
  return DISAGREEMENTS.find(
    ({ oracles, formats, oracle, codes = [], titles = [] }) =>
      oracles.includes(name) &&
      formats.includes(document.format) &&
      (oracle === 'accepts') === answer.ok &&
      (codes === 'any' ||
        codes.includes(document.verdict) ||
        titles.some((title) => document.title.startsWith(title))),
  )
}

function isExcused(oracle: Oracle, { document, answer }: Judged<Page>): boolean {
  const page = Buffer.from(document.body).toString()
  return EXCEPTIONS.some(
    (row) => row.oracle === oracle.name && row.error.test(answer.error) && row.page.test(page),
  )
}

function describePage({ document, answer }: Judged<Page>): string {
  return `${answer.error}\n${Buffer.from(document.body).toString().slice(0, EXCERPT_MAX)}\nfrom ${document.title}`
}

describe.each(ORACLES)('$name', (oracle) => {
  const available = hasRealParts(oracle.parts)

  test.runIf(available)('judges the vectors as we do, or for a known reason', async () => {
    const judged = await judge(oracle, VECTOR_DOCUMENTS)
    const disagreements = judged.filter(({ document, answer }) => answer.ok !== (document.verdict === 'ok'))
    const rows = disagreements.map((one) => ({ one, row: rowFor(oracle, one) }))
    for (const { row } of rows) if (row) usedRows.add(row)
    report(
      summaryOf(
        oracle,
        judged.length,
        rows.map(({ row }) => row),
      ),
    )
    const unexplained = rows.filter(({ row }) => row === undefined)
    expect(unexplained.map(({ one: { document, answer } }) => ({ ...document, body: '', answer }))).toEqual(
      [],
    )
  })

  test.runIf(available)('accepts every page that we serve', async () => {
    const judged = await judge(oracle, allPages({ runs: GENERATED_RUNS, seed: SEED }))
    const refused = judged.filter(({ answer }) => !answer.ok)
    const unexcused = refused.filter((one) => !isExcused(oracle, one))
    report(
      `${oracle.name}: ${judged.length} pages (seed ${SEED}), ${refused.length} refused, ${unexcused.length} without excuse`,
    )
    expect(unexcused.map(describePage)).toEqual([])
  })
})

test.runIf(ORACLES.every(({ parts }) => hasRealParts(parts)))(
  'every expected disagreement still happens',
  () => {
    expect(DISAGREEMENTS.filter((row) => !usedRows.has(row)).map(({ reason }) => reason)).toEqual([])
  },
)

function summaryOf({ name }: Oracle, total: number, rows: readonly (DisagreementRow | undefined)[]): string {
  const reasons = rows.map((row) => row?.reason ?? 'NO KNOWN REASON')
  const counted = [...new Set(reasons)].map(
    (reason) => `  ${reasons.filter((one) => one === reason).length}: ${reason}`,
  )
  return [`${name}: ${total} vectors, ${rows.length} judged differently`, ...counted].join('\n')
}
