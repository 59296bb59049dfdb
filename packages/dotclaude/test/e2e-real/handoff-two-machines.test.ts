// Two machines as far apart as one kernel allows: each has a home, a network namespace with an address of its own, and
// reaches the stores over TLS alone. The sessions have secrets everywhere; nothing secret is in any published byte.
import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeNamespacePair } from 'testkit/network-namespace'
import type { NamespacePair, NetworkNamespace } from 'testkit/network-namespace'
import { hasRealParts } from 'testkit/real-parts'
import { builtProgram, runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TOKEN } from '../support/gist-answers.ts'
import { PASSWORD, USER } from '../support/git-backend.ts'
import { allOfRepository, folderWithGitAlone, ghConfig } from '../support/handoff-stores.ts'
import { leaksIn, missingFactsIn } from '../support/planted-leaks.ts'
import { plantSessions } from '../support/planted-sessions.ts'
import { STORIES } from '../support/session-fixtures.ts'
import { tempTree } from '../support/temp-tree.ts'

const AGENTS = ['claude', 'codex', 'copilot', 'gemini'] as const
const SERVERS = fileURLToPath(new URL('../support/store-servers.ts', import.meta.url))
const PATIENCE_MS = 60_000

interface World {
  readonly pair: NamespacePair
  readonly folder: string
  readonly servers: ChildProcess
  readonly remove: () => void
}

/** The servers are on the laptop's side of the cable, at its address there. */
async function makeWorld(): Promise<World> {
  const tree = makeTempTree()
  const pair = makeNamespacePair()
  const { root: folder } = tree
  const { address } = pair.one
  execFileSync('git', ['init', '--quiet', '--bare', '--template=', join(folder, 'store.git')])
  execFileSync('git', ['-C', join(folder, 'store.git'), 'config', 'http.receivepack', 'true'])
  const certificate = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
  ]
  const name = ['-subj', '/CN=stores', '-addext', `subjectAltName=IP:${address}`]
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
  execFileSync('openssl', [...certificate, ...name, ...files], { stdio: 'ignore' })
  const loader = createRequire(import.meta.url).resolve('tsx')
  const [program = '', ...args] = pair.one.inside([
    process.execPath,
    '--import',
    loader,
    SERVERS,
    folder,
    address,
  ])
  const servers = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(servers.stdout, 'data')
  const remove = (): void => {
    servers.kill('SIGKILL')
    pair.remove()
    tree.remove()
  }
  return { pair, folder, servers, remove }
}

type Settings = (world: World) => Readonly<Record<string, string>>

const ALONE = { GH_CONFIG_DIR: '/nowhere' }
const LOGIN = `!f() { echo username=${USER}; echo password=${PASSWORD}; }; f`

const STORES: Readonly<Record<string, Settings>> = {
  'a repository over TLS': ({ pair, folder }) => ({
    ...ALONE,
    DOTCLAUDE_HANDOFF_REPO: `https://${pair.one.address}:8443/store.git`,
    GIT_SSL_CAINFO: join(folder, 'cert.pem'),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'credential.helper',
    GIT_CONFIG_VALUE_0: LOGIN,
  }),
  'gists with a token': ({ pair, folder }) => ({
    ...ALONE,
    DOTCLAUDE_HANDOFF_TRANSPORT: 'gist',
    GITHUB_API_URL: `https://${pair.one.address}:8444`,
    GITHUB_TOKEN: TOKEN,
    // Asked for a token, gh would give this one, and then ask GitHub itself.
    PATH: folderWithGitAlone(),
    NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
  }),
  'gists through gh': ({ folder }) => ({
    DOTCLAUDE_HANDOFF_TRANSPORT: 'gist',
    GH_CONFIG_DIR: ghConfig(join(folder, 'github')),
  }),
}

describe.runIf(hasRealParts(['network namespaces, as root', 'openssl', 'gh']))(
  'from one machine to another',
  () => {
    let world: World
    beforeAll(async () => {
      world = await makeWorld()
    }, PATIENCE_MS)
    afterAll(() => world.remove())

    test('neither reaches the other by way of this machine', () => {
      const { pair } = world
      const addresses = [pair.one, pair.other].map(({ inside }) => {
        const [program = '', ...args] = inside(['ip', '-o', '-4', 'addr'])
        return execFileSync(program, args, { encoding: 'utf8' })
      })
      expect(addresses[0]).toContain(pair.one.address)
      expect(addresses[1]).toContain(pair.other.address)
      expect(addresses[1]).not.toContain(pair.one.address)
    })

    test.each(
      Object.entries(STORES).flatMap(([name, settings]) =>
        AGENTS.map((agent) => ({ name, settings, agent })),
      ),
    )(
      'a session of $agent goes through $name, without its secrets',
      async ({ settings, agent }) => {
        const { pair, folder } = world
        const env = settings(world)
        const laptop = machineIn(pair.one, env)
        const desk = machineIn(pair.other, env)
        plantSessions(laptop.home)
        const pushed = await laptop.run(['push', agent, STORIES[agent], '--with-patch', '--force-collision'])
        expect({ exit: pushed.exitCode, stderr: pushed.stderr }).toMatchObject({ exit: 0 })
        const pulled = await desk.run(['pull', STORIES[agent].slice(0, 8), '--from', agent])
        const published = `${allOfRepository(join(folder, 'store.git'))}\n${gistsIn(folder)}`
        const shown = [
          pushed.stdout,
          pushed.stderr,
          pulled.stdout,
          pulled.stderr,
          (await desk.run(['list', '--remote', '--json'])).stdout,
        ]
        expect({ exit: pulled.exitCode, missing: missingFactsIn(pulled.stdout) }).toEqual({
          exit: 0,
          missing: [],
        })
        expect(leaksIn([published, ...shown].join('\n'))).toEqual([])
        expect(`${published}${shown.join('\n')}`).not.toContain(TOKEN)
      },
      PATIENCE_MS,
    )
  },
)

interface MachineInNamespace {
  readonly home: string
  readonly run: (words: readonly string[]) => Promise<Run>
}

function machineIn(
  namespace: NetworkNamespace,
  settings: Readonly<Record<string, string>>,
): MachineInNamespace {
  const { root: home } = tempTree()
  const { PATH = process.env['PATH'] ?? '', ...env } = settings
  // `ip` is found on the way of this process, and what it starts has the machine's own.
  const program = ['/usr/bin/env', `PATH=${PATH}`, ...builtProgram('dotclaude'), 'handoff']
  const run = (words: readonly string[]): Promise<Run> =>
    runCli(namespace.inside([...program, ...words]), { cwd: home, env: { ...env, HOME: home } })
  return { home, run }
}

function gistsIn(folder: string): string {
  try {
    return readFileSync(join(folder, 'gists.json'), 'utf8')
  } catch {
    return ''
  }
}
