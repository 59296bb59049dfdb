// `guard approve`: shows a denied command to a human, asks for a word that only the terminal shows, and writes the approval.
// It refuses where nobody sits at a terminal, and where an agent is among the processes above.
import { randomInt } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync, readdirSync, writeSync } from 'node:fs'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { readDenial, writeApproval } from '../../guard-store/approvals.ts'
import type { NotedDenial } from '../../guard-store/approvals.ts'
import { appendLog } from '../../guard-store/guard-log.ts'
import { placeIn } from '../../guard-store/state-folder.ts'
import type { Call } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { notedCommand } from './noted-command.ts'
import { agentAbove, readProcess } from './process-tree.ts'

const WORD_LENGTH = 4
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const ANSWER_BYTES = 64

export function approveCommand(call: Call, terminal: Terminal): number {
  const [code] = call.args
  if (code === undefined) return listDenials(terminal)
  const denial = readDenial(code.toUpperCase(), terminal)
  refuseAgents()
  if (denial === undefined) throw new Failure('USAGE_UNKNOWN_ID', { kind: 'denied command', id: code })
  if (!isConfirmed(denial)) {
    terminal.writeRemark('Not approved: the word was another one.\n')
    return EXIT_CODES.VALIDATION
  }
  const now = terminal.now()
  writeApproval(denial, terminal, now)
  const { rule, command, repository } = denial
  appendLog({ time: now.toISOString(), event: 'approve', rule, command, repository, code }, terminal)
  terminal.writeResult('Approved once, for ten minutes. Let the agent run the very same command again.\n')
  return EXIT_CODES.OK
}

function listDenials(terminal: Terminal): number {
  const denials = namesIn(placeIn(terminal, 'denied'))
    .flatMap((name) => readDenial(name.replace(/\.json$/, ''), terminal) ?? [])
    .toSorted((one, other) => one.time.localeCompare(other.time))
  if (denials.length === 0) terminal.writeRemark('Nothing was denied today.\n')
  terminal.writeResult(denials.map(denialText).join(''))
  return EXIT_CODES.OK
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

function denialText({ code, rule, command, repository, time }: NotedDenial): string {
  return `${code}  ${time}  ${rule}\n${notedCommand(command)}  in ${visibleText(repository)}\n`
}

function refuseAgents(): void {
  const refuse = (detail: string): never => {
    throw new Failure('GUARD_CONTROL_APPROVAL', { command: 'dotclaude guard approve', detail })
  }
  if (!process.stdin.isTTY || !process.stdout.isTTY) refuse('it asks a human, and there is no terminal')
  const agent = agentAbove(process.pid, readProcess)
  if (agent !== undefined) refuse(agent)
}

/** The word goes to the terminal itself, past what a parent may have put in the place of the streams. */
function isConfirmed(denial: NotedDenial): boolean {
  const word = Array.from({ length: WORD_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const tty = openSync(process.platform === 'win32' ? '\\\\.\\CON' : '/dev/tty', 'r+')
  try {
    writeSync(tty, `\n${denialText(denial)}\nType ${word} to let it pass once: `)
    const answer = Buffer.alloc(ANSWER_BYTES)
    const length = readSync(tty, answer, 0, ANSWER_BYTES, null)
    return answer.subarray(0, length).toString('utf8').trim().toUpperCase() === word
  } finally {
    closeSync(tty)
  }
}
