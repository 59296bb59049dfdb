// Codex: a file of its own, with groups like those of Claude Code. A command runs in a shell, wherever the session is, so
// it asks git for the root. Codex runs no hook of a repository before its user trusted it with `/hooks`.
import { HOOK_PLACE } from '../registration.ts'
import type { Registration } from '../registration.ts'

const HANDLER = {
  type: 'command',
  command: `node "$(git rev-parse --show-toplevel)/${HOOK_PLACE}" codex`,
  timeout: 10,
}

export const codexRegistration: Registration = {
  agent: 'codex',
  file: '.codex/hooks.json',
  marks: ['.codex'],
  form: {
    kind: 'settings',
    fresh: {},
    startsIn: 'session',
    entries: [
      {
        path: ['hooks', 'PreToolUse'],
        value: { matcher: 'Bash', hooks: [HANDLER] },
        purpose: { kind: 'tool', tool: 'Bash', isNeeded: true },
      },
      {
        path: ['hooks', 'PreToolUse'],
        value: { matcher: '^(apply_patch|Edit|Write|mcp__.*)$', hooks: [HANDLER] },
        purpose: { kind: 'tool', tool: 'apply_patch', isNeeded: true },
      },
      { path: ['hooks', 'Stop'], value: { hooks: [HANDLER] }, purpose: { kind: 'stop', isNeeded: true } },
      {
        path: ['hooks', 'SessionStart'],
        value: { hooks: [HANDLER] },
        purpose: { kind: 'start', isNeeded: false },
      },
    ],
  },
}
