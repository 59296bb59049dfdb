// Settings of Claude Code in which the hook stands and is not called: another name, another form, another level.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SETTINGS, inHandlers, inSettings, breakAndCure } from '../../../support/breakages.ts'
import type { Breakage, Settings } from '../../../support/breakages.ts'

const forBash =
  (change: (group: NonNullable<Settings['hooks'][string]>[number]) => unknown) =>
  ({ hooks }: Settings): void =>
    (hooks['PreToolUse'] ?? []).slice(0, 1).forEach(change)

const OURS = 'node "$CLAUDE_PROJECT_DIR/.claude/hooks/guard.mjs"'

const BREAKAGES: readonly Breakage[] = [
  ...[
    { what: 'a tool that is one among several', matcher: 'Bash' },
    { what: 'a mistyped tool', matcher: 'Bahs|PowerShell' },
    { what: 'a rule of permissions as a matcher', matcher: 'Bash(git:*)' },
    { what: 'a pattern that does not compile', matcher: '^(Bash' },
    { what: 'a tool in small letters', matcher: 'bash|powershell' },
    { what: 'a pattern that is anchored too far', matcher: '^Bash\\s$' },
  ].map(({ what, matcher }) => ({
    what,
    change: inSettings(forBash((group) => (group.matcher = matcher))),
    codes: ['ENV_HOOK_UNCOVERED'],
  })),
  {
    what: 'an event in the letters of another agent',
    change: inSettings((settings) => {
      const { PreToolUse = [], ...others } = settings.hooks
      settings.hooks = { ...others, preToolUse: PreToolUse }
    }),
    codes: ['ENV_HOOK_UNCOVERED', 'ENV_HOOK_UNCOVERED'],
  },
  {
    what: 'an entry where a list belongs',
    change: inSettings(({ hooks }) => Object.assign(hooks, { PreToolUse: hooks['PreToolUse']?.[0] })),
    codes: ['ENV_HOOK_MALFORMED'],
  },
  {
    what: 'a list where the events belong',
    change: inSettings((settings) => Object.assign(settings, { hooks: [settings.hooks] })),
    codes: ['ENV_HOOK_MALFORMED'],
  },
  {
    what: 'a command line in place of a handler',
    change: inSettings(forBash((group) => Object.assign(group, { hooks: [OURS] }))),
    codes: ['ENV_HOOK_MALFORMED'],
  },
  {
    what: 'a handler without its type',
    change: inSettings(inHandlers((handler) => delete handler['type'])),
    codes: ['ENV_HOOK_MALFORMED'],
  },
  {
    what: 'a limit that is a text',
    change: inSettings(inHandlers({ timeout: '10' })),
    codes: ['ENV_HOOK_MALFORMED'],
  },
  { what: 'no time at all', change: inSettings(inHandlers({ timeout: 0 })), codes: ['ENV_HOOK_TIMEOUT'] },
  {
    what: 'a limit of a thousandth of a second',
    change: inSettings(inHandlers({ timeout: 0.001 })),
    codes: ['ENV_HOOK_TIMEOUT'],
  },
  {
    what: 'the settings beside the folder that is read',
    change: (it) => {
      it.write({ 'settings.json': readFileSync(join(it.root, SETTINGS), 'utf8') })
      it.delete(SETTINGS)
    },
    codes: ['ENV_GUARD_UNREGISTERED'],
  },
  {
    what: 'registered for this clone alone',
    change: (it) => {
      it.write({ '.claude/settings.local.json': readFileSync(join(it.root, SETTINGS), 'utf8') })
      it.delete(SETTINGS)
    },
    codes: ['ENV_HOOK_UNSHARED'],
    byHand: (it) => it.delete('.claude/settings.local.json'),
  },
  {
    what: 'only hooks of the administrator',
    change: () => undefined,
    codes: ['ENV_HOOKS_DISABLED'],
    machine: { 'etc/claude-code/managed-settings.json': '{ "allowManagedHooksOnly": true }' },
    byHand: (_, { machine }) => rmSync(join(machine, 'etc'), { recursive: true }),
  },
  {
    what: 'all hooks switched off by a second file of the administrator',
    change: () => undefined,
    codes: ['ENV_HOOKS_DISABLED'],
    machine: { 'etc/claude-code/managed-settings.d/50-hooks.json': '{ "disableAllHooks": true }' },
    byHand: (_, { machine }) => rmSync(join(machine, 'etc'), { recursive: true }),
  },
  {
    what: 'a hook that may break down unnoticed',
    change: inSettings(inHandlers((handler) => delete handler['onFailure'])),
    codes: ['ENV_HOOK_FAILS_OPEN'],
  },
]

test.each(BREAKAGES)('$what: $codes', async ({ codes, ...breakage }) => {
  expect(await breakAndCure(breakage)).toEqual({ named: codes, left: [] })
})
