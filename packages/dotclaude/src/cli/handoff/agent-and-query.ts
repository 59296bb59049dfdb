// `push claude latest`, `push latest`, `push claude`, `push --from claude`: the agent and the session that are meant.
import { Failure } from '../../diagnostics/failure.ts'
import type { SessionAgent } from '../../handoff/sessions/session.ts'
import { flagValue } from '../command.ts'
import type { Call } from '../command.ts'
import { AGENTS } from './flags.ts'

export interface AgentAndQuery {
  readonly agent: SessionAgent | undefined
  readonly query: string | undefined
}

export function agentAndQuery(call: Call): AgentAndQuery {
  // The choice was checked when the call was parsed.
  const from = flagValue(call, 'from') as SessionAgent | undefined
  const [first, second] = call.args
  const named = AGENTS.find((agent) => agent === first)
  if (second !== undefined && named === undefined)
    throw new Failure(
      'USAGE_UNKNOWN_ID',
      { kind: 'agent', id: first ?? '' },
      { hint: `It is one of ${AGENTS.join(', ')}.` },
    )
  if (named === undefined || (second === undefined && from !== undefined))
    return { agent: from, query: first }
  if (from !== undefined && from !== named)
    throw new Failure('USAGE_FLAG_VALUE', {
      flag: '--from',
      detail: `says ${from}, and the argument ${named}`,
    })
  return { agent: named, query: second }
}
