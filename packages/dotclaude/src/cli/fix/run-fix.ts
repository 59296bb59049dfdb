// `fix`: mends what can be mended safely, then checks again and reports what is left for a person.
import { join } from 'node:path'
import { createTwoFilesPatch } from 'diff'
import type { Code } from '../../diagnostics/code-table.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { openSnapshot } from '../../repo/disk-snapshot.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import { ALL_CHECKS, resultsOf, runChecks } from '../run-checks.ts'
import { rootOf } from '../root.ts'
import type { Terminal } from '../terminal.ts'
import { writeTextFile } from '../write-file.ts'
import { draftOf } from './draft.ts'
import type { FileChange } from './draft.ts'
import { FIXERS } from './fixers.ts'

/** The gate is about a change, which no rewriting mends. */
const CHECKS = ALL_CHECKS.filter((name) => name !== 'check-spec-coverage')

export function runFix(call: Call, terminal: Terminal): number {
  const snapshot = openSnapshot(rootOf(call, terminal))
  const found = resultsOf(CHECKS, { snapshot, call, terminal }).flatMap(({ diagnostics }) => diagnostics)
  const changes = changesFor(found, snapshot, terminal.now().toISOString())
  if (hasFlag(call, 'dry-run')) return show(changes, hasStaleBaseline(found), call, terminal)
  for (const { path, after } of changes) {
    writeTextFile(join(snapshot.root, path), after)
    terminal.writeRemark(`mended ${path}\n`)
  }
  // Pruning needs to know everything that is wrong, which the second look tells.
  const pruning = hasStaleBaseline(found) ? [['prune-baseline', ['true']] as const] : []
  return runChecks(CHECKS, { ...call, flags: new Map([...call.flags, ...pruning]) }, terminal)
}

function changesFor(found: readonly Diagnostic[], snapshot: Snapshot, now: string): readonly FileChange[] {
  const draft = draftOf(snapshot)
  for (const { codes, fix } of FIXERS) {
    const mendable = found.filter(({ code }) => codes.includes(code))
    if (mendable.length > 0) fix(mendable, { snapshot, draft, now, found })
  }
  return draft.changes()
}

const STALE: Code = 'BASELINE_STALE'

function hasStaleBaseline(found: readonly Diagnostic[]): boolean {
  return found.some(({ code }) => code === STALE)
}

function show(
  changes: readonly FileChange[],
  prunesBaseline: boolean,
  call: Call,
  terminal: Terminal,
): number {
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ changes, prunesBaseline }))
  else terminal.writeResult(changes.map(patchOf).join(''))
  if (prunesBaseline) terminal.writeRemark('the baseline would be pruned\n')
  if (changes.length === 0 && !prunesBaseline)
    terminal.writeRemark('there is nothing that can be mended safely\n')
  return EXIT_CODES.OK
}

function patchOf({ path, before, after }: FileChange): string {
  const old = before === '' ? '/dev/null' : `a/${path}`
  // The first line of the library's text is a ruler that no tool reads.
  return createTwoFilesPatch(old, `b/${path}`, before, after).replace(/^=+\n/, '')
}
