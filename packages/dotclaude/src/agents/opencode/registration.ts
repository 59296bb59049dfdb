// OpenCode: a plugin of ours, a file that OpenCode loads by itself. It starts the hook before each tool and throws what the
// hook says, which OpenCode hands to the model. A hook that cannot be started stops the tools that it is for.
import { HOOK_PLACE } from '../registration.ts'
import type { Registration } from '../registration.ts'

/** With the hook of the repository, or with the one of the home. */
export function opencodePlugin(base: 'home' | 'repository'): string {
  const isHome = base === 'home'
  return `// Hands every tool call to the hook of dotclaude. Written by \`dotclaude ${isHome ? 'bootstrap' : 'init'}\`.
import { spawnSync } from 'node:child_process'${isHome ? "\nimport { homedir } from 'node:os'" : ''}
import { join } from 'node:path'

const COVERED = new Set(['bash', 'write', 'edit', 'multiedit', 'patch', 'apply_patch'])
const TIMEOUT_MS = 10_000

export const Dotclaude = async ({ directory, worktree }) => ({
  'tool.execute.before': async ({ tool, sessionID, callID }, { args }) => {
    if (!COVERED.has(tool)) return
    const run = spawnSync('node', [join(${isHome ? 'homedir()' : 'worktree ?? directory'}, '${HOOK_PLACE}'), 'opencode'], {
      cwd: directory,
      input: JSON.stringify({ event: 'tool.execute.before', tool, sessionID, callID, directory, args }),
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
    })
    if (run.status === 0) return
    throw new Error(run.stderr?.trim() || \`The hook of dotclaude could not be started: \${run.error?.message ?? run.status}\`)
  },
})
`
}

export const opencodeRegistration: Registration = {
  agent: 'opencode',
  file: '.opencode/plugins/dotclaude.js',
  marks: ['.opencode', 'opencode.json', 'opencode.jsonc'],
  form: { kind: 'file', text: opencodePlugin('repository') },
}
