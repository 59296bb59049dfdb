// The content of the library is held to what it tells others: the portable format and its limits, links that lead
// somewhere, examples that parse, and options that git and npm know.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse as parseHcl } from '@cdktf/hcl2json'
import { parse as parseShell } from 'unbash'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { secretsIn } from '../../src/validate/secret-kinds.ts'
import { callsIn, fencesIn as allFencesIn, pagesIn, spansIn } from '../support/content-commands.ts'
import type { Fence } from '../support/content-commands.ts'
import { commandPath, optionsIn, unknownOptions } from '../support/program-flags.ts'
import type { RecordedFlags } from '../support/program-flags.ts'
import { runInProcess } from '../support/run-in-process.ts'
import { scanForSecrets } from '../../src/handoff/scrub/secret-places.ts'
import { budgetsOf } from '../../src/library/budget.ts'
import { portableItemsIn } from '../../src/library/portable-item.ts'
import type { PortableItem } from '../../src/library/portable-item.ts'
import { itemsFrom } from '../../src/library/sources.ts'
import { bundledFolder, openItemFolder } from '../../src/repo/item-folder.ts'

/** Of the portable format (agentskills.io) and of what agents keep of a body. */
const DESCRIPTION_MAX = 1024
const BODY_LINES_MAX = 500

const PORTABLE_KEYS = ['name', 'description', 'license', 'compatibility', 'allowed-tools', 'metadata']

const FOLDER = bundledFolder()
const snapshot = openItemFolder(FOLDER)
const items: readonly PortableItem[] = snapshot === undefined ? [] : portableItemsIn(snapshot)
const pages = pagesIn(FOLDER, snapshot?.files ?? [])
const fences = allFencesIn(pages)
/** Commands in running text, too. */
const spans = spansIn(pages)

const fencesIn = (language: string): readonly Fence[] => fences.filter((fence) => fence.language === language)
const shell = [...fencesIn('sh'), ...spans]

test('there is content of every kind', () => {
  const count = (kind: string): number => items.filter((item) => item.kind === kind).length
  expect([count('agent'), count('command'), count('rule'), count('skill')]).toEqual([24, 17, 1, 13])
})

test.each(items.map((item) => [item.id, item] as const))('%s is in the portable format', (id, item) => {
  const text = readFileSync(join(FOLDER, `${item.kind}s`, id, 'SKILL.md'), 'utf8')
  const keys = [...text.slice(4, text.indexOf('\n---\n')).matchAll(/^([a-z-]+):/gm)].map(([, key]) => key)
  expect(keys.filter((key = '') => !PORTABLE_KEYS.includes(key))).toEqual([])
  expect(text).toMatch(new RegExp(`^name: ${id}$`, 'm'))
  expect(item.description.length).toBeGreaterThan(40)
  expect(item.description.length).toBeLessThanOrEqual(DESCRIPTION_MAX)
  expect(item.body.split('\n').length).toBeLessThan(BODY_LINES_MAX)
  const needed = (item.metadata['needs'] ?? '').split(',').map((need) => need.trim())
  expect(needed.filter((need) => need !== '' && !items.some((other) => other.id === need))).toEqual([])
})

test('no agent leaves a description out', () => {
  const budgets = budgetsOf(itemsFrom(['bundled'], { home: '/nowhere' }))
  expect(budgets.filter(({ dropped }) => dropped.length > 0)).toEqual([])
  expect(budgets.find(({ agent }) => agent === 'codex')?.list).toBeGreaterThan(3000)
})

test('every reference is reached from its item, and every link leads somewhere', () => {
  const broken = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !existsSync(join(FOLDER, dirname(path), link)))
      .map((link) => `${path}: ${link}`),
  )
  expect(broken).toEqual([])
  const unreached = items.flatMap(({ kind, id, body, files }) =>
    files.filter(({ path }) => !body.includes(`](${path})`)).map(({ path }) => `${kind}s/${id}/${path}`),
  )
  expect(unreached).toEqual([])
})

test('only skills have files beside them, since a command or an agent is one file for most agents', () => {
  expect(items.filter(({ kind, files }) => kind !== 'skill' && files.length > 0)).toEqual([])
})

test('specialists have five to eleven references', () => {
  const specialists = items.filter(({ kind, id }) => kind === 'skill' && id.endsWith('-specialist'))
  expect(specialists).toHaveLength(8)
  expect(specialists.filter(({ files }) => files.length < 5 || files.length > 11)).toEqual([])
})

