/**
 * Images for tests, since no registry is asked: ours, built by its Dockerfile on a stand-in for its base, and stand-ins for
 * those of others, made of this machine's programs and their libraries and nothing else.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { version } from '../../../src/config/version.ts'
import type { Podman } from './podman.ts'

const PACKAGE = fileURLToPath(new URL('../../..', import.meta.url))
const BASE = 'localhost/base:latest'
/** As the manifests name it. */
export const IMAGE: string = `registry.example.com/metrics-aggregator:${version}`
export const NODE = '/nodejs/bin/node'

/** Ours. */
export async function buildImage(podman: Podman): Promise<void> {
  await buildStandIn(podman, {
    name: BASE,
    programs: { [NODE]: process.execPath },
    instructions: [`ENTRYPOINT ["${NODE}"]`],
  })
  await podman.must(['build', ...argumentsOf(BASE), `--tag=${IMAGE}`, PACKAGE])
}

/** Ours for another processor, on an empty base: it can be looked at, and not be run here. */
export async function buildImageFor(podman: Podman, architecture: string, name: string): Promise<void> {
  const platform = `--platform=linux/${architecture}`
  const context = join(podman.folder, architecture)
  mkdirSync(context)
  writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nLABEL of="nothing"\n')
  const base = `localhost/base-${architecture}:latest`
  await podman.must(['build', '--quiet', platform, `--tag=${base}`, context])
  await podman.must(['build', platform, ...argumentsOf(base), `--tag=${name}`, PACKAGE])
}

/** With one time for all files, the same files make the same layer. */
const argumentsOf = (base: string): string[] => [
  `--build-arg=BASE=${base}`,
  `--build-arg=VERSION=${version}`,
  '--pull=never',
  '--timestamp=0',
]

interface StandIn {
  readonly name: string
  /** Path inside to path on this machine. */
  readonly programs: Readonly<Record<string, string>>
  /** Of a Dockerfile, behind the copying. */
  readonly instructions: readonly string[]
}

export async function buildStandIn({ folder, must }: Podman, standIn: StandIn): Promise<void> {
  const context = join(folder, 'stand-in')
  for (const [inside, program] of Object.entries(standIn.programs))
    for (const [from, to] of [[program, inside], ...librariesOf(program)] as const) {
      mkdirSync(dirname(join(context, 'root', to)), { recursive: true })
      cpSync(from, join(context, 'root', to), { dereference: true })
    }
  const dockerfile = join(context, 'Dockerfile')
  writeFileSync(dockerfile, ['FROM scratch', 'COPY root/ /', ...standIn.instructions, ''].join('\n'))
  await must(['build', '--quiet', '--tag', standIn.name, '--file', dockerfile, context])
  rmSync(context, { recursive: true })
}

/** At the same paths inside as here. */
function librariesOf(program: string): readonly (readonly [from: string, to: string])[] {
  const said = execFileSync('ldd', [program], { encoding: 'utf8' })
  return (said.match(/(?<=\s)\/\S+/g) ?? []).map((path) => [path, path])
}

/** One of somebody's application: our image's node, which answers with this page on loopback alone. */
export async function buildApplication(
  { folder, must }: Podman,
  { name, port, page }: { readonly name: string; readonly port: number; readonly page: string },
): Promise<void> {
  const context = join(folder, 'application')
  mkdirSync(context, { recursive: true })
  const instructions = [`FROM ${BASE}`, `ENTRYPOINT ${JSON.stringify([NODE, '-e', serving(page, port)])}`, '']
  writeFileSync(join(context, 'Dockerfile'), instructions.join('\n'))
  await must(['build', '--quiet', '--pull=never', '--tag', name, context])
}

const serving = (page: string, port: number): string =>
  `require('node:http').createServer((_, answer) => answer.setHeader('content-type', 'text/plain; version=0.0.4')` +
  `.end(${JSON.stringify(page)})).listen(${port}, '127.0.0.1')`
