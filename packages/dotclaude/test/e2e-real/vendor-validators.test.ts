// What agents themselves say of the library: the validator of Claude Code of its plugin and marketplace, and the lists that
// OpenCode, Gemini CLI and Copilot CLI print of what they have read. None of them is asked on the net.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bundledFolder } from '../../src/repo/item-folder.ts'
import { CLIENTS, environmentOf, findClient, OPENCODE } from '../support/agent-clients.ts'
import type { AgentClient } from '../support/agent-clients.ts'
import { PROGRAM, repository } from '../support/governed.ts'

const SLOW_MS = 90_000
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const NO_MODEL = 'http://127.0.0.1:9'

const idsOf = (kind: string): readonly string[] => readdirSync(join(bundledFolder(), kind)).toSorted()

/** In an environment with nothing in it but what the agent needs. */
function ask(client: AgentClient, words: readonly string[], cwd: string, home: string): Promise<Run> {
  return runCli([findClient(client) ?? '', ...words], {
    cwd,
    env: environmentOf(client, { home, model: NO_MODEL }),
  })
}

function folder(): string {
  const made = makeTempTree()
  onTestFinished(made.remove)
  return made.root
}

const clientNamed = (agent: string): AgentClient => {
  const client = [...CLIENTS, OPENCODE].find((one) => one.agent === agent)
  if (client === undefined) throw new Error(`there is no client of ${agent}`)
  return client
}

const claude = clientNamed('claude-code')

describe.runIf(findClient(claude) !== undefined)('the validator of Claude Code', () => {
  /** The marketplace of this repository, with its plugin. */
  function marketplace(): string {
    const place = folder()
    for (const part of ['.claude-plugin', 'plugins/dotclaude'])
      cpSync(join(ROOT, part), join(place, part), { recursive: true })
    return place
  }
  const validate = (place: string, path: string): Promise<Run> =>
    ask(claude, ['plugin', 'validate', '--strict', join(place, path)], place, folder())

  test.each(['.', 'plugins/dotclaude'])('has nothing to say of %s', { timeout: SLOW_MS }, async (path) => {
    expect(await validate(marketplace(), path)).toMatchObject({ exitCode: 0 })
  })

  test('finds a manifest that is wrong', { timeout: SLOW_MS }, async () => {
    const place = marketplace()
    const manifest = join(place, 'plugins/dotclaude/.claude-plugin/plugin.json')
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"MIT"', '["MIT"]'))
    expect((await validate(place, 'plugins/dotclaude')).exitCode).toBe(1)
  })
})

interface Listing {
  readonly agent: string
  readonly words: readonly string[]
  /** The names in what it prints, of the library's or of its own. */
  readonly names: (stdout: string) => readonly string[]
  readonly expected: () => readonly string[]
}

const keysAt = (stdout: string, key: string): readonly string[] =>
  Object.keys((JSON.parse(stdout) as Record<string, object>)[key] ?? {})
const linesLike = (pattern: RegExp) => (stdout: string) =>
  [...stdout.matchAll(pattern)].map(([, name = '']) => name)

const LISTINGS: readonly Listing[] = [
  {
    agent: 'opencode',
    words: ['debug', 'skill'],
    names: (stdout) => (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name),
    expected: () => idsOf('skills'),
  },
  {
    agent: 'opencode',
    words: ['debug', 'config'],
    names: (stdout) => [...keysAt(stdout, 'agent'), ...keysAt(stdout, 'command')],
    expected: () => [...idsOf('agents'), ...idsOf('commands')],
  },
  {
    agent: 'gemini',
    words: ['skills', 'list', '--all'],
    names: linesLike(/^([a-z-]+) \[Enabled\]/gm),
    expected: () => idsOf('skills'),
  },
  {
    agent: 'copilot',
    words: ['skill', 'list'],
    names: linesLike(/^ +([a-z-]+) - /gm),
    expected: () => [...idsOf('skills'), ...idsOf('commands')],
  },
]

const listings = LISTINGS.map((listing) => ({
  ...listing,
  isThere: findClient(clientNamed(listing.agent)) !== undefined,
}))

test.each(listings.filter(({ isThere }) => isThere))(
  '$agent lists all that it was given: $words',
  { timeout: SLOW_MS },
  async ({ agent, words, names, expected }) => {
    const { root } = repository({ 'README.md': '# A\n' })
    const home = join(folder(), 'home')
    mkdirSync(home)
    // Beside the others, as with a user of several.
    const flags = ['codex', 'gemini', 'copilot', 'opencode'].flatMap((name) => ['--agent', name])
    await runCli([...PROGRAM, 'bootstrap', '--no-hook', ...flags], { cwd: root, env: { HOME: home } })
    const said = await ask(clientNamed(agent), words, root, home)
    const listed = names(said.stdout)
    expect(
      expected().filter((id) => !listed.includes(id)),
      `${said.stdout}\n${said.stderr}`,
    ).toEqual([])
    expect(`${said.stdout}${said.stderr}`).not.toContain('conflict detected')
  },
)
