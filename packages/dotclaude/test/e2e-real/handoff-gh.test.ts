// Private gists through the real gh, which is logged in to a server of this machine that speaks GitHub's requests: its
// setting for a socket stands in for the network.
import { join } from 'node:path'
import { hasRealParts } from 'testkit/real-parts'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { TOKEN, startGistServer } from '../support/gist-server.ts'
import { handoffMachine } from '../support/handoff-machines.ts'
import { STORIES } from '../support/session-fixtures.ts'

describe.runIf(hasRealParts(['gh']))('through gh', () => {
  test.each(['claude', 'codex', 'copilot', 'gemini'] as const)(
    'a session of %s goes and comes',
    async (agent) => {
      const { root, remove } = makeTempTree()
      onTestFinished(remove)
      const socket = join(root, 'github')
      const server = await startGistServer({ socket })
      const config = makeTempTree({
        'config.yml': `http_unix_socket: ${socket}\nprompt: disabled\n`,
        'hosts.yml': `github.com:\n    user: tester\n    oauth_token: ${TOKEN}\n    git_protocol: https\n`,
      })
      onTestFinished(config.remove)
      const env = { GH_CONFIG_DIR: config.root }
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
    },
  )

  test('what GitHub refuses is a failure with its words', async () => {
    const { root, remove } = makeTempTree()
    onTestFinished(remove)
    const socket = join(root, 'github')
    await startGistServer({ socket })
    const config = makeTempTree({
      'config.yml': `http_unix_socket: ${socket}\n`,
      'hosts.yml': 'github.com:\n    user: tester\n    oauth_token: another\n    git_protocol: https\n',
    })
    onTestFinished(config.remove)
    const { run } = handoffMachine({ env: { GH_CONFIG_DIR: config.root } })
    const listed = await run(['list', '--remote'])
    expect(listed).toMatchObject({ exit: 2, stderr: expect.stringContaining('HTTP 401') })
    expect(listed.stderr).not.toContain('another')
  })
})
