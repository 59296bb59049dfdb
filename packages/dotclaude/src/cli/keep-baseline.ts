// `check --update-baseline` and `--prune-baseline`: what is written before the check is reported.
import { resolve } from 'node:path'
import { baselineOf, parseBaseline, pruneBaseline, writeBaseline } from '../diagnostics/baseline.ts'
import type { CheckResult } from '../diagnostics/report.ts'
import { settle } from '../diagnostics/settle.ts'
import type { Decisions } from '../diagnostics/settle.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import { hasFlag } from './command.ts'
import type { Call } from './command.ts'
import { writeTextFile } from './write-file.ts'

export interface KeptBaseline {
  readonly snapshot: Snapshot
  /** Relative to the repository. */
  readonly path: string
  readonly results: readonly CheckResult[]
  /** What else the repository decided; its baseline plays no part here. */
  readonly decisions: Omit<Decisions, 'baseline'>
}

/** Gives the text that is in force afterwards, or nothing where no flag asked for a change. */
export function keepBaseline(
  call: Call,
  { snapshot, path, results, decisions }: KeptBaseline,
): string | undefined {
  const isUpdate = hasFlag(call, 'update-baseline')
  const before = snapshot.text(path)
  if (!isUpdate && (!hasFlag(call, 'prune-baseline') || before === undefined)) return undefined
  const diagnostics = settle(results, decisions).flatMap((result) => result.diagnostics)
  const textOf = (file: string): string | undefined => snapshot.text(file)
  const baseline = isUpdate
    ? baselineOf(diagnostics, textOf)
    : pruneBaseline(parseBaseline(before ?? ''), diagnostics, textOf)
  const text = writeBaseline(baseline)
  if (text !== before) writeTextFile(resolve(snapshot.root, path), text)
  return text
}
