// The flags that several commands of handoffs have.
import type { Flag } from '../command.ts'

const AGENTS = ['claude', 'codex', 'copilot', 'gemini'] as const

export const FROM_FLAG: Flag = {
  name: 'from',
  placeholder: 'AGENT',
  choice: AGENTS,
  help: `only sessions of ${AGENTS.join(', ')}`,
}
