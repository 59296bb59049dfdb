// Whatever a user has in the home and whatever is changed in between: bootstrap, upgrade and uninstall leave the user's
// bytes. A run that stopped on the way is resumed by the next one and taken away by uninstall.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { runInProcess } from '../support/run-in-process.ts'

const item = (name: string, kind: string, body: string): string =>
  `---\nname: ${name}\ndescription: Does it.\nmetadata:\n  kind: ${kind}\n---\n\n# ${name}\n\n${body}\n`

const LIBRARIES: readonly Readonly<Record<string, string>>[] = [
  {
    'skills/a/SKILL.md': item('a', 'skill', 'First.'),
    'skills/a/references/r.md': '# R\n',
    'commands/b/SKILL.md': item('b', 'command', 'Argument: $ARGUMENTS'),
    'agents/c/SKILL.md': item('c', 'agent', 'Agent.'),
    'rules/floor/SKILL.md': item('floor', 'rule', 'Rule.'),
  },
  {
    'skills/a/SKILL.md': item('a', 'skill', 'Second.'),
    'commands/d/SKILL.md': item('d', 'command', 'New.'),
    'agents/c/SKILL.md': item('c', 'agent', 'Agent.'),
    'rules/floor/SKILL.md': item('floor', 'rule', 'Another rule.'),
  },
]

/** Where files of ours go, and places beside them. */
const PATHS = [
  '.claude/skills/a/SKILL.md',
  '.claude/skills/a/references/r.md',
  '.claude/skills/mine/SKILL.md',
  '.claude/commands/b.md',
  '.claude/commands/d.md',
  '.claude/agents/c.md',
  '.claude/rules/floor.md',
  '.claude/settings.json',
  '.codex/AGENTS.md',
  '.codex/config.toml',
  '.gemini/GEMINI.md',
  '.agents/skills/b/SKILL.md',
]

const TEXTS = fc.constantFrom(
  '',
  'mine\n',
  'mine without end',
  'mine\r\nwith CR\r\n',
  '\uFEFFmine\n',
  item('a', 'skill', 'First.'),
)
const userFiles = fc.dictionary(fc.constantFrom(...PATHS), TEXTS, { maxKeys: 5 })
/** What is written over or removed between two runs. */
const edits = fc.dictionary(fc.constantFrom(...PATHS), fc.option(TEXTS, { nil: '(removed)' }), { maxKeys: 3 })

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    if (text === '(removed)') rmSync(file, { force: true })
    else writeFileSync(file, text)
  }
}

/** Path to content, links as such; without our own state. */
function treeOf(root: string): Readonly<Record<string, string>> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink())
  return Object.fromEntries(
    files
      .map((entry) => {
        const file = join(entry.parentPath, entry.name)
        const text = entry.isSymbolicLink() ? `-> ${readlinkSync(file)}` : readFileSync(file, 'utf8')
        return [file.slice(root.length + 1), text] as const
      })
      .filter(([path]) => !path.startsWith('.local/')),
  )
}

async function inHome(
  work: (home: string, library: (index: number) => string) => Promise<void>,
): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'bootstrap-'))
  try {
    const libraries = LIBRARIES.map((files, index) => {
      write(join(root, `library-${index}`), files)
      return join(root, `library-${index}`)
    })
    const home = join(root, 'home')
    mkdirSync(home)
    await work(home, (index) => libraries[index] ?? '')
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const AGENTS = ['--agent', 'claude', '--agent', 'codex', '--agent', 'gemini']

const run = async (home: string, ...words: readonly string[]): Promise<number> =>
  (await runInProcess(words, { cwd: home, home })).exit

test('install, edits, upgrade, edits and uninstall leave what is the user’s', async () => {
  await fc.assert(
    fc.asyncProperty(userFiles, edits, edits, async (before, first, second) =>
      inHome(async (home, library) => {
        write(home, before)
        expect(await run(home, 'bootstrap', '--from', library(0), ...AGENTS)).toBe(0)
        for (const [path, text] of Object.entries(before))
          expect(treeOf(home)[path]?.startsWith(text), `${path} after install`).toBe(true)
        write(home, first)
        const edited = treeOf(home)
        expect(await run(home, 'bootstrap', '--from', library(1), ...AGENTS)).toBe(0)
        const after = treeOf(home)
        const kept = Object.keys(first).filter((path) => first[path] !== '(removed)')
        expect(kept.filter((path) => after[path]?.startsWith(edited[path] ?? '') !== true)).toEqual([])
        write(home, second)
        expect(await run(home, 'uninstall')).toBe(0)
        const left = treeOf(home)
        const mine = { ...before, ...first, ...second }
        for (const [path, text] of Object.entries(mine)) {
          // What was removed by the user, or was ours before the user had it, is free to be away.
          if (text === '(removed)') continue
          expect(left[path], `${path} after uninstall`).toBe(text)
        }
        expect(Object.keys(left).filter((path) => !(path in mine))).toEqual([])
      }),
    ),
    { numRuns: 60 },
  )
})

test('a run that stops on the way is resumed, or taken away', async () => {
  const places = [
    '.claude/skills',
    '.claude/commands',
    '.claude/agents',
    '.claude/rules',
    '.codex',
    '.gemini',
    '.agents',
  ]
  await fc.assert(
    fc.asyncProperty(
      userFiles,
      fc.constantFrom(...places),
      fc.boolean(),
      async (before, obstacle, isResumed) =>
        inHome(async (home, library) => {
          const free = Object.fromEntries(
            Object.entries(before).filter(([path]) => !path.startsWith(`${obstacle}/`)),
          )
          write(home, free)
          // A file where a folder has to be: the plan is good, and the disk refuses in the middle of it.
          write(home, { [obstacle]: 'in the way' })
          expect(await run(home, 'bootstrap', '--from', library(0), ...AGENTS)).toBe(2)
          rmSync(join(home, obstacle))
          const resumed = isResumed ? await run(home, 'bootstrap', '--from', library(0), ...AGENTS) : 0
          expect(resumed).toBe(0)
          expect(await run(home, 'uninstall')).toBe(0)
          expect(treeOf(home)).toEqual(free)
        }),
    ),
    { numRuns: 40 },
  )
})

test('undo brings back what an upgrade changed', async () => {
  await fc.assert(
    fc.asyncProperty(userFiles, async (before) =>
      inHome(async (home, library) => {
        write(home, before)
        await run(home, 'bootstrap', '--from', library(0), ...AGENTS)
        const installed = treeOf(home)
        await run(home, 'bootstrap', '--from', library(1), ...AGENTS)
        expect(await run(home, 'bootstrap', '--undo')).toBe(0)
        expect(treeOf(home)).toEqual(installed)
      }),
    ),
    { numRuns: 30 },
  )
})

test('links of the user are neither followed nor replaced', async () => {
  await inHome(async (home, library) => {
    write(home, { 'elsewhere/b.md': 'mine\n' })
    mkdirSync(join(home, '.claude/commands'), { recursive: true })
    symlinkSync(join(home, 'elsewhere/b.md'), join(home, '.claude/commands/b.md'))
    const before = treeOf(home)
    await run(home, 'bootstrap', '--from', library(0), '--agent', 'claude')
    expect(treeOf(home)).toMatchObject(before)
    await run(home, 'uninstall')
    expect(treeOf(home)).toEqual(before)
  })
})
