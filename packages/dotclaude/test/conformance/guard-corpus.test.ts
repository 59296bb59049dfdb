// The guard against the corpus: every destructive command is denied, no harmless one is, and the cheap look before the
// parser lets nothing through that a rule would have stopped. A table per class is printed.
import { afterAll, expect, test } from 'vitest'
import { judgeCommand } from '../../src/guard/judge-command.ts'
import { mayBeDestructive } from '../../src/guard/may-be-destructive.ts'
import { CLASSES, CORPUS } from '../support/guard-corpus.ts'
import type { CorpusRow } from '../support/guard-corpus.ts'
import { contextOf } from '../support/guard-world.ts'

interface Judged {
  readonly row: CorpusRow
  readonly decision: CorpusRow['verdict']
  readonly isParsed: boolean
}

const judged: readonly Judged[] = CORPUS.map((row) => ({
  row,
  decision: judgeCommand(row.command, contextOf(row)).decision,
  isParsed: mayBeDestructive(row.command),
}))

const inClass = (name: string): readonly Judged[] => judged.filter(({ row }) => row.class === name)

const saying = ({ row, decision }: Judged): string =>
  `${row.verdict} but ${decision}: ${JSON.stringify(row.command)} (${row.why})`

test.each(CLASSES)('%s: everything is judged as written', (name) => {
  const wrong = inClass(name).filter(({ row, decision }) => decision !== row.verdict)
  expect(wrong.map(saying)).toEqual([])
})

test.each(CLASSES)('%s: the prefilter lets nothing through that would be stopped', (name) => {
  const leaked = inClass(name).filter(({ decision, isParsed }) => decision !== 'allow' && !isParsed)
  expect(leaked.map(saying)).toEqual([])
})

afterAll(() => {
  console.log(tableOf(CLASSES))
})

function tableOf(classes: readonly string[]): string {
  const rows = [...classes.map((name) => [name, inClass(name)] as const), ['all', judged] as const]
  const head = ['class', 'destructive', 'denied', 'harmless', 'denied for nothing', 'parsed for nothing']
  const lines = rows.map(([name, found]) => {
    const destructive = found.filter(({ row }) => row.verdict !== 'allow')
    const harmless = found.filter(({ row }) => row.verdict === 'allow')
    return [
      name,
      destructive.length,
      destructive.filter(({ row, decision }) => decision === row.verdict).length,
      harmless.length,
      harmless.filter(({ decision }) => decision !== 'allow').length,
      harmless.filter(({ isParsed }) => isParsed).length,
    ].map(String)
  })
  return [head, ...lines]
    .map((cells) => cells.map((cell, at) => cell.padEnd(at === 0 ? 16 : 20)).join(''))
    .join('\n')
}
