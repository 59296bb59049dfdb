// `handoff audit`: which secrets the transcripts of this machine hold, where they lie. Nothing is changed and no secret is
// shown: a kind, a count and the lines are enough to know which keys to change.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { auditSession } from '../../handoff/sessions/audit-session.ts'
import type { SessionAudit } from '../../handoff/sessions/audit-session.ts'
import { readFacts } from '../../handoff/sessions/read-facts.ts'
import type { SessionFile } from '../../handoff/sessions/session.ts'
import { hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import { painter } from '../terminal.ts'
import type { Paint, Terminal } from '../terminal.ts'
import { agentAndQuery } from './agent-and-query.ts'
import { chooseSession } from './choose-session.ts'
import { scrubMaker } from './make-scrub.ts'
import { readOrWarn, sessionsHere } from './sessions-here.ts'

const LINES_SHOWN = 5
const SHORT_ID = 8

export async function auditSessions(call: Call, terminal: Terminal): Promise<number> {
  const files = await filesOf(call, terminal)
  // A scrubber of its own for each: what is known of one session is not looked for in all others.
  const scrubFor = scrubMaker(terminal)
  const tried = files.map((file) => readOrWarn(terminal, () => auditSession(file, scrubFor(readFacts(file)))))
  const audits = tried.filter((audit) => audit !== undefined)
  terminal.writeResult(hasFlag(call, 'json') ? jsonOf(audits) : textOf(audits, painter(terminal.hasColor)))
  // Nothing is known of a session that could not be read.
  const isClean =
    audits.length === tried.length &&
    audits.every(({ secretCount, unreadLines }) => secretCount === 0 && unreadLines === 0)
  return isClean ? EXIT_CODES.OK : EXIT_CODES.VALIDATION
}

async function filesOf(call: Call, terminal: Terminal): Promise<readonly SessionFile[]> {
  const { agent, query } = agentAndQuery(call)
  return hasFlag(call, 'all') ? sessionsHere(terminal, agent) : [await chooseSession(query, agent, terminal)]
}

function jsonOf(sessions: readonly SessionAudit[]): string {
  return jsonDocument({ sessions, counts: { sessions: sessions.length, secrets: sum(sessions) } })
}

function sum(audits: readonly SessionAudit[]): number {
  return audits.reduce((count, { secretCount }) => count + secretCount, 0)
}

function textOf(audits: readonly SessionAudit[], paint: Paint): string {
  const lines = audits.flatMap((audit) => linesOf(audit, paint))
  const advice =
    sum(audits) === 0
      ? []
      : ['', 'They stay where they are. Change these keys, and then remove the transcripts.']
  return [...lines, ...(audits.length === 0 ? ['no sessions'] : []), ...advice, ''].join('\n')
}

function linesOf(
  { agent, id, path, secretCount, kinds, unreadLines }: SessionAudit,
  paint: Paint,
): readonly string[] {
  const name = `${agent} ${visibleText(id.slice(0, SHORT_ID))}`
  const unread = unreadLines === 0 ? [] : [`  ${unreadLines} lines are too long to be read`]
  if (secretCount === 0) {
    return [
      unreadLines === 0
        ? `${paint('green', '✓')} ${name}: no secrets found`
        : `${paint('yellow', '!')} ${name}`,
      ...unread,
    ]
  }
  const rows = kinds.map(
    ({ kind, secrets, places, lines }) => `  ${kind}  ${secrets} in ${places} places  (${linesText(lines)})`,
  )
  return [
    `${paint('red', '✗')} ${name}: ${secretCount} secrets`,
    `  ${visibleText(path)}`,
    ...rows,
    ...unread,
  ]
}

function linesText(lines: readonly number[]): string {
  const shown = lines.slice(0, LINES_SHOWN).join(', ')
  return `line ${shown}${lines.length > LINES_SHOWN ? ', …' : ''}`
}
