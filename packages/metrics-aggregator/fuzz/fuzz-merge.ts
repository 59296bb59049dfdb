/**
 * Fuzzes the engine against the model for as long as it is told (`--minutes`, 10 by default; `--seed` to repeat):
 * generated merges of all formats, and pieces of the real expositions, lines and messages, with damage. The first
 * difference is stored under test/fixtures/crashes and ends the run with exit code 1.
 */
import { writeFileSync } from 'node:fs'
import { mergeCases, damagedBodies } from '../test/model/generate.ts'
import { corpusCases, messageCorpusCases } from '../test/model/generate-corpus.ts'
import { searchDifference } from '../test/model/search-difference.ts'
import { readCorpora, readMessageCorpora } from '../test/model/corpora.ts'
import { ABOVE_ZERO, WHOLE_NUMBER, flagsOrEnd } from '../../../tools/tool-flags.ts'
import type { Tool } from '../../../tools/tool-flags.ts'

const MINUTES = '10'
const TOOL: Tool = {
  name: 'npm run fuzz',
  does: 'Hunts for differences between the engine and its model. The first one is stored and makes the exit code 1.',
  flags: [
    {
      name: 'minutes',
      placeholder: 'N',
      help: `for how long; ${MINUTES} if it is not said`,
      allowed: ABOVE_ZERO,
    },
    { name: 'seed', placeholder: 'N', help: 'where to begin, to repeat a run', allowed: WHOLE_NUMBER },
  ],
}

const CASES_PER_SEED = 500
const REPORT_EVERY_MS = 10_000

const flags = flagsOrEnd(TOOL, process.argv.slice(2))
if (flags !== undefined)
  fuzz(Number(flags['minutes'] ?? MINUTES), Number(flags['seed'] ?? Date.now() % 2 ** 31))

function fuzz(minutes: number, firstSeed: number): void {
  const sources = [
    mergeCases(damagedBodies),
    corpusCases(readCorpora()),
    messageCorpusCases(readMessageCorpora()),
  ]
  const endsAtMs = Date.now() + minutes * 60_000
  let seed = firstSeed
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
      if (difference !== undefined) storeDifference(seed, difference)
    }
    seed++
  }
  console.log(`stopped after ${merges} merges at seed ${seed}`)
}

function storeDifference(seed: number, { stored, shown }: { stored: string; shown: string }): void {
  const file = new URL(`../test/fixtures/crashes/seed-${seed}.json`, import.meta.url)
  writeFileSync(file, stored)
  console.error(`seed ${seed}: the engine differs from the model; stored as ${file.pathname}\n${shown}`)
  process.exitCode = 1
}
