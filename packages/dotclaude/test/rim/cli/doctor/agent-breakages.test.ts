// The hooks of the other agents, each broken in its own way: `doctor` names it, and its cures cure it.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { HOOK, around, inHandlers, inSettings, breakAndCure } from '../../../support/breakages.ts'
import type { Breakage, Settings } from '../../../support/breakages.ts'

const CODEX = '.codex/hooks.json'
const COPILOT = '.github/hooks/dotclaude.json'
const GEMINI = '.gemini/settings.json'
const CURSOR = '.cursor/hooks.json'
const PLUGIN = '.opencode/plugins/dotclaude.js'

const of =
  (agent: string) =>
  (breakage: Omit<Breakage, 'agents'>): Breakage => ({
    ...breakage,
    what: `${agent}: ${breakage.what}`,
    agents: [agent],
  })

const inAll =
  (more: Parameters<typeof inHandlers>[0]) =>
  (settings: Settings): void =>
    Object.keys(settings.hooks).forEach((event) => inHandlers(more, event)(settings))

/** As Codex itself writes it down. */
const trustedIn = (root: string): string => `[projects."${root}"]
trust_level = "trusted"

[hooks.state."${root}/.codex/hooks.json:pre_tool_use:0:0"]
trusted_hash = "sha256:0"
`

const trust: NonNullable<Breakage['byHand']> = ({ root }, { home }) =>
  writeFileSync(join(home, '.codex/config.toml'), trustedIn(root))

const CODEX_BREAKAGES = [
  {
    what: 'an event in the letters of its state',
    change: inSettings((settings) => {
      const { PreToolUse = [], ...others } = settings.hooks
      settings.hooks = { ...others, pre_tool_use: PreToolUse }
    }, CODEX),
    codes: ['ENV_HOOK_UNCOVERED', 'ENV_HOOK_UNCOVERED'],
  },
  {
    what: 'hooks that the repository switches off',
    change: (it) => it.write({ '.codex/config.toml': '[features]\nhooks = false # slow\n' }),
    codes: ['ENV_HOOKS_DISABLED'],
  },
  {
    what: 'hooks that the user switches off by their old name',
    change: () => undefined,
    home: (root) => ({ '.codex/config.toml': `features.codex_hooks = false\n${trustedIn(root)}` }),
    codes: ['ENV_HOOKS_DISABLED'],
  },
  {
    what: 'hooks that nobody looked at',
    change: () => undefined,
    home: (root) => ({ '.codex/config.toml': `[projects."${root}"]\ntrust_level = "trusted"\n` }),
    codes: ['ENV_HOOK_UNTRUSTED'],
    byHand: trust,
  },
  {
    what: 'a folder that is not trusted',
    change: () => undefined,
    home: (root) => ({ '.codex/config.toml': trustedIn(root).replace('"trusted"', '"untrusted"') }),
    codes: ['ENV_HOOK_UNTRUSTED'],
    byHand: trust,
  },
  {
    what: 'hooks that somebody trusted',
    change: () => undefined,
    home: (root) => ({ '.codex/config.toml': trustedIn(root) }),
    codes: [],
  },
] satisfies readonly Omit<Breakage, 'agents'>[]

const COPILOT_BREAKAGES = [
  {
    what: 'words in front of its answer',
    change: inSettings(inHandlers(around('echo hello; ', '', 'bash'), 'preToolUse'), COPILOT),
    codes: ['ENV_GUARD_SILENT'],
  },
  {
    what: 'nothing for a POSIX shell',
    change: inSettings(
      inAll((handler) => delete handler['bash']),
      COPILOT,
    ),
    codes: ['ENV_HOOK_MALFORMED'],
  },
  {
    what: 'nothing for PowerShell',
    change: inSettings(
      inHandlers((handler) => delete handler['powershell'], 'preToolUse'),
      COPILOT,
    ),
    codes: ['ENV_HOOK_MALFORMED'],
  },
  {
    what: 'no version of the file',
    change: inSettings((settings) => delete settings['version'], COPILOT),
    codes: ['ENV_HOOK_MALFORMED'],
  },
  {
    what: 'a folder to start in that is not there',
    change: inSettings(inAll({ cwd: 'nowhere' }), COPILOT),
    codes: ['ENV_GUARD_SILENT'],
  },
  {
    what: 'a folder that it does not read',
    change: (it) => {
      it.write({ '.copilot/hooks/dotclaude.json': readFileSync(join(it.root, COPILOT), 'utf8') })
      it.delete(COPILOT)
      it.write({ '.github/hooks/readme.txt': '' })
    },
    // The facts protect a file that is gone.
    codes: ['ENV_CHECK_FAILS', 'ENV_GUARD_UNREGISTERED'],
  },
  {
    what: 'a second file that says the same',
    change: (it) => it.write({ '.github/hooks/more.json': readFileSync(join(it.root, COPILOT), 'utf8') }),
    codes: ['ENV_HOOK_DUPLICATE', 'ENV_HOOK_DUPLICATE', 'ENV_HOOK_DUPLICATE'],
    byHand: (it) => it.delete('.github/hooks/more.json'),
  },
  {
    what: 'hooks that are switched off',
    change: inSettings((settings) => Object.assign(settings, { disableAllHooks: true }), COPILOT),
    codes: ['ENV_HOOKS_DISABLED'],
  },
] satisfies readonly Omit<Breakage, 'agents'>[]

