// What users have in their home before the library comes: a table for every driver that installs, the small library that
// it installs, and how a home is made and read.
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
import { onTestFinished } from 'vitest'

const item = (name: string, kind: string): string =>
  `---\nname: ${name}\ndescription: Does it.\nmetadata:\n  kind: ${kind}\n---\n\n# ${name}\n\nText.\n`

/** A command, an agent, a rule, and a skill with a reference. */
export const LIBRARY: Readonly<Record<string, string>> = {
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

export interface Prior {
  readonly name: string
  /** Path to content; `null` is an empty folder. */
  readonly files: Readonly<Record<string, Entry>>
  /** What is told of, and stays. */
  readonly told?: readonly string[]
  /** Whether Claude Code calls the hook afterwards. */
  readonly isGuarded?: boolean
}

export const SETTINGS = '.claude/settings.json'
const hook = (command: string): string => `{ "hooks": [{ "type": "command", "command": "${command}" }] }`
/** As one command of ours is written. */
const OURS = '---\ndescription: "Does it."\n---\n\n# b\n\nText.\n'

const settings = (name: string, text: string, told = false): Prior => ({
  name: `settings: ${name}`,
  files: { [SETTINGS]: text },
  ...(told ? { told: [SETTINGS], isGuarded: false } : {}),
})

export const PRIOR: readonly Prior[] = [
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

export function homeWith(files: Prior['files']): string {
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
export function treeOf(root: string): Readonly<Record<string, string>> {
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
