// Each rule about settings, over JSONC, for a project and for a user.
import { expect, test } from 'vitest'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'
import type { Rule, RuleOptions } from '../../../../src/validate/rule.ts'
import { SETTINGS_RULES, checkSettings } from '../../../../src/validate/settings/check-settings.ts'
import { credentialsPrivate } from '../../../../src/validate/settings/credentials-private.ts'
import { foldersSmall } from '../../../../src/validate/settings/folders-small.ts'
import { hookTimeouts } from '../../../../src/validate/settings/hook-timeouts.ts'
import type { Host } from '../../../../src/validate/settings/host.ts'
import { noSecrets } from '../../../../src/validate/settings/no-secrets.ts'
import { noSilencedWarning } from '../../../../src/validate/settings/no-silenced-warning.ts'
import { packagesPinned } from '../../../../src/validate/settings/packages-pinned.ts'
import { pluginsInstalled } from '../../../../src/validate/settings/plugins-installed.ts'
import { programsPresent } from '../../../../src/validate/settings/programs-present.ts'
import { readable } from '../../../../src/validate/settings/readable.ts'
import { settingsFilesIn } from '../../../../src/validate/settings/settings-files.ts'
import { settingsRule } from '../../../../src/validate/settings/settings-rule.ts'
import { handlersIn } from '../../../../src/validate/settings/started-programs.ts'
import { OPTIONS, diagnosticsOf, foundBy, json } from '../found.ts'
import type { Files } from '../found.ts'

const FILE = '.claude/settings.json'
const settings = (value: unknown): Files => ({ [FILE]: json(value) })
const hook = (command: string, more: object = {}): object => ({
  hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command, ...more }] }] },
})
const server = (value: object): object => ({ mcpServers: { db: value } })

/** A machine with node, bash and /usr/bin/jq, and a user with one script. */
const HOST: Host = {
  homeFolder: '/home/me',
  isFile: (path) => ['/usr/bin/jq', '/home/me/bin/status.sh'].includes(path),
  isProgram: (name) => ['node', 'bash', 'npx', '/usr/bin/jq'].includes(name),
  modeOf: () => undefined,
  sizeOf: () => undefined,
}

const HOOK = `SETTINGS_OPS_1 ${FILE}:9 /hooks/PreToolUse/0/hooks/0/command`
const SERVER = `SETTINGS_OPS_1 ${FILE}`

interface Row {
  readonly what: string
  readonly rule: Rule
  readonly files: Files
  readonly found: readonly string[]
}

