// What users have in their home before the library comes: whatever it is, bootstrap ends well, adds and tells, and
// uninstall leaves every byte, link and mode as it was.
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { runInProcess } from '../../support/run-in-process.ts'
import type { InProcessRun } from '../../support/run-in-process.ts'

const item = (name: string, kind: string): string =>
  `---\nname: ${name}\ndescription: Does it.\nmetadata:\n  kind: ${kind}\n---\n\n# ${name}\n\nText.\n`

const LIBRARY = {
  'skills/a/SKILL.md': item('a', 'skill'),
  'skills/a/references/r.md': '# R\n',
  'commands/b/SKILL.md': item('b', 'command'),
  'agents/c/SKILL.md': item('c', 'agent'),
  'rules/floor/SKILL.md': item('floor', 'rule'),
}

type Entry =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly mode: number; readonly text: string }
  | null

interface Prior {
  readonly name: string
  /** Path to content; `null` is an empty folder. */
  readonly files: Readonly<Record<string, Entry>>
  /** What is told of, and stays. */
  readonly told?: readonly string[]
  /** Whether Claude Code calls the hook afterwards. */
  readonly isGuarded?: boolean
}

const SETTINGS = '.claude/settings.json'
const hook = (command: string): string => `{ "hooks": [{ "type": "command", "command": "${command}" }] }`
/** As one command of ours is written. */
const OURS = '---\ndescription: "Does it."\n---\n\n# b\n\nText.\n'

const settings = (name: string, text: string, told = false): Prior => ({
  name: `settings: ${name}`,
  files: { [SETTINGS]: text },
  ...(told ? { told: [SETTINGS], isGuarded: false } : {}),
})

