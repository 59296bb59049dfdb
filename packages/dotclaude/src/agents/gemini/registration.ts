// Gemini CLI: groups below `hooks` in the settings of the project, which it reads in a folder that its user trusts. Limits
// are in thousandths of a second.
import { HOOK_PLACE } from '../registration.ts'
import type { Registration } from '../registration.ts'

const HANDLER = {
  name: 'dotclaude',
  type: 'command',
  command: `node "$GEMINI_PROJECT_DIR/${HOOK_PLACE}" gemini`,
  timeout: 10_000,
}

export const geminiRegistration: Registration = {
  agent: 'gemini',
  file: '.gemini/settings.json',
  marks: ['.gemini', 'GEMINI.md'],
  form: {
    kind: 'settings',
    fresh: {},
    startsIn: 'session',
    entries: [
      {
        path: ['hooks', 'BeforeTool'],
        value: { matcher: 'run_shell_command', hooks: [HANDLER] },
        purpose: { kind: 'tool', tool: 'run_shell_command', isNeeded: true },
      },
      {
        path: ['hooks', 'BeforeTool'],
        value: { matcher: '^(write_file|replace|edit|mcp_.*)$', hooks: [HANDLER] },
        purpose: { kind: 'tool', tool: 'write_file', also: ['replace'], isNeeded: true },
      },
      {
        path: ['hooks', 'AfterAgent'],
        value: { matcher: '*', hooks: [HANDLER] },
        purpose: { kind: 'stop', isNeeded: true },
      },
      {
        path: ['hooks', 'SessionStart'],
        value: { matcher: '*', hooks: [HANDLER] },
        purpose: { kind: 'start', isNeeded: false },
      },
    ],
  },
}
