/**
 * The image, built by our Dockerfile on a stand-in for its base, and run as the manifests run it: nobody's root, nothing to
 * write to, no capabilities, and the memory that is requested for it; by itself, and as the pod of the plain manifest.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasRealParts } from 'testkit/real-parts'
import { report } from 'testkit/report'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { version } from '../../src/config/version.ts'
import { readDeployFile, readManifests } from '../support/manifests/documents.ts'
import type { Container } from '../support/manifests/pods.ts'
import { makePodman } from './image/podman.ts'
import type { Podman } from './image/podman.ts'
import { IMAGE, NODE, buildImage, buildImageFor } from './image/stand-ins.ts'

const LOCKED_DOWN =
  '--read-only --read-only-tmpfs=false --cap-drop=all --security-opt=no-new-privileges'.split(' ')
const DEADLINE = { timeout: 60_000, interval: 250 }
const MEBIBYTE = 1_048_576
/** As much as the manifests' limit. */
const MEMORY = '128m'
/** Of each of the two applications. */
const SERIES = 15_000

/** Asks from inside, with the only program that is there. */
const ASK = `fetch(process.argv[1]).then(async (answer) => console.log(answer.status, await answer.text()))`
const statusOf = `const { readFileSync } = require('node:fs')
console.log(readFileSync('/proc/1/status', 'utf8'))
try { require('node:fs').writeFileSync('/app/x', ''); console.log('Writes: yes') } catch (error) { console.log('Writes:', error.code) }`

