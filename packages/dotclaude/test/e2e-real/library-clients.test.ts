// The library in real agents, before a model of our own: what the agent sends begins with our rule floor and lists our
// skills and commands, and the text of one comes when it is called, by the model or by the user. Nothing of it leaves the
// machine. Cursor has no program in a registry.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hasRealParts } from 'testkit/real-parts'
import { runCli } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { CLIENTS, findClient, OPENCODE, runClient } from '../support/agent-clients.ts'
import { PROGRAM, repository } from '../support/governed.ts'
import { startModel } from '../support/model-server.ts'
import type { ToolCall } from '../support/model-server.ts'

const SLOW_MS = 120_000
const SKILL = 'kubernetes-specialist'
const IN_SKILL = 'Work from the outside in and write down what each look showed.'
const COMMAND = 'ground-first'
const IN_COMMAND = 'Every statement carries `path:line`.'
const RULE = 'Never weaken, skip or delete a test to get green.'

interface Calling {
  /** How the model opens a skill. */
  readonly skill: ToolCall
  /** How the user calls a command. */
  readonly command: readonly string[]
  /** Where the agent hands on what the user typed, and its model opens the command. */
  readonly opens?: ToolCall
  /** Others tell the model of skills alone. */
  readonly listsCommands: boolean
}

const CALLING: Readonly<Record<string, Calling>> = {
  'claude-code': {
    skill: { name: 'Skill', input: { skill: SKILL } },
    command: [`/${COMMAND} x`],
    listsCommands: true,
  },
  codex: {
    skill: { name: 'exec_command', input: { cmd: `cat ~/.agents/skills/${SKILL}/SKILL.md` } },
    command: [`$${COMMAND} x`],
    listsCommands: true,
  },
  copilot: {
    skill: { name: 'skill', input: { skill: SKILL } },
    command: [`/${COMMAND} x`],
    opens: { name: 'skill', input: { skill: COMMAND } },
    listsCommands: true,
  },
  gemini: {
    skill: { name: 'activate_skill', input: { name: SKILL } },
    command: [`/${COMMAND} x`],
    listsCommands: false,
  },
  opencode: {
    skill: { name: 'skill', input: { name: SKILL } },
    command: ['--command', COMMAND, 'x'],
    listsCommands: false,
  },
}

const LAYOUT: Readonly<Record<string, string>> = { 'claude-code': 'claude' }
const NO_CALL: ToolCall = { name: 'none', input: {} }

const isThere = hasRealParts(['rg'])
const clients = [...CLIENTS, ...(isThere ? [OPENCODE] : [])].map((client) => ({
  ...client,
  path: findClient(client),
}))

describe.each(clients)('$agent', ({ path, ...client }) => {
  const calling = CALLING[client.agent] ?? { skill: NO_CALL, command: [], listsCommands: false }

  /** The requests that offer tools, of a session in which the library is installed for the user. */
  async function requestsOf(call: ToolCall, prompt?: readonly string[]): Promise<readonly string[]> {
    const { root } = repository({ 'README.md': '# A\n' })
    const made = makeTempTree()
    onTestFinished(made.remove)
    const home = join(made.root, 'home')
    mkdirSync(home)
    const agent = LAYOUT[client.agent] ?? client.agent
    const env = { HOME: home }
    await runCli([...PROGRAM, 'bootstrap', '--agent', agent, '--no-hook'], { cwd: root, env })
    const model = await startModel(call)
    onTestFinished(model.close)
    const place = { program: path ?? '', root, home, model: model.url, ...(prompt && { prompt }) }
    const run = await runClient(client, place)
    const requests = model.requests().filter((body) => body.includes('"tools"'))
    expect(requests.length, `${run.stdout}\n${run.stderr}`).toBeGreaterThan(0)
    return requests
  }

  test.skipIf(path === undefined)(
    'rules and lists at the start, the text of a skill when the model calls it',
    { timeout: SLOW_MS },
    async () => {
      const [first = '', ...later] = await requestsOf(calling.skill)
      expect(first).toContain(RULE)
      expect(first).toContain(SKILL)
      expect(first.includes(COMMAND)).toBe(calling.listsCommands)
      expect(first).not.toContain(IN_SKILL)
      expect(later.join('\n')).toContain(IN_SKILL)
    },
  )

  test.skipIf(path === undefined)(
    'the text of a command when the user calls it',
    { timeout: SLOW_MS },
    async () => {
      const requests = await requestsOf(calling.opens ?? calling.skill, calling.command)
      expect(requests.join('\n')).toContain(IN_COMMAND)
    },
  )
})
