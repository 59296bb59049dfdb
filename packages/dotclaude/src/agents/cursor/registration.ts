// Cursor: lists of handlers by event, started in the repository's root. A handler that fails stops what it was asked about
// only where it says so.
import { HOOK_PLACE } from '../registration.ts'
import type { Registration } from '../registration.ts'

const HANDLER = { command: `node ${HOOK_PLACE} cursor`, timeout: 10 }
const BLOCKING = { ...HANDLER, failClosed: true }

export const cursorRegistration: Registration = {
  agent: 'cursor',
  file: '.cursor/hooks.json',
  marks: ['.cursor', '.cursorrules'],
  form: {
    kind: 'settings',
    fresh: { version: 1 },
    startsIn: 'root',
    entries: [
      {
        path: ['hooks', 'beforeShellExecution'],
        value: BLOCKING,
        purpose: { kind: 'tool', tool: 'beforeShellExecution', isNeeded: true },
      },
      {
        path: ['hooks', 'preToolUse'],
        value: {
          ...BLOCKING,
          matcher:
            'Write|Edit|MultiEdit|StrReplace|Delete|EditNotebook|ApplyPatch|edit_file|search_replace|delete_file|run_terminal_cmd|MCP:',
        },
        purpose: { kind: 'tool', tool: 'Write', isNeeded: true },
      },
      { path: ['hooks', 'stop'], value: HANDLER, purpose: { kind: 'stop', isNeeded: true } },
      { path: ['hooks', 'sessionStart'], value: HANDLER, purpose: { kind: 'start', isNeeded: false } },
    ],
  },
}
