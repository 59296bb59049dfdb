// What `guard log` prints: a line for each entry, or all of them as JSON.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { readLog } from '../../guard-store/guard-log.ts'
import type { LogEntry } from '../../guard-store/guard-log.ts'
import { flagValue, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import type { Terminal } from '../terminal.ts'
import { notedCommand } from './noted-command.ts'

const ENTRIES = 20

export function showLog(call: Call, terminal: Terminal): number {
  const last = flagValue(call, 'last') ?? String(ENTRIES)
  if (!/^[1-9]\d*$/.test(last))
    throw new Failure('USAGE_FLAG_VALUE', { flag: '--last', detail: 'takes a number from 1' })
  const entries = readLog(terminal).slice(-Number(last))
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ entries }))
  else if (entries.length === 0) terminal.writeRemark('The guard has noted nothing yet.\n')
  else terminal.writeResult(entries.map(lineOf).join(''))
  return EXIT_CODES.OK
}

function lineOf({ time, event, rule, code, command, repository }: LogEntry): string {
  const words = [time, event, rule, code].filter((word) => word !== undefined).join('  ')
  return `${words}\n${notedCommand(command ?? '')}  in ${visibleText(repository)}\n`
}
