// A phrase that several agents claim goes to whichever comes first, unless each of them says under `## Collaboration`
// how it works with another one.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { isText } from '../shape.ts'
import { agentFilesIn } from './agent-files.ts'
import type { AgentFile } from './agent-files.ts'

export const triggersApart: Rule = {
  id: 'triggers-apart',
  codes: ['AGENT_TRIGGER_OVERLAP'],
  check: (snapshot, options) => {
    const severity = options.strict === true ? 'error' : 'warning'
    return [...claimsOf(agentFilesIn(snapshot, options))].flatMap(
      ([phrase, agents]): readonly Diagnostic[] => {
        const silent = agents.find((agent) => !mentionsAnother(agent, agents))
        if (agents.length < 2 || silent === undefined) return []
        const facts = { phrase, agents: agents.map(({ name }) => name) }
        return [
          diagnose('AGENT_TRIGGER_OVERLAP', placeIn(silent.file, silent.document, '/description'), facts, {
            severity,
          }),
        ]
      },
    )
  },
}

/** Quoted phrases of the descriptions, in small letters, with the agents that have them. */
function claimsOf(agents: readonly AgentFile[]): ReadonlyMap<string, readonly AgentFile[]> {
  const claims = new Map<string, readonly AgentFile[]>()
  for (const agent of agents) {
    for (const phrase of phrasesOf(agent)) claims.set(phrase, [...(claims.get(phrase) ?? []), agent])
  }
  return claims
}

function phrasesOf({ fields }: AgentFile): ReadonlySet<string> {
  const description = fields?.['description']
  const quoted = isText(description) ? [...description.matchAll(/["“]([^"“”\n]+)["”]/g)] : []
  return new Set(
    quoted.map(([, phrase]) => phrase?.trim().toLowerCase() ?? '').filter((phrase) => phrase !== ''),
  )
}

function mentionsAnother(agent: AgentFile, agents: readonly AgentFile[]): boolean {
  const start = agent.document.body.search(/^## Collaboration\b/m)
  const section = start === -1 ? '' : agent.document.body.slice(start)
  return agents.some((other) => other !== agent && section.includes(other.name))
}
