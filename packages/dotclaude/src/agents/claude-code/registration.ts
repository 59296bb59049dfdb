// Claude Code: groups with a matcher, each with its handlers, below `hooks` in the settings of the project. Copilot's
// command line runs them too; it does not know `args`, would start a bare `node`, and refuses every tool when that fails.
// So the command is one line for a shell. Limits are in seconds.
import { HOOK_PLACE } from '../registration.ts'
import type { Entry, Registration } from '../registration.ts'

const HANDLER = { type: 'command', command: `node "\${CLAUDE_PROJECT_DIR}/${HOOK_PLACE}"`, timeout: 10 }
/** Where a hook cannot be started, the tool must not run; older versions do not know the key and go on. */
const BLOCKING = { ...HANDLER, onFailure: 'block' }

/** What no spec and no approval makes right. These rules hold also where the hook cannot be started. */
const NEVER: readonly string[] = [
  'Edit(.git/**)',
  `Edit(${HOOK_PLACE})`,
  // Only a human approves.
  'Edit(~/.local/state/dotclaude/**)',
  'Bash(dotclaude guard approve:*)',
  'Bash(git push --mirror:*)',
]

const ENTRIES: readonly Entry[] = [
  {
    path: ['hooks', 'PreToolUse'],
    value: { matcher: 'Bash|PowerShell|Monitor', hooks: [BLOCKING] },
    purpose: { kind: 'tool', tool: 'Bash', also: ['PowerShell', 'Monitor'], isNeeded: true },
  },
  {
    path: ['hooks', 'PreToolUse'],
    // Anchored, because a matcher with special characters is a pattern that may match anywhere in a name.
    value: { matcher: '^(Edit|Write|MultiEdit|NotebookEdit|mcp__.*)$', hooks: [BLOCKING] },
    purpose: { kind: 'tool', tool: 'Write', also: ['Edit', 'NotebookEdit'], isNeeded: true },
  },
  { path: ['hooks', 'Stop'], value: { hooks: [HANDLER] }, purpose: { kind: 'stop', isNeeded: true } },
  {
    path: ['hooks', 'SessionStart'],
    value: { hooks: [HANDLER] },
    purpose: { kind: 'start', isNeeded: false },
  },
  ...NEVER.map((value) => ({ path: ['permissions', 'deny'], value })),
]

export const claudeCodeRegistration: Registration = {
  agent: 'claude-code',
  file: '.claude/settings.json',
  marks: ['.claude', 'CLAUDE.md'],
  form: {
    kind: 'settings',
    fresh: { $schema: 'https://json.schemastore.org/claude-code-settings.json' },
    startsIn: 'session',
    entries: ENTRIES,
  },
}