const ROWS: readonly Row[] = [
  { what: 'no settings', rule: readable, files: {}, found: [] },
  {
    what: 'comments and a comma too many',
    rule: readable,
    files: { [FILE]: '// ours\n{"env": {},}\n' },
    found: [],
  },
  {
    what: 'half an object',
    rule: readable,
    files: { [FILE]: '{\n  "env": {\n' },
    found: [`SETTINGS_OPS_1 ${FILE}:3`],
  },
  { what: 'null', rule: readable, files: { [FILE]: '\nnull' }, found: [`SETTINGS_OPS_1 ${FILE}:2`] },
  { what: 'an empty file', rule: readable, files: { [FILE]: '' }, found: [`SETTINGS_OPS_1 ${FILE}:1`] },
  {
    what: 'a key of every spelling',
    rule: noSecrets,
    files: settings({
      env: { API_KEY: 'abcd.efgh/1234+5678==', apiToken: 'a1b2c3d4e5f6g7h8', PASSWORD: 'hunter22' },
    }),
    found: ['API_KEY', 'apiToken', 'PASSWORD'].map(
      (key, index) => `SETTINGS_SEC_1 ${FILE}:${index + 3} /env/${key}`,
    ),
  },
  {
    what: 'a secret in an argument and in a header',
    rule: noSecrets,
    files: settings({
      mcpServers: {
        db: {
          args: ['postgres://me:hunter22@db/x'],
          headers: { Authorization: `Bearer ghp_${'a1'.repeat(18)}` },
        },
      },
    }),
    found: [
      `SETTINGS_SEC_1 ${FILE}:5 /mcpServers/db/args/0`,
      `SETTINGS_SEC_1 ${FILE}:8 /mcpServers/db/headers/Authorization`,
    ],
  },
  {
    what: 'names, places and references',
    rule: noSecrets,
    files: settings({
      env: {
        API_KEY: '$API_KEY',
        GITHUB_TOKEN: '${GITHUB_TOKEN}',
        AWS_SECRET: '',
        PUBLIC_KEY: 'a1b2c3d4e5f6g7h8i9',
        KEY: 'main',
        TOKEN: 'https://example.com/token',
        SSH_KEY: '~/.ssh/id_ed25519_work',
      },
      apiKeyHelper: 'bin/a1b2c3d4e5f6g7',
    }),
    found: [],
  },
  {
    what: 'the warning is silenced',
    rule: noSilencedWarning,
    files: settings({ skipDangerousModePermissionPrompt: false }),
    found: [`SETTINGS_SEC_2 ${FILE}:2 /skipDangerousModePermissionPrompt`],
  },
  {
    what: 'the same key deeper means nothing',
    rule: noSilencedWarning,
    files: settings({ env: { skipDangerousModePermissionPrompt: '1' } }),
    found: [],
  },
  {
    what: 'a time limit in milliseconds',
    rule: hookTimeouts,
    files: settings(hook('true', { timeout: 5000 })),
    found: [`SETTINGS_HOOK_TIMEOUT ${FILE}:10 /hooks/PreToolUse/0/hooks/0/timeout`],
  },
  { what: 'ten minutes', rule: hookTimeouts, files: settings(hook('true', { timeout: 600 })), found: [] },
  {
    what: 'a script of the project',
    rule: programsPresent,
    files: {
      ...settings(hook('bash "$CLAUDE_PROJECT_DIR/.claude/hooks/guard.sh"')),
      '.claude/hooks/guard.sh': '',
    },
    found: [],
  },
  {
    what: 'a script that is gone',
    rule: programsPresent,
    files: settings(hook('bash "$CLAUDE_PROJECT_DIR/.claude/hooks/guard.sh"')),
    found: [HOOK],
  },
  {
    what: 'braces and no interpreter',
    rule: programsPresent,
    files: settings(hook('${CLAUDE_PROJECT_DIR}/guard.sh check')),
    found: [HOOK],
  },
  {
    what: 'a list of arguments',
    rule: programsPresent,
    files: settings(hook('node', { args: ['${CLAUDE_PROJECT_DIR}/guard.mjs'] })),
    found: [HOOK],
  },
  {
    what: 'a path with blanks in quotes',
    rule: programsPresent,
    files: { ...settings(hook("node './my hooks/guard.mjs' --fast")), 'my hooks/guard.mjs': '' },
    found: [],
  },
  {
    what: 'a script of the user',
    rule: programsPresent,
    files: settings(hook('~/bin/status.sh')),
    found: [],
  },
  {
    what: 'a script that the user has not',
    rule: programsPresent,
    files: settings(hook('$HOME/bin/other.sh')),
    found: [HOOK],
  },
  { what: 'an absolute program', rule: programsPresent, files: settings(hook('/usr/bin/jq .')), found: [] },
  {
    what: 'a variable that only the machine knows',
    rule: programsPresent,
    files: settings(hook('"$TOOLS/check.sh"')),
    found: [],
  },
  {
    what: 'only the first command of several',
    rule: programsPresent,
    files: settings(hook('true && ./gone.sh')),
    found: [],
  },
  {
    what: 'code on the command line',
    rule: programsPresent,
    files: settings(hook('node -e "1/2"')),
    found: [],
  },
  {
    what: 'a program that is nowhere',
    rule: programsPresent,
    files: settings(hook('FOO=1 shellcheck x')),
    found: [HOOK],
  },
  {
    what: 'the status line',
    rule: programsPresent,
    files: settings({ statusLine: { command: './line.sh' } }),
    found: [`SETTINGS_OPS_1 ${FILE}:3 /statusLine/command`],
  },
  {
    what: 'a server over HTTP',
    rule: programsPresent,
    files: settings(server({ type: 'http', url: 'https://example.com/mcp' })),
    found: [],
  },
  {
    what: 'a server with a url alone',
    rule: programsPresent,
    files: settings(server({ url: 'https://example.com/mcp' })),
    found: [],
  },
  {
    what: 'a server without anything',
    rule: programsPresent,
    files: settings(server({ args: [] })),
    found: [`${SERVER}:3 /mcpServers/db`],
  },
  {
    what: 'a server whose script is gone',
    rule: programsPresent,
    files: settings(server({ command: 'node', args: ['./server.mjs'] })),
    found: [`${SERVER}:4 /mcpServers/db/command`],
  },
  {
    what: 'a server of its own file',
    rule: programsPresent,
    files: { '.mcp.json': json(server({ command: './server' })) },
    found: ['SETTINGS_OPS_1 .mcp.json:4 /mcpServers/db/command'],
  },
  {
    what: 'hooks of the wrong shape',
    rule: programsPresent,
    files: settings({
      hooks: { Stop: 'x', PreToolUse: [null, { hooks: [1] }] },
      mcpServers: [],
      statusLine: 7,
    }),
    found: [],
  },
]

