// One call of the hook: an agent's JSON in, what the agent obeys out. Everything that most calls do without is loaded when
// it is needed. What goes wrong here refuses the tools that the guard is for, says why and how a person goes on.
import { dialectOf } from '../agents/dialects.ts'
import type { Dialect } from '../agents/dialect.ts'
import type { Answer, HookEvent, Reply } from '../agents/hook-event.ts'
import { readEvent } from '../agents/read-event.ts'
import type { Host } from './host.ts'
import type { SessionPlace } from './judge-session.ts'
import { judgeTool } from './judge-tool.ts'

/** The word that the pre-commit hook calls it with, in place of an agent's name. */
const COMMIT = 'pre-commit'

/** `words` is what stands behind the hook file on the registered command line. */
export async function runHook(words: readonly string[], input: () => string, host: Host): Promise<Reply> {
  const [name, eventName] = words
  if (name === COMMIT) return commitReply(host)
  const dialect = dialectOf(name)
  if (dialect === undefined) return unknownAgent(name)
  return agentReply(dialect, () => readEvent(input(), dialect, host, eventName), host)
}

async function agentReply(dialect: Dialect, read: () => HookEvent, host: Host): Promise<Reply> {
  let event: HookEvent | undefined
  try {
    event = read()
    return dialect.reply(await judge(event, host), event.kind)
  } catch (error) {
    // Without an event nobody knows what it is about, so it counts as a tool.
    return dialect.reply(brokenAnswer(event?.kind, error), event?.kind ?? 'tool')
  }
}

async function judge(event: HookEvent, host: Host): Promise<Answer> {
  switch (event.kind) {
    case 'tool':
      return judgeTool(event, host)
    case 'stop': {
      const { judgeEnd } = await import('./judge-session.ts')
      return judgeEnd(placeOf(event, host), event)
    }
    case 'start': {
      const { noteStart } = await import('./judge-session.ts')
      noteStart(placeOf(event, host))
      return { decision: 'allow' }
    }
    case 'other':
      return { decision: 'allow' }
  }
}

function placeOf({ session, cwd }: HookEvent, host: Host): SessionPlace {
  return { session, folder: cwd ?? host.cwd, now: host.now(), env: host.env }
}

/** The end of a turn is not held up by a fault of ours: the gate judges the change again. */
function brokenAnswer(kind: HookEvent['kind'] | undefined, error: unknown): Answer {
  const detail = error instanceof Error ? error.message : String(error)
  if (kind === 'start' || kind === 'other') return { decision: 'allow' }
  const reason = `INTERNAL_BUG: the hook of dotclaude failed: ${detail}.`
  if (kind === 'stop')
    return { decision: 'warn', reason: `${reason} Next: run \`dotclaude check-spec-coverage\`.` }
  return {
    decision: 'deny',
    reason: `${reason} Nothing was run. Next: ask the user to run it in a terminal, or to look with \`dotclaude doctor\`.`,
  }
}

/** Not a fault of one call: every call would fail, so a person has to see it. */
function unknownAgent(name: string | undefined): Reply {
  const reason = `USAGE_UNKNOWN_ID: the hook of dotclaude is registered for the agent ${name}, which it does not know. Next: ask the user to run \`dotclaude init\`.`
  return { exitCode: 2, stdout: '', stderr: `${reason}\n` }
}

const COMMIT_REFUSED = 1

async function commitReply(host: Host): Promise<Reply> {
  try {
    const { judgeCommit } = await import('./judge-commit.ts')
    const answer = judgeCommit(host.cwd)
    if (answer.decision === 'allow') return { exitCode: 0, stdout: '', stderr: '' }
    return {
      exitCode: answer.decision === 'deny' ? COMMIT_REFUSED : 0,
      stdout: '',
      stderr: `pre-commit: ${answer.reason}\n`,
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return {
      exitCode: COMMIT_REFUSED,
      stdout: '',
      stderr: `pre-commit: the policy cannot be judged: ${detail}\n`,
    }
  }
}