const GEMINI_BREAKAGES = [
  {
    what: 'words in front of its answer',
    change: inSettings(inHandlers(around('echo hello; '), 'BeforeTool'), GEMINI),
    codes: ['ENV_GUARD_SILENT'],
  },
  {
    what: 'a limit in seconds',
    change: inSettings(inHandlers({ timeout: 10 }, 'BeforeTool'), GEMINI),
    codes: ['ENV_HOOK_TIMEOUT'],
  },
  {
    what: 'hooks that the user switches off',
    change: () => undefined,
    home: () => ({ '.gemini/settings.json': '{ "hooksConfig": { "enabled": false } }' }),
    codes: ['ENV_HOOKS_DISABLED'],
  },
  {
    what: 'a hook without a name that is switched off by its command line',
    change: inSettings((settings) => {
      inAll((handler) => delete handler['name'])(settings)
      const [group] = settings.hooks['BeforeTool'] ?? []
      settings['hooksConfig'] = { disabled: [group?.hooks[0]?.['command']] }
    }, GEMINI),
    codes: ['ENV_HOOKS_DISABLED'],
  },
  {
    what: 'a folder above that is not trusted',
    change: () => undefined,
    home: (root) => ({ '.gemini/trustedFolders.json': JSON.stringify({ [dirname(root)]: 'DO_NOT_TRUST' }) }),
    codes: ['ENV_HOOK_UNTRUSTED'],
    byHand: ({ root }, { home }) =>
      writeFileSync(
        join(home, '.gemini/trustedFolders.json'),
        JSON.stringify({ [dirname(root)]: 'DO_NOT_TRUST', [root]: 'TRUST_FOLDER' }),
      ),
  },
] satisfies readonly Omit<Breakage, 'agents'>[]

const CURSOR_BREAKAGES = [
  {
    what: 'a hook that may break down unnoticed',
    change: inSettings(
      inAll((handler) => delete handler['failClosed']),
      CURSOR,
    ),
    codes: ['ENV_HOOK_FAILS_OPEN'],
  },
  {
    what: 'no version of the file',
    change: inSettings((settings) => delete settings['version'], CURSOR),
    codes: ['ENV_HOOK_MALFORMED'],
  },
  {
    what: 'a question that nobody is asked',
    change: inSettings(inAll({ command: `echo '{"permission":"ask"}' # guard` }), CURSOR),
    codes: ['ENV_GUARD_SILENT'],
  },
] satisfies readonly Omit<Breakage, 'agents'>[]

const OPENCODE_BREAKAGES = [
  {
    what: 'a plugin without the hook file',
    change: (it) => it.delete(HOOK),
    codes: ['ENV_CHECK_FAILS', 'ENV_HOOK_FILE_MISSING', 'ENV_HOOK_FILE_MISSING'],
  },
  {
    what: 'a plugin that does not compile',
    change: (it) => it.write({ [PLUGIN]: 'export const Dotclaude = (' }),
    codes: ['ENV_HOOK_MODIFIED'],
  },
  {
    what: 'a hook file that lets everything pass',
    change: (it) => it.write({ [HOOK]: '' }),
    codes: ['ENV_GUARD_SILENT', 'ENV_GUARD_SILENT', 'ENV_HOOK_MODIFIED'],
  },
  { what: 'nothing', change: () => undefined, codes: [] },
] satisfies readonly Omit<Breakage, 'agents'>[]

test.each([
  ...CODEX_BREAKAGES.map(of('codex')),
  ...COPILOT_BREAKAGES.map(of('copilot')),
  ...GEMINI_BREAKAGES.map(of('gemini')),
  ...CURSOR_BREAKAGES.map(of('cursor')),
  ...OPENCODE_BREAKAGES.map(of('opencode')),
])('$what: $codes', async ({ codes, ...breakage }) => {
  expect(await breakAndCure(breakage)).toEqual({ named: codes, left: [] })
})
