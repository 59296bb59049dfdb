/**
 * The one table of everything that can go wrong in normal life: stable codes, what each says of its facts, and the
 * closed `reason` that our metrics count it under. Codes are public: a code is never renamed and never reused.
 * Every code has a section in docs/codes.md; this module imports nothing, so every other may import it.
 */
import { CONFIG_CODES } from './config-codes.ts'
import type { ConfigFacts } from './config-codes.ts'
import { REFUSALS, VIOLATIONS } from './exposition-codes.ts'
import type { RefusalFacts, ViolationFacts } from './exposition-codes.ts'
import { PROGRAM_CODES } from './program-codes.ts'
import type { ProgramFacts } from './program-codes.ts'
import { SCRAPE_CODES } from './scrape-codes.ts'
import type { ScrapeFacts } from './scrape-codes.ts'

export type { CodeEntry, Reason, Severity } from './entry.ts'
import type { CodeEntry } from './entry.ts'

/** What each code's text is made of. */
export interface FactsByCode extends RefusalFacts, ViolationFacts, ScrapeFacts, ConfigFacts, ProgramFacts {}

export type Code = keyof FactsByCode
export type ScrapeCode = keyof ScrapeFacts
export type RefusedCode = keyof RefusalFacts

export const CODES: { readonly [C in Code]: CodeEntry<FactsByCode[C]> } = {
  ...REFUSALS,
  ...VIOLATIONS,
  ...SCRAPE_CODES,
  ...CONFIG_CODES,
  ...PROGRAM_CODES,
}
