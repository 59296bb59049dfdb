// A hook of Claude Code that is called and cannot start, or whose answer does not arrive.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  HOOK,
  around,
  inHandlers,
  inHook,
  inSettings,
  linked,
  breakAndCure,
  withProgram,
} from '../../../support/breakages.ts'
import type { Breakage, Place, Settings } from '../../../support/breakages.ts'
import { runInProcess } from '../../../support/run-in-process.ts'

const ANSWERING_WRONGLY: readonly Breakage[] = [
  ...[
    { what: 'an exit code that is masked', after: ' || true' },
    { what: 'an exit code of what comes behind', after: '; true' },
    { what: 'an exit code of a pipe', after: ' | cat' },
    { what: 'a hook in the background', after: ' &' },
    { what: 'the words of an agent with other tools', after: ' cursor' },
  ].map(({ what, after }) => ({
    what,
    change: inSettings(inHandlers(around('', after))),
    codes: ['ENV_GUARD_SILENT'],
  })),
  {
    what: 'an exit code that is masked at the end of a turn',
    change: inSettings(inHandlers(around('', ' || true'), 'Stop')),
    codes: ['ENV_GUARD_SILENT'],
  },
  {
    what: 'nothing to read for the hook',
    change: inSettings(inHandlers(around('', ' </dev/null'))),
    codes: ['ENV_GUARD_OVEREAGER'],
  },
  {
    what: 'the name of an agent that nobody knows',
    change: inSettings(inHandlers(around('', ' claude'))),
    codes: ['ENV_GUARD_OVEREAGER'],
  },
  {
    what: 'a reason that is thrown away',
    change: inSettings(inHandlers(around('', ' 2>/dev/null'))),
    codes: ['ENV_HOOK_REASON_LOST'],
  },
  { what: 'an empty hook file', change: inHook(() => ''), codes: ['ENV_GUARD_SILENT', 'ENV_HOOK_MODIFIED'] },
  { what: 'a byte order mark', change: inHook((text) => `\uFEFF${text}`), codes: [] },
  { what: 'line ends of Windows', change: inHook((text) => text.replaceAll('\n', '\r\n')), codes: [] },
]

const everywhere =
  (command: string) =>
  (settings: Settings): void =>
    Object.keys(settings.hooks).forEach((event) => inHandlers({ command }, event)(settings))

const NOT_STARTED: readonly Breakage[] = [
  {
    what: 'a link to nowhere',
    change: linked(HOOK, '/nowhere/guard.mjs'),
    codes: ['ENV_HOOK_FILE_MISSING'],
    byHand: removeLink,
  },
  {
    what: 'a link into packages that were pruned',
    change: linked(HOOK, '../../node_modules/dotclaude/guard.mjs'),
    codes: ['ENV_HOOK_FILE_MISSING'],
    byHand: removeLink,
  },
  {
    what: 'a folder in its place',
    change: (it) => {
      it.delete(HOOK)
      it.write({ [`${HOOK}/guard.mjs`]: '' })
    },
    codes: ['ENV_CHECK_FAILS', 'ENV_HOOK_FILE_MISSING'],
    byHand: removeLink,
  },
  {
    what: 'a path of somebody else’s machine',
    change: inSettings(everywhere('node /home/somebody/project/.claude/hooks/guard.mjs')),
    codes: ['ENV_HOOK_FILE_MISSING'],
  },
  {
    what: 'a path that holds on this machine alone',
    change: (it) => inSettings(everywhere(`node "${it.root}/.claude/hooks/guard.mjs"`))(it),
    codes: ['ENV_HOOK_PATH_FRAGILE'],
  },
  {
    what: 'a path from the folder that the session is in',
    change: inSettings(everywhere('node .claude/hooks/guard.mjs')),
    codes: ['ENV_HOOK_PATH_FRAGILE'],
  },
  {
    what: 'a command line that goes elsewhere first',
    change: inSettings(everywhere('cd /tmp && node .claude/hooks/guard.mjs')),
    codes: ['ENV_GUARD_SILENT'],
  },
  {
    what: 'backslashes between the folders',
    change: inSettings(everywhere('node .claude\\hooks\\guard.mjs')),
    codes: ['ENV_GUARD_SILENT'],
  },
  {
    what: 'a variable in the words of another shell',
    change: inSettings(everywhere('node "%CLAUDE_PROJECT_DIR%/.claude/hooks/guard.mjs"')),
    codes: ['ENV_GUARD_SILENT'],
  },
  {
    what: 'quotes in which no variable counts',
    change: inSettings(everywhere("node '$CLAUDE_PROJECT_DIR/.claude/hooks/guard.mjs'")),
    codes: ['ENV_GUARD_SILENT'],
  },
  {
    what: 'a module in front of it that is not there',
    change: inSettings((settings) =>
      Object.assign(settings, { env: { NODE_OPTIONS: '--require /nowhere.cjs' } }),
    ),
    codes: ['ENV_HOOK_ENVIRONMENT', 'ENV_GUARD_SILENT'],
  },
  {
    what: 'a file that the shell reads first and that says something',
    change: (it) => {
      it.write({ '.build/profile': 'echo hello\n' })
      inSettings((settings) => Object.assign(settings, { env: { BASH_ENV: '.build/profile' } }))(it)
    },
    codes: ['ENV_HOOK_ENVIRONMENT'],
  },
  {
    what: 'a stand-in for Node that knows no version',
    ...withProgram('node', 'echo "No version is set for command node" >&2; exit 126'),
    codes: ['ENV_HOOK_PROGRAM_BROKEN'],
  },
  {
    what: 'a hook that git ignores',
    change: (it) => it.write({ '.gitignore': 'hooks/\n' }),
    codes: ['ENV_HOOK_UNSHARED'],
  },
]

function removeLink(it: Parameters<Breakage['change']>[0], place: Place): Promise<unknown> {
  rmSync(join(it.root, HOOK), { recursive: true })
  return runInProcess(['init'], place)
}

test.each([...ANSWERING_WRONGLY, ...NOT_STARTED])('$what: $codes', async ({ codes, ...breakage }) => {
  expect(await breakAndCure(breakage)).toEqual({ named: codes, left: [] })
})