test.each(ROWS)('$rule.id: $what', ({ rule, files, found }) => {
  expect(foundBy(rule, files, { host: HOST })).toEqual(found)
})

test.each([
  { args: ['-y', 'pkg'], package: 'pkg' },
  { args: ['pkg@latest'], package: 'pkg@latest' },
  { args: ['@scope/pkg@1'], package: '@scope/pkg@1' },
  { args: ['@scope/pkg@^1.2.3'], package: '@scope/pkg@^1.2.3' },
  { args: ['-p', 'pkg', 'program'], package: 'pkg' },
  { args: ['--package=pkg', 'program'], package: 'pkg' },
  { command: 'uvx', args: ['tool'], package: 'tool' },
  { command: 'pnpm', args: ['dlx', 'pkg'], package: 'pkg' },
  { command: 'docker', args: ['run', 'image:latest'], package: 'image:latest' },
  { args: ['-y', '@scope/pkg@1.2.3', 'server'], package: undefined },
  { command: 'uvx', args: ['tool==1.2'], package: undefined },
  { args: ['./local'], package: undefined },
  { command: 'pnpm', args: ['start'], package: undefined },
  { command: 'node', args: ['server.mjs'], package: undefined },
])('a server $command $args runs $package in any version', ({ command = 'npx', args, package: name }) => {
  const [diagnostic] = diagnosticsOf(packagesPinned, settings(server({ command, args })))
  expect(diagnostic?.args['package']).toBe(name)
})

test.each([
  { mode: 0o600, found: undefined },
  { mode: 0o400, found: undefined },
  { mode: 0o644, found: '644' },
  { mode: 0o620, found: '620' },
  { mode: undefined, found: undefined },
])('credentials of mode $mode give $found', ({ mode, found }) => {
  const host = {
    ...HOST,
    modeOf: (path: string) => (path === '/home/me/.claude/.credentials.json' ? mode : 0o777),
  }
  expect(diagnosticsOf(credentialsPrivate, {}, { host })[0]?.args['mode']).toBe(found)
})

test.each([
  { sizes: { projects: 1536, 'file-history': 100 }, found: [] },
  { sizes: { projects: 1537, 'file-history': 101 }, found: ['~/.claude/projects', '~/.claude/file-history'] },
])('folders of $sizes megabytes', ({ sizes, found }) => {
  const bytes = new Map(
    Object.entries(sizes).map(([name, size]) => [`/home/me/.claude/${name}`, size * 1024 * 1024]),
  )
  const host = { ...HOST, sizeOf: (path: string) => bytes.get(path) }
  expect(diagnosticsOf(foldersSmall, {}, { host }).map(({ args }) => args['folder'])).toEqual(found)
})

