// The work of the command `index`.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { version } from '../../diagnostics/version.ts'
import { openSnapshot } from '../../repo/disk-snapshot.ts'
import { hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { outputsOf, writeReport } from '../report-outputs.ts'
import { rootOf } from '../root.ts'
import type { Terminal } from '../terminal.ts'
import { checkIndex } from './check-index.ts'
import { writeIndex } from './write-index.ts'

export function runIndex(call: Call, terminal: Terminal): number {
  const outputs = outputsOf(call, terminal.env)
  const snapshot = openSnapshot(rootOf(call, terminal))
  const isStrict = hasFlag(call, 'strict')
  const result = hasFlag(call, 'check')
    ? checkIndex(snapshot, { isStrict, mustBeCurrent: true })
    : writeIndex(snapshot, isStrict, terminal.now())
  writeReport({ checks: [result], root: snapshot.root, version }, outputs, call, terminal)
  const hasErrors = result.diagnostics.some(({ severity }) => severity === 'error')
  return hasErrors ? EXIT_CODES.VALIDATION : EXIT_CODES.OK
}