test('a reference of a specialist decides by tables, names limits and costs, and says how to verify', () => {
  const references = pages.filter(({ path }) => /-specialist\/references\//.test(path))
  const lacking = references.flatMap(({ path, text }) =>
    [/^\| -/m, /^## Limits and costs$/m, /^## How to verify$/m]
      .filter((needed) => !needed.test(text))
      .map((needed) => `${path}: ${needed.source}`),
  )
  expect(lacking).toEqual([])
  expect(references.length).toBeGreaterThan(50)
})

test('every command line is one to a shell', () => {
  const broken = shell.filter(({ code }) => (parseShell(code).errors ?? []).length > 0)
  expect(broken.map(({ where, code }) => `${where}: ${code}`)).toEqual([])
  expect(shell.length).toBeGreaterThan(150)
})

test.each(fencesIn('json').map(({ where, code }) => [where, code]))('%s is JSON', (_, code = '') => {
  expect(() => JSON.parse(code) as unknown).not.toThrow()
})

test.each(fencesIn('yaml').map(({ where, code }) => [where, code]))('%s is YAML', (_, code = '') => {
  expect(parseAllDocuments(code).flatMap(({ errors }) => errors)).toEqual([])
})

test.each(fencesIn('hcl').map(({ where, code }) => [where, code]))('%s is HCL', async (_, code = '') => {
  await expect(parseHcl('a.tf', code)).resolves.toBeTypeOf('object')
})

/** What `git help` says of a subcommand; git prints it and exits with 129. */
function gitUsage(subcommand: string): string {
  try {
    return execFileSync('git', [subcommand, '-h'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string }
    return `${stdout}${stderr}`
  }
}

/** Options that a usage text hides, each with its page. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  // git-log(1) and gitrevisions(7): the usage names three options and leaves the rest to the page.
  log: ['--all', '--oneline', '--no-merges', '--reverse', '--format', '--follow'],
  diff: ['--stat', '--name-only', '--diff-filter'],
  show: ['--stat'],
}

test('options of git are options of git', () => {
  const calls = shell.flatMap(({ code, where }) =>
    code
      .split(/\n|&&|\|\||[|;]/)
      .map((line) => line.trim().split(/\s+/))
      .filter(([program, subcommand = '']) => program === 'git' && /^[a-z]/.test(subcommand))
      .map(([, subcommand = '', ...words]) => ({ where, subcommand, words })),
  )
  const unknown = calls.flatMap(({ where, subcommand, words }) => {
    const usage = gitUsage(subcommand)
    const options = words
      .map((word) => /^--[a-z][a-z-]*/.exec(word)?.[0])
      .filter((word) => word !== undefined)
    const isKnown = (option: string): boolean =>
      usage.includes(option) ||
      usage.includes(option.replace('--no-', '--')) ||
      usage.includes(option.replace('--no-', '--[no-]')) ||
      usage.includes(option.replace('--', '--[no-]')) ||
      (KNOWN[subcommand] ?? []).includes(option)
    return options
      .filter((option) => !isKnown(option))
      .map((option) => `${where}: git ${subcommand} ${option}`)
  })
  expect(unknown).toEqual([])
  expect(calls.length).toBeGreaterThan(20)
})

/** Recorded by tools/record-flags.ts from the programs themselves. */
const FLAGS = new URL('../fixtures/flags/', import.meta.url)
const recorded = readdirSync(FLAGS).map(
  (name) => JSON.parse(readFileSync(new URL(name, FLAGS), 'utf8')) as RecordedFlags,
)

test('seven programs were asked', () => {
  expect(recorded.map(({ program }) => program)).toEqual([
    'az',
    'docker',
    'gh',
    'helm',
    'kubectl',
    'npm',
    'terraform',
  ])
})

test.each(recorded.map((flags) => [`${flags.program} ${flags.version}`, flags] as const))(
  'options of %s are in its help',
  (_, flags) => {
    const calls = shell.flatMap(callsIn).filter(({ program }) => program === flags.program)
    const answers = calls.map((call) => ({ call, unknown: unknownOptions(call, flags) }))
    const lines = answers.flatMap(({ call, unknown = [] }) =>
      unknown.map((option) => `${call.where}: ${call.program} ${commandPath(call)} ${option}`),
    )
    expect(lines).toEqual([])
    // A command of a plug-in is named, not passed over.
    const unasked = answers
      .filter(({ unknown }) => unknown === undefined)
      .map(({ call }) => commandPath(call))
    expect([...new Set(unasked)].toSorted()).toEqual(PLUGINS[flags.program] ?? [])
    expect(calls.length).toBeGreaterThan(1)
  },
)

