// Copilot: a file of its own among others, with a command for each kind of shell. Its JSON does not name the event, so the
// command line does. Copilot's command line also runs the hook of `.claude/settings.json`; both say the same.
import { HOOK_PLACE } from '../registration.ts'
import type { Entry, Registration } from '../registration.ts'

function handler(event: string): Readonly<Record<string, unknown>> {
  const command = `node ${HOOK_PLACE} copilot ${event}`
  return { type: 'command', bash: command, powershell: command, cwd: '.', timeoutSec: 10 }
}

const ENTRIES: readonly Entry[] = [
  {
    path: ['hooks', 'preToolUse'],
    value: handler('preToolUse'),
    purpose: { kind: 'tool', tool: 'bash', isNeeded: true },
  },
  { path: ['hooks', 'agentStop'], value: handler('agentStop'), purpose: { kind: 'stop', isNeeded: true } },
  {
    path: ['hooks', 'sessionStart'],
    value: handler('sessionStart'),
    purpose: { kind: 'start', isNeeded: false },
  },
]

export const copilotRegistration: Registration = {
  agent: 'copilot',
  file: '.github/hooks/dotclaude.json',
  marks: ['.github/copilot-instructions.md', '.github/hooks', '.github/copilot'],
  form: { kind: 'settings', fresh: { version: 1 }, startsIn: 'root', entries: ENTRIES },
}
