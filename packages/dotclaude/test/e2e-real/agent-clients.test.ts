// Real agents against the hook that `init` registered: it is called, it stops, and its reason reaches the model. An agent
// that is not installed is named and left out: its terms or its platform may keep it from a machine.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { CLIENTS, findClient, runClient } from '../support/agent-clients.ts'
import type { AgentClient } from '../support/agent-clients.ts'
import { PROGRAM, dotclaude, repository, withoutHooks } from '../support/governed.ts'
import { startModel } from '../support/model-server.ts'
import type { ToolCall } from '../support/model-server.ts'

const SLOW_MS = 120_000

interface Session {
  readonly root: string
  readonly home: string
  /** What the model was told after the tool was called. */
  readonly told: string
}

/** One turn of the agent, in which the model calls one tool. */
async function converse(
  client: AgentClient & { readonly path: string },
  call: (root: string) => ToolCall,
  mode: 'enforce' | 'warn' = 'enforce',
): Promise<Session> {
  const { root, git, commit, write } = repository({
    'README.md': '# A\n',
    'work.txt': 'old\n',
    'guarded/a.md': 'a\n',
    'docs/repo-facts.json': JSON.stringify({ instruction_files: [], protected_paths: ['guarded/**'] }),
  })
  write({ '.claude/dotclaude.json': JSON.stringify({ session: { mode } }) })
  await dotclaude(root, 'init', '--agent', client.agent, '--ci', 'none')
  withoutHooks(git)
  commit('Govern')
  write({ 'work.txt': 'unsaved work\n' })
  const home = makeTempTree()
  onTestFinished(home.remove)
  const model = await startModel(call(root))
  onTestFinished(model.close)
  const run = await runClient(client, { program: client.path, root, home: home.root, model: model.url })
  const requests = model.requests()
  expect(requests.length, `${run.stdout}\n${run.stderr}`).toBeGreaterThan(1)
  return { root, home: home.root, told: requests.slice(1).join('\n') }
}

/** The codes that the model was told; in JSON the letter of an escaped line break may stand before one. */
function rulesIn(told: string): readonly string[] {
  return [...new Set(told.match(/(?<![A-Z_])(?:GUARD|COVERAGE|INTERNAL)_[A-Z_]+/g) ?? [])]
}

describe.each(CLIENTS.map((client) => ({ ...client, path: findClient(client) })))(
  '$agent',
  ({ path, ...own }) => {
    const client = { ...own, path: path ?? '' }
    const isAbsent = path === undefined

    test.skipIf(isAbsent)(
      'a destructive command is stopped, and the model learns why',
      { timeout: SLOW_MS },
      async () => {
        const { told, root } = await converse(client, () =>
          client.shell('git checkout -- work.txt && touch ran'),
        )
        expect(rulesIn(told)).toContain('GUARD_GIT_CHECKOUT_DISCARD')
        expect(told).toContain('Next: ')
        expect(existsSync(join(root, 'ran'))).toBe(false)
      },
    )

    test.skipIf(isAbsent)('a harmless command runs', { timeout: SLOW_MS }, async () => {
      const { told, root } = await converse(client, () => client.shell('git status && touch ran'))
      expect(rulesIn(told)).toEqual([])
      expect(existsSync(join(root, 'ran'))).toBe(true)
    })

    test.skipIf(isAbsent)(
      'a protected file is not written without a spec',
      { timeout: SLOW_MS },
      async () => {
        const path = 'guarded/more.md'
        const { told, root } = await converse(client, (folder) => client.write(join(folder, path)))
        expect(rulesIn(told)).toContain('COVERAGE_UNCOVERED')
        expect(told).toContain('dotclaude spec new')
        expect(existsSync(join(root, path))).toBe(false)
      },
    )

    test.skipIf(isAbsent)('a protected file is not edited without a spec', { timeout: SLOW_MS }, async () => {
      const path = 'guarded/a.md'
      const { told, root } = await converse(client, (folder) => client.edit(join(folder, path)))
      expect(rulesIn(told)).toContain('COVERAGE_UNCOVERED')
      expect(readFileSync(join(root, path), 'utf8')).toBe('a\n')
    })

    test.skipIf(isAbsent)(
      'what was written past the hook keeps the turn from ending',
      { timeout: SLOW_MS },
      async () => {
        // The path is made when the code runs, so that nothing is known before.
        const { told, root } = await converse(client, () =>
          client.shell(`node -p "require('fs').writeFileSync(['guard', 'ed'].join('') + '/more.md', 'x')"`),
        )
        expect(existsSync(join(root, 'guarded/more.md'))).toBe(true)
        expect(rulesIn(told)).toContain('COVERAGE_UNCOVERED')
      },
    )
  },
)

const codex = CLIENTS.find(({ agent }) => agent === 'codex')
const codexPath = codex === undefined ? undefined : findClient(codex)

test.skipIf(codex === undefined || codexPath === undefined)(
  'codex passes over a hook that nobody trusted, and doctor says so',
  { timeout: SLOW_MS },
  async () => {
    if (codex === undefined || codexPath === undefined) return
    const args = codex.args.filter((word) => word !== '--dangerously-bypass-hook-trust')
    const { root, home, told } = await converse({ ...codex, args, path: codexPath }, () =>
      codex.shell('git checkout -- work.txt && touch ran'),
    )
    expect([rulesIn(told), existsSync(join(root, 'ran'))]).toEqual([[], true])
    const doctor = await runCli([...PROGRAM, 'doctor', '--json'], { cwd: root, env: { HOME: home } })
    expect(doctor.stdout).toContain('ENV_HOOK_UNTRUSTED')
  },
)