describe.runIf(hasRealParts(['podman', 'runc']))('the image', () => {
  let podman: Podman
  const start = (name: string, ...args: string[]): Promise<string> =>
    podman.must([
      'run',
      '--detach',
      `--name=${name}`,
      '--network=none',
      `--memory=${MEMORY}`,
      ...LOCKED_DOWN,
      ...args,
    ])
  const inside = (name: string, ...args: string[]): Promise<string> =>
    podman.must(['exec', name, NODE, ...args])
  const ask = async (name: string, url: string): Promise<string> => {
    const { stdout } = await podman.run(['exec', name, NODE, '-e', ASK, url])
    return stdout
  }

  beforeAll(async () => {
    podman = makePodman()
    await buildImage(podman)
  }, 180_000)
  afterAll(() => podman?.remove())

  test('holds the bundle, its licences and the base, and nothing else', async () => {
    const list = `console.log(require('node:fs').readdirSync('/app').join(' '))`
    const args = ['run', '--rm', '--network=none', `--entrypoint=${NODE}`, IMAGE, '-e', list]
    const files = (await podman.must(args)).split(' ')
    expect(files.filter((name) => !/^(\w[\w-]*\.cjs|LICENSES\.txt)$/.test(name))).toEqual([])
    expect(files).toEqual(expect.arrayContaining(['main.cjs', 'LICENSES.txt']))
  })

  test('builds for arm64 without running a step, from the same files', async () => {
    const name = 'localhost/arm64:latest'
    await buildImageFor(podman, 'arm64', name)
    const inspect = (image: string, format: string): Promise<string> =>
      podman.must(['image', 'inspect', '--format', format, image])
    expect(await inspect(name, '{{.Os}}/{{.Architecture}}')).toBe('linux/arm64')
    // The last layer holds the files; it is the same in both when its digest is.
    const layersOf = async (image: string): Promise<string[]> =>
      JSON.parse(await inspect(image, '{{json .RootFS.Layers}}')) as string[]
    expect((await layersOf(name)).at(-1)).toBe((await layersOf(IMAGE)).at(-1))
  })

  test('says its version', async () => {
    const args = ['run', '--rm', '--network=none', ...LOCKED_DOWN, IMAGE, '--version']
    expect(await podman.must(args)).toContain(version)
    const label = '{{index .Labels "org.opencontainers.image.version"}}'
    expect(await podman.must(['image', 'inspect', '--format', label, IMAGE])).toBe(version)
  })

  test('runs as nobody, without capabilities, and has nothing to write to', async () => {
    await start('locked', IMAGE, 'demo')
    const status = await inside('locked', '-e', statusOf)
    const field = (name: string): string | undefined =>
      new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1]?.split(/\s/)[0]
    expect([field('Uid'), field('CapEff'), field('CapBnd'), field('NoNewPrivs')]).toEqual([
      '65532',
      '0000000000000000',
      '0000000000000000',
      '1',
    ])
    expect(field('Writes')).toMatch(/EROFS|EACCES/)
    await expect
      .poll(() => ask('locked', 'http://127.0.0.1:9090/metrics'), DEADLINE)
      .toContain('origin_container')
    expect(await ask('locked', 'http://127.0.0.1:9090/-/ready')).toMatch(/^200/)
  })

  test('ends cleanly when it is told to', async () => {
    await start('ending', '--env=METRICS_DRAIN=0s', IMAGE, 'demo')
    await expect.poll(() => ask('ending', 'http://127.0.0.1:9090/-/ready'), DEADLINE).toMatch(/^200/)
    await podman.must(['stop', '--time', '20', 'ending'])
    expect(await podman.must(['inspect', '--format', '{{.State.ExitCode}}', 'ending'])).toBe('0')
  })

  test(`the pod of the plain manifest merges ${2 * SERIES} series within its memory limit`, async () => {
    const manifest = join(podman.folder, 'pod.yaml')
    writeFileSync(manifest, stringify(podOfContainers()))
    await podman.must(['kube', 'play', '--network=none', manifest])
    const page = async (): Promise<string> => ask('shop-pod-0-api', 'http://127.0.0.1:19090/metrics')
    await expect.poll(async () => (await page()).startsWith('200'), DEADLINE).toBe(true)
    for (let times = 0; times < 10; times += 1) await page()
    const merged = await page()
    for (const name of ['api', 'worker']) {
      const own = merged.split('\n').filter((line) => line.includes(`origin_container="${name}"`))
      expect([name, own.length]).toEqual([name, SERIES])
    }
    const peak = await inside(
      'shop-pod-0-metrics-aggregator',
      '-p',
      `require('node:fs').readFileSync('/proc/1/status', 'utf8')`,
    )
    const mebibytes = (Number(/VmHWM:\s+(\d+)/.exec(peak)?.[1]) * 1024) / MEBIBYTE
    report(`image in a pod, ${2 * SERIES} series: ${Math.round(mebibytes)} MiB resident at most of ${MEMORY}`)
    const limit = '{{.HostConfig.Memory}}'
    expect(await podman.must(['inspect', '--format', limit, 'shop-pod-0-metrics-aggregator'])).toBe(
      String(128 * MEBIBYTE),
    )
  })
})

/** The Deployment as it stands in the repository; its two applications are this image's node with a page of their own. */
function podOfContainers(): object {
  const [deployment] = readManifests(readDeployFile('kubernetes/deployment.yaml'))
  const copy = structuredClone(deployment) as unknown as {
    spec: { template: { spec: { containers: Container[] } } }
  }
  const { spec } = copy.spec.template
  spec.containers = spec.containers.map((container) => {
    // podman declares ports by publishing them, which needs a bridge; it asks no probes, and this one names a port.
    const { ports: _, livenessProbe: __, ...rest } = container
    return container.name === 'metrics-aggregator' ? rest : { ...rest, ...application(container) }
  })
  return copy
}

function application({ ports = [] }: Container): object {
  const serve = `const lines = Array.from({ length: ${SERIES} }, (_, n) => 'shop_items{shelf="' + n + '",kind="some"} ' + n)
    const page = lines.join('\\n') + '\\n'
    require('node:http').createServer((_, answer) => answer
      .setHeader('content-type', 'text/plain; version=0.0.4').end(page))
      .listen(${ports[0]?.containerPort}, '127.0.0.1')`
  return { image: IMAGE, command: [NODE, '-e', serve] }
}
