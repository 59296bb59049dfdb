// Private gists through the real gh, which is logged in to a server of this machine that speaks GitHub's requests.
import { hasRealParts } from 'testkit/real-parts'
import { describe, expect, test } from 'vitest'
import { TOKEN } from '../support/gist-server.ts'
import { handoffMachine } from '../support/handoff-machines.ts'
import { ghStore } from '../support/handoff-stores.ts'
import { pushPlanted } from '../support/planted-leaks.ts'
import { STORIES } from '../support/session-fixtures.ts'

const AGENTS = ['claude', 'codex', 'copilot', 'gemini'] as const

describe.runIf(hasRealParts(['gh']))('through gh', () => {
  test.each(AGENTS)('a session of %s goes and comes', async (agent) => {
    const { env, server } = await ghStore()
    const laptop = handoffMachine({ env, hasSessions: true })
    const desk = handoffMachine({ env })
    const pushed = await laptop.run(['push', agent, STORIES[agent]])
    expect(pushed).toMatchObject({ exit: 0, stdout: expect.stringContaining('private gists (through gh)') })
    expect(server.gists.map((gist) => gist.public)).toEqual([false])
    expect(server.requests).toContain('POST /gists')
    const pulled = await desk.run(['pull', 'latest'])
    expect(pulled.stdout).toBe((await laptop.run(['show', STORIES[agent], '--from', agent])).stdout)
    expect(await desk.run(['doctor'])).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('gh is logged in'),
    })
    expect(await laptop.run(['prune', STORIES[agent], '--yes'])).toMatchObject({ exit: 0 })
    expect(server.gists).toEqual([])
    expect(pushed.stdout + pushed.stderr).not.toContain(TOKEN)
  })

  test.each(AGENTS)('of a session of %s with secrets everywhere nothing secret arrives', async (agent) => {
    const { stderr, ...journey } = await pushPlanted(await ghStore(), agent)
    expect({ ...journey, stderr }).toEqual({ exit: 0, missingFacts: [], leaks: [], stderr })
  })

  test('what GitHub refuses is a failure with its words', async () => {
    const { env } = await ghStore('another')
    const listed = await handoffMachine({ env }).run(['list', '--remote'])
    expect(listed).toMatchObject({ exit: 2, stderr: expect.stringContaining('HTTP 401') })
    expect(listed.stderr).not.toContain('another')
  })
})
