// The library in real agents, before a model of our own: what the agent sends begins with our rule floor and lists our
// skills, and the text of a skill comes when it is called. Nothing of it leaves the machine.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { CLIENTS, findClient, runClient } from '../support/agent-clients.ts'
import { PROGRAM, repository } from '../support/governed.ts'
import { startModel } from '../support/model-server.ts'
import type { ToolCall } from '../support/model-server.ts'

const SLOW_MS = 120_000
const SKILL = 'kubernetes-specialist'
const IN_BODY = 'Work from the outside in and write down what each look showed.'
const RULE = 'Never weaken, skip or delete a test to get green.'

/** How the model of each agent opens a skill. */
const OPENS: Readonly<Record<string, ToolCall>> = {
  'claude-code': { name: 'Skill', input: { skill: SKILL } },
  codex: { name: 'exec_command', input: { cmd: `cat ~/.agents/skills/${SKILL}/SKILL.md` } },
  copilot: { name: 'skill', input: { skill: SKILL } },
  gemini: { name: 'activate_skill', input: { name: SKILL } },
}

const LAYOUT: Readonly<Record<string, string>> = { 'claude-code': 'claude' }

const clients = CLIENTS.map((client) => ({ ...client, path: findClient(client) }))

describe.each(clients)('$agent', ({ path, ...client }) => {
  test.skipIf(path === undefined)(
    'rules and list at the start, the text when called',
    { timeout: SLOW_MS },
    async () => {
      const { root } = repository({ 'README.md': '# A\n' })
      const made = makeTempTree()
      onTestFinished(made.remove)
      const home = join(made.root, 'home')
      mkdirSync(home)
      const agent = LAYOUT[client.agent] ?? client.agent
      await runCli([...PROGRAM, 'bootstrap', '--agent', agent, '--no-hook'], {
        cwd: root,
        env: { HOME: home },
      })
      const open = OPENS[client.agent] ?? { name: 'none', input: {} }
      const model = await startModel(open)
      onTestFinished(model.close)
      const run = await runClient(client, { program: path ?? '', root, home, model: model.url })
      const [first = '', ...later] = model.requests().filter((body) => body.includes('"tools"'))
      expect(later.length, `${run.stdout}\n${run.stderr}`).toBeGreaterThan(0)
      expect(first).toContain(RULE)
      expect(first).toContain(SKILL)
      expect(first).not.toContain(IN_BODY)
      expect(later.join('\n')).toContain(IN_BODY)
    },
  )
})
