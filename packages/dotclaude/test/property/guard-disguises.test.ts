// What is denied stays denied in every disguise that does the same: other quotes, white space, continued lines, wrappers,
// other commands beside it, words in variables. And a wrapper never makes a harmless command suspect.
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { judgeCommand } from '../../src/guard/judge-command.ts'
import { mayBeDestructive } from '../../src/guard/may-be-destructive.ts'
import { CORPUS } from '../support/guard-corpus.ts'
import type { CorpusRow } from '../support/guard-corpus.ts'
import {
  BASH_WRAPPINGS,
  POWERSHELL_WRAPPINGS,
  PROGRAM_WRAPPINGS,
  anyIndirection,
  anyNeighbours,
  anySpelling,
  isPlain,
} from '../support/guard-disguises.ts'
import type { Disguise } from '../support/guard-disguises.ts'
import { contextOf } from '../support/guard-world.ts'

const RUNS = 4_000
const DEPTH_MAX = 3

/** What is no sentence of the shell cannot be put into another one, and a lone remark is no command. */
const isWhole = ({ why, command }: CorpusRow): boolean =>
  !/broken off|another grammar/i.test(why) && !/^\s*(?:#|<#)/.test(command)

const rows = (verdict: CorpusRow['verdict'], shell?: 'powershell'): readonly CorpusRow[] =>
  CORPUS.filter((row) => row.verdict === verdict && row.shell === shell && isWhole(row))

const plain = (verdict: CorpusRow['verdict']): readonly CorpusRow[] =>
  rows(verdict).filter(({ command }) => isPlain(command))

const anyOf = (found: readonly CorpusRow[]): fc.Arbitrary<CorpusRow> => fc.constantFrom(...found)

function anyWrapping(disguises: readonly Disguise[]): fc.Arbitrary<(command: string) => string> {
  return fc
    .array(fc.constantFrom(...disguises), { minLength: 1, maxLength: DEPTH_MAX })
    .map((chosen) => (command) => chosen.reduce((inner, { wear }) => wear(inner), command))
}

/** The prefilter is asked as well, since what it lets through is never judged. */
function decisionOn(row: CorpusRow, command: string): string {
  return mayBeDestructive(command) ? judgeCommand(command, contextOf(row)).decision : 'allow'
}

interface Law {
  readonly name: string
  readonly rows: readonly CorpusRow[]
  readonly disguise: fc.Arbitrary<(command: string) => string>
}

const DENIED: readonly Law[] = [
  { name: 'spelt otherwise', rows: plain('deny'), disguise: anySpelling },
  { name: 'words in variables', rows: plain('deny'), disguise: anyIndirection },
  {
    name: 'behind other programs',
    rows: plain('deny'),
    disguise: anyWrapping(PROGRAM_WRAPPINGS.slice(0, 10)),
  },
  {
    name: 'behind one program or word',
    rows: plain('deny'),
    disguise: fc.constantFrom(...PROGRAM_WRAPPINGS).map(({ wear }) => wear),
  },
  { name: 'on a line with others', rows: plain('deny'), disguise: anyNeighbours },
  { name: 'inside other shells', rows: rows('deny'), disguise: anyWrapping(BASH_WRAPPINGS) },
  {
    name: 'inside other PowerShells',
    rows: rows('deny', 'powershell'),
    disguise: anyWrapping(POWERSHELL_WRAPPINGS),
  },
  {
    name: 'spelt otherwise inside other shells',
    rows: plain('deny'),
    disguise: fc.tuple(anySpelling, anyWrapping(BASH_WRAPPINGS)).map(
      ([spell, wrap]) =>
        (command) =>
          wrap(spell(command)),
    ),
  },
]

const HARMLESS: readonly Law[] = [
  { name: 'on a line with others', rows: plain('allow'), disguise: anyNeighbours },
  { name: 'spelt otherwise', rows: plain('allow'), disguise: anySpelling },
  {
    name: 'behind other programs',
    rows: plain('allow'),
    disguise: anyWrapping(PROGRAM_WRAPPINGS.slice(0, 10)),
  },
  { name: 'inside other shells', rows: rows('allow'), disguise: anyWrapping(BASH_WRAPPINGS) },
  {
    name: 'inside other PowerShells',
    rows: rows('allow', 'powershell'),
    disguise: anyWrapping(POWERSHELL_WRAPPINGS),
  },
]

test.each(DENIED)('what is denied stays denied: $name', (law) => {
  fc.assert(
    fc.property(anyOf(law.rows), law.disguise, (row, disguise) => {
      const command = disguise(row.command)
      expect({ command, decision: decisionOn(row, command) }).toEqual({ command, decision: 'deny' })
    }),
    { numRuns: RUNS },
  )
})

test.each(HARMLESS)('what is harmless stays so: $name', (law) => {
  fc.assert(
    fc.property(anyOf(law.rows), law.disguise, (row, disguise) => {
      const command = disguise(row.command)
      expect({ command, decision: decisionOn(row, command) }).toEqual({ command, decision: 'allow' })
    }),
    { numRuns: RUNS },
  )
})
