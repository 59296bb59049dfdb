/**
 * What a reader of the README has at hand: the built program, two containers on the ports that the page names, and an
 * empty folder. Ports are others here, and the page's are put in their place.
 */
import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from 'testkit/free-port'
import { sectionsOf } from 'testkit/markdown-fences'
import type { Section } from 'testkit/markdown-fences'
import type { FenceWorld } from 'testkit/run-fences'
import { makeTempTree } from 'testkit/temp-tree'
import { onTestFinished } from 'vitest'
import { GO_CONTAINERS } from '../../examples/loss-and-cure/go-expositions.ts'
import { httpAnswer, startRawTarget } from './raw-target.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const PACKAGE = join(ROOT, 'packages/metrics-aggregator')
const CONTAINER_PORTS = ['8080', '9100']
const SIDECAR_PORT = '9090'

/** The pages with what they promise, from the repository's root. */
export const README_PATHS: readonly string[] = ['README.md', 'packages/metrics-aggregator/README.md']

export interface PageSection extends Section {
  readonly page: string
}

/** Sections in which something is run. */
export function runnableSections(): PageSection[] {
  return README_PATHS.flatMap((page) => {
    const sections = sectionsOf(readFileSync(join(ROOT, page), 'utf8'))
    return sections
      .filter(({ fences }) => fences.some(({ orders }) => orders.has('run')))
      .map((section) => ({ ...section, page }))
  })
}

/** Builds what is stale; costs nothing when it is current. */
export function ensureBuilt(): void {
  execFileSync(process.execPath, ['tools/ready.mjs', 'build'], { cwd: ROOT, stdio: 'inherit' })
}

/** Exists until the test ends. */
export async function readmeWorld(): Promise<FenceWorld> {
  const tree = makeTempTree({ 'package.json': '{ "type": "module" }\n', 'node_modules/.bin/.keep': '' })
  onTestFinished(tree.remove)
  symlinkSync(PACKAGE, join(tree.root, 'node_modules/metrics-aggregator'), 'dir')
  symlinkSync(join(PACKAGE, 'dist/main.cjs'), join(tree.root, 'node_modules/.bin/metrics-aggregator'))
  return {
    tree,
    env: {
      PATH: [join(tree.root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter),
      HOME: tree.root,
      // npx looks for news of itself otherwise.
      npm_config_update_notifier: 'false',
    },
    serverEnv: { METRICS_AGGREGATOR_PORT: String(await freePort()) },
    ports: await containerPorts(),
    serverPort: SIDECAR_PORT,
  }
}

async function containerPorts(): Promise<Map<string, string>> {
  const pairs = await Promise.all(
    GO_CONTAINERS.map(async ({ exposition }, at): Promise<[string, string]> => {
      const { port } = await startRawTarget((socket) => void socket.end(httpAnswer(exposition)))
      return [CONTAINER_PORTS[at] ?? '', String(port)]
    }),
  )
  return new Map(pairs)
}
