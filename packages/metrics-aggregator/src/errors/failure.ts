/**
 * The two shapes in which a failure travels: a `ScrapeFailure` is a value (one bad target is normal life), a `Failure`
 * is thrown once near its cause and caught once in `main.ts`. Both carry a code and facts; wording is made at the edge.
 */
import { CODES } from './codes.ts'
import type { Code, FactsByCode, Reason, RefusedCode, ScrapeCode } from './codes.ts'

type Coded<C extends Code> = { [K in C]: { readonly code: K; readonly facts: FactsByCode[K] } }[C]

/** Why a target is missing from a page. */
export type ScrapeFailure = Coded<ScrapeCode | 'INTERNAL_BUG'> | RefusedExposition

/** All refusals have the same facts. */
interface RefusedExposition {
  readonly code: RefusedCode
  readonly facts: FactsByCode[RefusedCode]
}

/** Where in a file; line and column from 1. */
interface Where {
  readonly file: string
  readonly line: number
  readonly column: number
  /** JSON pointer of the value; empty for the whole file. */
  readonly pointer: string
}

/** Something that is wrong or doubtful; severity and wording are the code table's. */
export type Finding<C extends Code = Code> = Coded<C> & { readonly where?: Where }

/** The text of a code for these facts, without the code itself. */
export function describe<C extends Code>(code: C, facts: FactsByCode[C]): string {
  return CODES[code].summary(facts)
}

/** The `reason` label that our metrics count the failure under. */
export function reasonOf(failure: ScrapeFailure): Reason {
  return CODES[failure.code].reason ?? 'bug'
}

export function describeFailure(failure: ScrapeFailure): string {
  return describe(failure.code, failure.facts)
}

export class Failure<C extends Code = Code> extends Error {
  readonly code: C
  readonly facts: FactsByCode[C]

  constructor(code: C, facts: FactsByCode[C], options?: { readonly cause?: unknown }) {
    super(describe(code, facts), options)
    this.name = 'Failure'
    this.code = code
    this.facts = facts
  }
}
