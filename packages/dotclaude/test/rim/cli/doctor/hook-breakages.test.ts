// A hook of Claude Code that does not fire, or fires wrongly: `doctor` says in which way, and its cures cure it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  HOOK,
  SETTINGS,
  inHandlers,
  inHook,
  inSettings,
  pathWithout,
  breakAndCure,
  withProgram,
} from '../../../support/breakages.ts'
import type { Breakage } from '../../../support/breakages.ts'
import { runInProcess } from '../../../support/run-in-process.ts'

/** A guard of somebody else. */
const guardOf = (command: string, args?: readonly string[]): string =>
  JSON.stringify({
    hooks: {
      PreToolUse: [{ hooks: [{ type: 'command', command, ...(args ? { args } : {}) }] }],
      Stop: [{ hooks: [{ type: 'command', command: 'node "$CLAUDE_PROJECT_DIR/.claude/hooks/guard.mjs"' }] }],
    },
  })

const SAYS_DENY = `node -e "process.stdout.write(JSON.stringify({hookSpecificOutput:{permissionDecision:'deny'}}))" guard`

const DIRECT = '${CLAUDE_PROJECT_DIR}/.claude/hooks/guard.mjs'

const BREAKAGES: readonly Breakage[] = [
  { what: 'no settings', change: (it) => it.delete(SETTINGS), codes: ['ENV_GUARD_UNREGISTERED'] },
  {
    what: 'the hooks were removed from the settings',
    change: inSettings((settings) => Object.assign(settings, { hooks: {} })),
    codes: ['ENV_GUARD_UNREGISTERED'],
  },
  {
    what: 'PowerShell and editors are not covered',
    change: inSettings(({ hooks }) => hooks['PreToolUse']?.splice(1)),
    codes: ['ENV_HOOK_UNCOVERED'],
  },
  {
    what: 'commands are not covered',
    change: inSettings(({ hooks }) => hooks['PreToolUse']?.splice(0, 1)),
    codes: ['ENV_HOOK_UNCOVERED'],
  },
  {
    what: 'the end of a turn is not covered',
    change: inSettings(({ hooks }) => delete hooks['Stop']),
    codes: ['ENV_HOOK_UNCOVERED'],
  },
  {
    what: 'a mistyped path',
    change: inSettings(inHandlers({ command: 'node "${CLAUDE_PROJECT_DIR}/.claude/hook/guard.mjs"' })),
    // The settings are wrong as well.
    codes: ['ENV_CHECK_FAILS', 'ENV_HOOK_FILE_MISSING'],
  },
  {
    what: 'the hook file is gone',
    change: (it) => it.delete(HOOK),
    codes: ['ENV_CHECK_FAILS', 'ENV_HOOK_FILE_MISSING'],
  },
  {
    what: 'no run bit',
    change: inSettings(inHandlers({ command: DIRECT, args: [] })),
    codes: ['ENV_HOOK_NOT_RUNNABLE'],
  },
  {
    what: 'a program that does not exist',
    change: (it) => it.write({ [SETTINGS]: guardOf('no-such-guard', []) }),
    codes: ['ENV_HOOK_PROGRAM_MISSING'],
  },
  {
    what: 'no node on PATH',
    change: () => undefined,
    codes: ['ENV_HOOK_PROGRAM_MISSING'],
    env: () => ({ PATH: pathWithout('node') }),
  },
  {
    what: 'an old node on PATH',
    ...withProgram('node', 'case "$1" in --version) echo v16.20.2;; *) exit 1;; esac'),
    codes: ['ENV_NODE_OLD'],
  },
  {
    what: 'a limit of one second',
    change: inSettings(inHandlers({ timeout: 1 })),
    codes: ['ENV_HOOK_TIMEOUT'],
  },
  {
    what: 'a hook that takes longer than its limit',
    change: (it) => it.write({ [SETTINGS]: guardOf('sleep 3.2; exit 2 # guard').replace('"command":"sleep', '"timeout":3,"command":"sleep') }), // prettier-ignore
    codes: ['ENV_HOOK_TIMEOUT'],
  },
  {
    what: 'hooks that are switched off for this clone',
    change: (it) => it.write({ '.claude/settings.local.json': '{ "disableAllHooks": true }' }),
    codes: ['ENV_HOOKS_DISABLED'],
  },
  {
    what: 'hooks that are switched off by the user',
    change: () => undefined,
    codes: ['ENV_HOOKS_DISABLED'],
    home: () => ({ '.claude/settings.json': '{ "disableAllHooks": true }' }),
  },
  {
    what: 'hooks of managed settings only',
    change: () => undefined,
    codes: ['ENV_HOOKS_DISABLED'],
    home: () => ({ '.claude/settings.json': '{ "allowManagedHooksOnly": true }' }),
  },
  {
    what: 'a second key that shadows the first',
    change: (it) => {
      const text = readFileSync(join(it.root, SETTINGS), 'utf8')
      it.write({ [SETTINGS]: text.replace(/\}\s*$/, ', "hooks": {} }') })
    },
    codes: ['ENV_HOOK_SHADOWED'],
    byHand: ({ root, write }) =>
      write({ [SETTINGS]: readFileSync(join(root, SETTINGS), 'utf8').replace(/, "hooks": \{\} \}$/, '}') }),
  },
  {
    what: 'the hook registered twice',
    change: (it) => {
      const own = readFileSync(join(it.root, SETTINGS), 'utf8')
      it.write({ '.claude/settings.local.json': own })
    },
    codes: ['ENV_HOOK_DUPLICATE', 'ENV_HOOK_DUPLICATE', 'ENV_HOOK_DUPLICATE', 'ENV_HOOK_DUPLICATE'],
    byHand: (it) => it.delete('.claude/settings.local.json'),
  },
  {
    what: 'a hook that nobody waits for',
    change: inSettings(inHandlers({ async: true })),
    codes: ['ENV_HOOK_WEAKENED'],
  },
  {
    what: 'a hook under a condition',
    change: inSettings(inHandlers({ if: 'Bash(git push *)' })),
    codes: ['ENV_HOOK_WEAKENED'],
  },
  {
    what: 'a hook of an old version',
    change: inHook((text) => text.replace(/dotclaude \d\S*:/, 'dotclaude 1.9.0:')),
    codes: ['ENV_HOOK_OUTDATED'],
  },
  {
    what: 'a hook that somebody changed',
    change: inHook((text) => `${text}// formatted\n`),
    codes: ['ENV_HOOK_MODIFIED'],
  },
  {
    what: 'a hook file that was cut off',
    change: inHook((text) => text.slice(0, 2_000)),
    codes: ['ENV_GUARD_SILENT', 'ENV_HOOK_MODIFIED'],
  },
  {
    what: 'a guard that lets everything pass',
    change: (it) => it.write({ [SETTINGS]: guardOf('true # guard') }),
    codes: ['ENV_GUARD_SILENT'],
  },
  {
    what: 'a guard that stops everything, by its words',
    change: (it) => it.write({ [SETTINGS]: guardOf(SAYS_DENY) }),
    codes: ['ENV_GUARD_OVEREAGER'],
  },
  {
    what: 'an environment that changes the hook',
    change: inSettings((settings) => Object.assign(settings, { env: { NODE_OPTIONS: '--no-warnings' } })),
    codes: ['ENV_HOOK_ENVIRONMENT'],
  },
  {
    what: 'the policy of the session switched off',
    change: (it) => it.write({ '.claude/dotclaude.json': '{ "session": { "mode": "off" } }' }),
    codes: ['ENV_POLICY_OFF'],
    byHand: (it) => it.write({ '.claude/dotclaude.json': '{ "session": { "mode": "warn" } }' }),
  },
  {
    what: 'another agent that is used and has no hook',
    change: (it) => it.write({ '.codex/config.toml': '' }),
    codes: ['ENV_GUARD_UNREGISTERED'],
  },
  {
    what: 'settings that cannot be read',
    change: (it) => it.write({ [SETTINGS]: '{ "hooks": ' }),
    codes: ['ENV_CHECK_FAILS', 'ENV_GUARD_UNREGISTERED'],
    // `validate-settings` shows where the text breaks off; then `init` can add to it.
    byHand: async (it, place) => {
      it.write({ [SETTINGS]: '{}' })
      await runInProcess(['init'], place)
    },
  },
]

test.each(BREAKAGES)('$what: $codes', async ({ codes, ...breakage }) => {
  expect(await breakAndCure(breakage)).toEqual({ named: codes, left: [] })
})