const PRIOR: readonly Prior[] = [
  { name: 'nothing', files: {} },
  { name: 'an empty folder', files: { '.claude': null } },
  {
    name: 'sessions, plugins and notes',
    files: { '.claude/projects/x/1.jsonl': '{}\n', '.claude/CLAUDE.md': '# Me\n' },
  },
  settings('an empty object', '{}'),
  settings('an empty object on two lines', '{\n}\n'),
  settings('a model', '{\n  "model": "opus"\n}\n'),
  settings('tabs', '{\n\t"env": {\n\t\t"A": "1"\n\t}\n}\n'),
  settings('comments', '{\n  // mine\n  "model": "opus" /* why */\n}\n'),
  settings('a trailing comma', '{\n  "model": "opus",\n}\n'),
  settings('CRLF', '{\r\n  "model": "opus"\r\n}\r\n'),
  settings('a byte order mark', '\uFEFF{ "model": "opus" }\n'),
  settings('no line break at the end', '{ "model": "opus" }'),
  settings('a hook of another tool', `{ "hooks": { "PreToolUse": [${hook('lint.sh')}] } }\n`),
  settings(
    'hooks of three tools for each event',
    `{ "hooks": { "PreToolUse": [${hook('a')}, ${hook('b')}, ${hook('c')}], "Stop": [${hook('a')}, ${hook('b')}], "SessionStart": [${hook('c')}], "PostToolUse": [${hook('a')}] } }\n`,
  ),
  settings('lists of hooks that are empty', '{ "hooks": { "PreToolUse": [], "Stop": [\n] } }\n'),
  settings('hooks switched off', '{ "disableAllHooks": true }\n'),
  settings('broken', '{ "model": ', true),
  settings('empty', '', true),
  settings('a list', '[]\n', true),
  settings('hooks that are no table', '{ "hooks": null }\n', true),
  settings('hooks in another form', '{ "hooks": { "PreToolUse": {} } }\n', true),
  {
    name: 'settings that are a link',
    files: { [SETTINGS]: { link: '../dotfiles/settings.json' }, 'dotfiles/settings.json': '{}\n' },
    told: [SETTINGS],
    isGuarded: false,
  },
  {
    name: 'settings that are a folder',
    files: { [`${SETTINGS}/x`]: 'x' },
    told: [SETTINGS],
    isGuarded: false,
  },
  {
    name: 'settings that are read-only',
    files: { [SETTINGS]: { mode: 0o400, text: '{ "model": "opus" }\n' } },
  },
  {
    name: 'a program of one’s own at our hook’s place',
    files: { '.claude/hooks/guard.mjs': 'mine\n' },
    told: ['.claude/hooks/guard.mjs'],
    isGuarded: false,
  },
  {
    name: 'a command with our name',
    files: { '.claude/commands/b.md': 'mine\n' },
    told: ['.claude/commands/b.md'],
  },
  { name: 'the very command', files: { '.claude/commands/b.md': OURS } },
  {
    name: 'the very command with CRLF',
    files: { '.claude/commands/b.md': OURS.replaceAll('\n', '\r\n') },
    told: ['.claude/commands/b.md'],
  },
  {
    name: 'a command that may only be read',
    files: { '.claude/commands/b.md': { mode: 0o444, text: 'mine\n' } },
    told: ['.claude/commands/b.md'],
  },
  {
    name: 'a folder with our command’s name',
    files: { '.claude/commands/b.md/x': 'x' },
    told: ['.claude/commands/b.md'],
  },
  {
    name: 'a link with our command’s name',
    files: { '.claude/commands/b.md': { link: '../../dotfiles/b.md' }, 'dotfiles/b.md': 'mine\n' },
    told: ['.claude/commands/b.md'],
  },
  {
    name: 'a link to nothing',
    files: { '.claude/agents/c.md': { link: 'gone.md' } },
    told: ['.claude/agents/c.md'],
  },
  {
    name: 'a folder of commands that is a link',
    files: { '.claude/commands': { link: '../dotfiles' }, 'dotfiles/own.md': 'mine\n' },
  },
  {
    name: 'the whole folder a link',
    files: { '.claude': { link: 'dotfiles' }, 'dotfiles/settings.json': '{ "model": "opus" }\n' },
  },
  {
    name: 'a skill with our name',
    files: { '.claude/skills/a/SKILL.md': 'mine\n', '.claude/skills/a/own.md': 'mine\n' },
    told: ['.claude/skills/a/SKILL.md'],
  },
  {
    name: 'a rule with our name',
    files: { '.claude/rules/floor.md': 'mine\n' },
    told: ['.claude/rules/floor.md'],
  },
  {
    name: 'files with spaces, brackets and umlauts',
    files: { '.claude/commands/über [x] y.md': 'mine\n', '.claude/agents/$HOME.md': 'mine\n' },
  },
  { name: 'half a file of a run that was stopped', files: { '.claude/commands/b.md.12.part': 'half' } },
  { name: 'instructions without a last line break', files: { '.codex/AGENTS.md': '# Mine' } },
  {
    name: 'instructions with CRLF',
    files: { '.codex/AGENTS.md': '# Mine\r\n\r\nText.\r\n', '.gemini/GEMINI.md': 'x\r\n' },
  },
  {
    name: 'instructions with one of our marks',
    files: { '.codex/AGENTS.md': '<!-- dotclaude:begin -->\nmine\n' },
    told: ['.codex/AGENTS.md'],
  },
  {
    name: 'instructions that are no UTF-8',
    files: { '.gemini/GEMINI.md': Uint8Array.of(0xff, 0xfe, 0x41) },
    told: ['.gemini/GEMINI.md'],
  },
  { name: 'empty instructions', files: { '.gemini/GEMINI.md': '' } },
  {
    name: 'settings of every agent',
    files: {
      '.codex/hooks.json': '{}\n',
      '.gemini/settings.json': '{ "ui": {} }\n',
      '.cursor/hooks.json': '{ "version": 1, "hooks": { "stop": [{ "command": "x" }] } }\n',
      '.copilot/config.json': '{}\n',
      '.config/opencode/opencode.json': '{}\n',
    },
  },
]

function homeWith(files: Prior['files']): string {
  const made = makeTempTree()
  onTestFinished(made.remove)
  const home = join(made.root, 'home')
  mkdirSync(home)
  for (const [path, entry] of Object.entries(files)) place(join(home, path), entry)
  return home
}

