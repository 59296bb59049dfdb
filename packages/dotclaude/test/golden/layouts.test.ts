// What each agent is given, byte by byte: a small library with an item of every kind, compiled into a repository and
// installed into a home. A tree is one text, a file after the other, and behind it what the agent has no words for.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeGitRepository } from 'testkit/git-repository'
import { checkGolden, goldenCases } from 'testkit/golden'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { runInProcess } from '../support/run-in-process.ts'

const CASES = fileURLToPath(new URL('cases/layouts', import.meta.url))

const LIBRARY = {
  'skills/fixer/SKILL.md': `---
name: fixer
description: "Fixes things: \\"quoted\\", with a colon. Use it when something is broken."
license: MIT
compatibility: Needs git.
allowed-tools: Read Grep Bash(git log:*)
metadata:
  kind: skill
  version: 1.2.3
  argument-hint: "[what]"
  model: opus
  effort: max
---

# Fixer

Fix \`$ARGUMENTS\`; see [causes](references/causes.md).
`,
  'skills/fixer/references/causes.md': '# Causes\n\nMany.\n',
  'skills/fixer/evals/triggers.json': '{ "find": [], "miss": [] }\n',
  'commands/tidy/SKILL.md': `---
name: tidy
description: Tidies a folder.
license: MIT
allowed-tools: Read Edit Bash(npm run lint:*)
metadata:
  kind: command
  argument-hint: "[folder]"
  model: haiku
  headless-safe: "false"
---

# Tidy

Tidy $ARGUMENTS, or everything. """Three quotes""" and a back\\slash stay.
`,
  'agents/reader/SKILL.md': `---
name: reader
description: Reads and reports.
license: MIT
allowed-tools: Read Grep
metadata:
  kind: agent
  model: sonnet
---

# Reader

You read.
`,
  'rules/floor/SKILL.md': `---
name: floor
description: What always holds.
license: MIT
metadata:
  kind: rule
---

# Floor

Be true.
`,
}

/** Every file, sorted by path, under a line with its path. */
function treeText(root: string): string {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file.slice(root.length + 1), file] as const)
    .filter(([path]) => !/^\.git\/|^\.local\/|^\.dotclaude\/|guard\.mjs$/.test(path))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, file]) => `======== ${path}\n${readFileSync(file, 'utf8')}`)
    .join('')
}

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = makeTempTree(files)
  onTestFinished(made.remove)
  return made.root
}

async function compiled(agent: string, library: string): Promise<string> {
  const { root, remove } = makeGitRepository({})
  onTestFinished(remove)
  const run = await runInProcess(['compile', '--from', library, '--agent', agent], { cwd: root })
  const gaps = run.stdout.split('\n').filter((line) => line.includes(': no '))
  return `${treeText(root)}======== gaps\n${gaps.map((line) => `${line.trim()}\n`).join('')}`
}

async function installed(agent: string, library: string): Promise<string> {
  const home = join(folder(), 'home')
  mkdirSync(home)
  await runInProcess(['bootstrap', '--from', library, '--agent', agent], { cwd: home, home })
  return treeText(home)
}

test.each(goldenCases(CASES))('%s', async (agent) => {
  const library = folder(LIBRARY)
  const outputs = {
    'expected.repository.txt': await compiled(agent, library),
    // A plugin is no agent of its own: Claude Code installs it.
    ...(agent === 'plugin' ? {} : { 'expected.home.txt': await installed(agent, library) }),
  }
  expect(checkGolden(join(CASES, agent), outputs)).toEqual([])
})

test('there is a case for each agent and for the plugin', () => {
  expect(goldenCases(CASES)).toEqual(['claude', 'codex', 'copilot', 'cursor', 'gemini', 'opencode', 'plugin'])
})
