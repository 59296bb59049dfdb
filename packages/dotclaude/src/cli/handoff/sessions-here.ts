// The sessions of this machine for commands over many of them: what cannot be read is told and costs itself alone.
import { Failure } from '../../diagnostics/failure.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { findSessions } from '../../handoff/sessions/find-sessions.ts'
import type { SessionAgent, SessionFile } from '../../handoff/sessions/session.ts'
import type { Terminal } from '../terminal.ts'

export function sessionsHere(terminal: Terminal, agent?: SessionAgent): readonly SessionFile[] {
  return findSessions(terminal, agent, (folder, reason) => {
    terminal.writeRemark(
      `warning: ${visibleText(folder)} is passed over, it cannot be read: ${visibleText(reason)}\n`,
    )
  })
}

/** What was read of one session, or nothing and a warning. */
export function readOrWarn<Value>(terminal: Terminal, read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'ENV_FILE_UNREADABLE') throw error
    terminal.writeRemark(`warning: passed over, ${visibleText(error.message)}\n`)
    return undefined
  }
}
