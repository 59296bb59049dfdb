/**
 * Fuzzes the engine against the model for as long as it is told (`--minutes`, 10 by default; `--seed` to repeat):
 * generated merges of all formats, and pieces of the real expositions, lines and messages, with damage. The first difference is stored under
 * test/fixtures/crashes and ends the run with exit code 1.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { mergeCases, damagedBodies } from '../test/model/generate.ts'
import { corpusCases, messageCorpusCases } from '../test/model/generate-corpus.ts'
import { searchDifference } from '../test/model/search-difference.ts'
import { readCorpora, readMessageCorpora } from '../test/model/corpora.ts'

const CASES_PER_SEED = 500
const REPORT_EVERY_MS = 10_000

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
})

const sources = [
  mergeCases(damagedBodies),
  corpusCases(readCorpora()),
  messageCorpusCases(readMessageCorpora()),
]
const endsAtMs = Date.now() + Number(values.minutes) * 60_000
let seed = Number(values.seed)
let merges = 0
let reportedAtMs = 0

while (Date.now() < endsAtMs && process.exitCode === undefined) {
  if (Date.now() - reportedAtMs > REPORT_EVERY_MS) {
    console.log(`seed ${seed}: ${merges} merges so far`)
    reportedAtMs = Date.now()
  }
  for (const source of sources) {
    const difference = searchDifference(source, seed, CASES_PER_SEED)
    merges += CASES_PER_SEED
    if (difference !== undefined) storeDifference(difference)
  }
  seed++
}
console.log(`stopped after ${merges} merges at seed ${seed}`)

function storeDifference({ stored, shown }: { stored: string; shown: string }): void {
  const file = new URL(`../test/fixtures/crashes/seed-${seed}.json`, import.meta.url)
  writeFileSync(file, stored)
  console.error(`seed ${seed}: the engine differs from the model; stored as ${file.pathname}\n${shown}`)
  process.exitCode = 1
}
