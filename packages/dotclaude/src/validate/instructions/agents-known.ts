// An agent that instructions name is one of the repository's agents. Only a code span beside the word counts; a name
// that resembles none of ours is a warning, because it may be installed for the user.
import { nearestName } from '../../diagnostics/nearest-name.ts'
import { agentFilesIn } from '../agents/agent-files.ts'
import type { Rule } from '../rule.ts'
import { mentionRule } from './mention-rule.ts'

const NAME = /^@?(?:agent-)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/
const BEFORE = /\b(sub-?)?agents?:?\s*$/i
const AFTER = /^\s*(sub-?)?agents?\b/i

/** Those of Claude Code itself. */
const BUILT_IN = new Set([
  'general-purpose',
  'statusline-setup',
  'output-style-setup',
  'explore',
  'plan',
  'claude',
])

export const agentsKnown: Rule = mentionRule({
  id: 'agents-known',
  code: 'DRIFT_AGENT_UNKNOWN',
  check: ({ kind, text, before, after }, _file, snapshot) => {
    const name = kind === 'code' ? NAME.exec(text)?.[1] : undefined
    if (name === undefined || BUILT_IN.has(name)) return []
    const known = agentFilesIn(snapshot).map((agent) => agent.name)
    if (known.length === 0 || known.includes(name)) return []
    if (!text.startsWith('@agent-') && !BEFORE.test(before) && !AFTER.test(after)) return []
    const nearest = nearestName(name, known)
    // A single word beside `agent` is more often a product's name.
    if (nearest === undefined && !name.includes('-')) return []
    return [{ facts: { name }, nearest, severity: nearest === undefined ? 'warning' : 'error' }]
  },
})