function place(file: string, entry: Entry): void {
  if (entry === null) return void mkdirSync(file, { recursive: true })
  mkdirSync(dirname(file), { recursive: true })
  if (typeof entry === 'string' || entry instanceof Uint8Array) return writeFileSync(file, entry)
  if ('link' in entry) return symlinkSync(entry.link, file)
  writeFileSync(file, entry.text)
  chmodSync(file, entry.mode)
}

/** Path to content and mode, links as such; without our own record. */
function treeOf(root: string): Readonly<Record<string, string>> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(root.length + 1), describe(file)] as const)
      .filter(([path]) => !path.startsWith('.local/')),
  )
}

function describe(file: string): string {
  const stats = lstatSync(file)
  if (stats.isSymbolicLink()) return `-> ${readlinkSync(file)}`
  return `${(stats.mode & 0o777).toString(8)} ${readFileSync(file, 'latin1')}`
}

const run = (home: string, ...words: readonly string[]): Promise<InProcessRun> =>
  runInProcess(words, { cwd: home, home })

function libraryFolder(): string {
  const made = makeTempTree(LIBRARY)
  onTestFinished(made.remove)
  return made.root
}

test.each(PRIOR)('$name', async ({ files, told = [], isGuarded = true }) => {
  const home = homeWith(files)
  const before = treeOf(home)
  const library = libraryFolder()
  const first = await run(home, 'bootstrap', '--from', library, '--json')
  expect(first).toMatchObject({ exit: 0, stderr: '' })
  const { events } = JSON.parse(first.stdout) as { events: { details?: { code: string; file: string } }[] }
  expect(events.flatMap(({ details }) => (details ? [details.file] : []))).toEqual(told)
  // Nobody's file is gone or begins otherwise; what was told of is as it was.
  const after = treeOf(home)
  expect(Object.keys(before).filter((path) => !(path in after))).toEqual([])
  for (const path of told) expect(after[path]).toBe(before[path])
  const registered = after[SETTINGS] ?? after['dotfiles/settings.json'] ?? ''
  expect(registered.includes('$HOME/.claude/hooks/guard.mjs')).toBe(isGuarded)
  expect((await run(home, 'bootstrap', '--from', library)).stdout).toContain(
    'everything is installed already',
  )
  expect(treeOf(home)).toEqual(after)
  expect((await run(home, 'uninstall')).exit).toBe(0)
  expect(treeOf(home)).toEqual(before)
})

test('the table is as long as it is said to be', () => {
  expect(PRIOR.length).toBeGreaterThanOrEqual(30)
})

test('what the user writes into settings after us stays, and our entries go', async () => {
  const home = homeWith({ [SETTINGS]: '{\n  "model": "opus"\n}\n' })
  await run(home, 'bootstrap', '--from', libraryFolder())
  const text = readFileSync(join(home, SETTINGS), 'utf8').replace(
    '"opus"',
    '"sonnet",\n  "env": { "A": "1" }',
  )
  writeFileSync(join(home, SETTINGS), text)
  await run(home, 'uninstall')
  expect(readFileSync(join(home, SETTINGS), 'utf8')).toBe(
    '{\n  "model": "sonnet",\n  "env": { "A": "1" }\n}\n',
  )
})

test('without the hook no settings are touched, and a later run brings it', async () => {
  const home = homeWith({ [SETTINGS]: '{}\n' })
  const library = libraryFolder()
  await run(home, 'bootstrap', '--from', library, '--no-hook')
  expect(readFileSync(join(home, SETTINGS), 'utf8')).toBe('{}\n')
  await run(home, 'bootstrap', '--from', library)
  expect(readFileSync(join(home, SETTINGS), 'utf8')).toContain('guard.mjs')
  await run(home, 'bootstrap', '--from', library, '--no-hook')
  expect(readFileSync(join(home, SETTINGS), 'utf8')).toBe('{}\n')
})