/** Not installed where the programs were asked. */
const PLUGINS: Readonly<Record<string, readonly string[]>> = {
  az: [
    'graph query',
    'monitor app-insights query',
    'monitor log-analytics query',
    'pipelines runs list',
    'quota',
    'quota list',
  ],
  docker: ['buildx build', 'compose config', 'compose ps'],
}

/** `spec new` or `check`: the words of the call that name a command of ours. */
function ownCommand(words: readonly string[]): readonly string[] {
  const [name = '', second = ''] = words
  const isGroup = ['handoff', 'spec', 'sync', 'guard'].includes(name) && /^[a-z]+$/.test(second)
  return isGroup ? [name, second] : [name]
}

test('every command of ours that is named exists, and knows the options', async () => {
  const calls = shell.flatMap(callsIn).filter(({ program }) => program === 'dotclaude')
  const wrong: string[] = []
  for (const { where, words } of calls) {
    const command = ownCommand(words)
    const help = await runInProcess([...command, '--help'])
    const known = optionsIn(help.stdout)
    const unknown = words.filter((word) => /^--?[a-z]/.test(word) && !known.includes(word))
    if (help.exit !== 0 || unknown.length > 0)
      wrong.push(`${where}: ${command.join(' ')} ${unknown.join(' ')}`)
  }
  expect(wrong).toEqual([])
  expect(calls.length).toBeGreaterThan(20)
})

test.each(items.filter(({ kind }) => kind !== 'rule').map((item) => [item.id, item] as const))(
  '%s says what it will never do',
  (_, { body }) => {
    const [, never = ''] = /^## Never$([^#]*)/m.exec(body) ?? []
    expect([...never.matchAll(/^- .+$/gm)].length).toBeGreaterThan(0)
  },
)

const agents = items.filter(({ kind }) => kind === 'agent')
/** The text below a heading, with its parts. */
const sectionOf = (body: string, heading: string): string =>
  body.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''

test.each(agents.map((item) => [item.id, item] as const))(
  '%s says when to call it, decides by a table, asks for evidence, and says what it returns',
  (_, { body }) => {
    const lacking = ['When', 'Evidence', 'Result'].filter((heading) => sectionOf(body, heading).length < 80)
    expect(lacking).toEqual([])
    expect(body).toMatch(/^\s*\| -/m)
    // Whoever says what it is not for says who is.
    expect(sectionOf(body, 'When')).toMatch(/`[/a-z-]+`/)
  },
)

test('agents name no other item that is not there', () => {
  const ids = items.map(({ id }) => id)
  const named = agents.flatMap(({ id, body }) =>
    [
      ...body.matchAll(
        /`\/?([a-z]+(?:-[a-z]+)*-(?:engineer|developer|specialist|auditor|writer|reviewer|audit|review|pr|prs|md))`/g,
      ),
    ]
      .map(([, other = '']) => other)
      .filter((other) => !ids.includes(other))
      .map((other) => `${id}: ${other}`),
  )
  expect(named).toEqual([])
})

test.each([
  ['Node', /\b(?:Node|nodejs|npm|JavaScript)\b/],
  ['Go', /\b(?:Go|go)\b/],
  ['Python', /\b(?:Python|python|PyPI|uv)\b/],
  ['Rust', /\b(?:Rust|Cargo|cargo|crates)\b/],
] as const)('every agent knows what differs for %s', (_, words) => {
  expect(agents.filter(({ body }) => !words.test(body)).map(({ id }) => id)).toEqual([])
})

test('an option that nobody knows is found', () => {
  const [kubectl] = recorded.filter(({ program }) => program === 'kubectl')
  const call = { where: 'x', program: 'kubectl', words: ['get', 'pods', '-n', 'x', '--sort', '-A', '-oyaml'] }
  expect(kubectl && unknownOptions(call, kubectl)).toEqual(['--sort'])
})

test('nothing in the library looks like a secret, to either scan of `sync push`', () => {
  const found = pages.flatMap(({ path, text }) =>
    [scanForSecrets, secretsIn].flatMap((scan) =>
      scan(text).map(({ line, kind }) => `${path}:${line} ${kind}`),
    ),
  )
  expect(found).toEqual([])
})
