// `push claude latest`, `push latest`, `push claude`, `push --from claude`: the agent and the session that are meant.
import { Failure } from '../../diagnostics/failure.ts'
import { flagValue } from '../command.ts'
import type { Call } from '../command.ts'
import { AGENTS } from './flags.ts'

export interface AgentAndQuery {
  readonly agent: string | undefined
  readonly query: string | undefined
}

export function agentAndQuery(call: Call): AgentAndQuery {
  const from = flagValue(call, 'from')
  const [first, second] = call.args
  const isAgent = (AGENTS as readonly (string | undefined)[]).includes(first)
  if (second !== undefined && !isAgent)
    throw new Failure(
      'USAGE_UNKNOWN_ID',
      { kind: 'agent', id: first ?? '' },
      { hint: `It is one of ${AGENTS.join(', ')}.` },
    )
  if (!isAgent || (second === undefined && from !== undefined)) return { agent: from, query: first }
  if (from !== undefined && from !== first)
    throw new Failure('USAGE_FLAG_VALUE', {
      flag: '--from',
      detail: `says ${from}, and the argument ${first ?? ''}`,
    })
  return { agent: first, query: second }
}