const withHome = (files: Files): Partial<RuleOptions> => ({
  home: memorySnapshot(files, '/home/me/.claude'),
  host: HOST,
})
const REGISTRY = { 'plugins/installed_plugins.json': json({ plugins: { 'a@market': [] } }) }
const ENABLED = {
  'settings.json': json({ enabledPlugins: { 'a@market': true, 'b@market': true, 'c@market': false } }),
}

test.each([
  {
    what: 'one is absent',
    files: { ...ENABLED, ...REGISTRY },
    found: ['error plugin b@market is not installed'],
  },
  {
    what: 'no registry',
    files: ENABLED,
    found: ['warning ~/.claude/plugins/installed_plugins.json does not exist'],
  },
  { what: 'no plugins', files: { 'settings.json': '{}' }, found: [] },
])('plugins: $what', ({ files, found }) => {
  const diagnostics = diagnosticsOf(
    pluginsInstalled,
    settings({ enabledPlugins: { x: true } }),
    withHome(files),
  )
  expect(diagnostics.map(({ severity, args }) => `${severity} ${String(args['detail'])}`)).toEqual(found)
})

test('a bare program is a warning for a project and an error for a user', () => {
  const line = json(hook('shellcheck x'))
  const diagnostics = diagnosticsOf(programsPresent, { [FILE]: line }, withHome({ 'settings.json': line }))
  expect(diagnostics.map(({ severity, where }) => [severity, where.file])).toEqual([
    ['warning', FILE],
    ['error', '~/.claude/settings.json'],
  ])
})

test('scripts below ~/.claude are sought there, and a user’s relative path is not judged', () => {
  const home = withHome({ 'settings.json': json(hook('bash ~/.claude/hooks/x.sh')), 'hooks/x.sh': '' })
  expect(foundBy(programsPresent, {}, home)).toEqual([])
  expect(foundBy(programsPresent, {}, withHome({ 'settings.json': json(hook('./x.sh')) }))).toEqual([])
})

test('without a machine nothing is said about it', () => {
  const files = settings({ ...hook('shellcheck ~/x'), ...server({ command: '/opt/server' }) })
  expect(foundBy(programsPresent, files)).toEqual([])
  expect([...foundBy(credentialsPrivate, {}), ...foundBy(foldersSmall, {})]).toEqual([])
})

test('reads every file that agents obey', () => {
  const project = memorySnapshot({
    '.claude/settings.local.json': '{}',
    '.mcp.json': '[]',
    '.claude/x.json': '{}',
  })
  const files = settingsFilesIn(project, withHome({ 'settings.json': '{}' }))
  expect(files.map(({ file, scope, value }) => [file, scope, value])).toEqual([
    ['.claude/settings.local.json', 'project', {}],
    ['.mcp.json', 'project', undefined],
    ['~/.claude/settings.json', 'user', {}],
  ])
})

test('a rule over settings skips what cannot be read', () => {
  const rule = settingsRule({
    id: 'x',
    code: 'SETTINGS_SEC_2',
    check: (_, report) => [report(['a/b'], { key: 'a' })],
  })
  expect(foundBy(rule, { ...settings({ 'a/b': 1 }), '.mcp.json': '{' })).toEqual([
    `SETTINGS_SEC_2 ${FILE}:2 /a~1b`,
  ])
})

test('handlers carry their keys', () => {
  const handler = { type: 'command', command: 'true' }
  expect(handlersIn({ hooks: { Stop: [{ hooks: [handler] }] } })).toEqual([
    { handler, keys: ['hooks', 'Stop', 0, 'hooks', 0] },
  ])
})

test('the whole check names what it found sound', () => {
  expect(checkSettings(memorySnapshot(settings({})), OPTIONS).passed).toEqual([`${FILE} valid`])
  expect(checkSettings(memorySnapshot({}), OPTIONS).passed).toEqual(['no settings'])
  expect(new Set(SETTINGS_RULES.flatMap(({ codes }) => codes)).size).toBe(7)
})
