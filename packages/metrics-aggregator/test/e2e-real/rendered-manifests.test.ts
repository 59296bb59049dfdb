/**
 * What users' tools make of our manifests: both major versions of helm, kustomize, promtool, and the patches of the
 * policies. What comes out keeps the same promises as the plain manifests.
 */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { findRealPart, hasRealParts } from 'testkit/real-parts'
import type { RealPart } from 'testkit/real-parts'
import { runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import { stringify } from 'yaml'
import { admit } from '../support/manifests/admission-policy.ts'
import { DEPLOY, readDeployFile, readManifests } from '../support/manifests/documents.ts'
import type { Manifest } from '../support/manifests/documents.ts'
import { environmentOf, nativeSidecarOf, podsOf, sidecarOf } from '../support/manifests/pods.ts'
import type { Pod } from '../support/manifests/pods.ts'
import { brokenPromises } from '../support/manifests/promises.ts'
import { typeFindings } from '../support/manifests/type-findings.ts'

const run = (part: RealPart, args: readonly string[], cwd = DEPLOY): Promise<Run> =>
  runCli([findRealPart(part) ?? part, ...args], { cwd, env: { HOME: cwd } })

async function findings(manifests: readonly Manifest[]): Promise<readonly string[]> {
  const promises = await Promise.all(podsOf(manifests).map(brokenPromises))
  return [...(await typeFindings(manifests)), ...promises.flat()]
}

const ENDPOINTS = '{"api":"http://127.0.0.1:8080/metrics","worker":"http://127.0.0.1:9100/metrics"}'
const endpointsOf = (pod: Pod | undefined): string | undefined =>
  pod && environmentOf(sidecarOf(pod)!, pod)['METRICS_ENDPOINTS']

const HELMS = ['helm3', 'helm4'] as const
type Helm = (typeof HELMS)[number]

/** A folder with both charts, the library inside the demo. */
async function charts(helm: Helm): Promise<string> {
  const tree = makeTempTree()
  onTestFinished(tree.remove)
  cpSync(join(DEPLOY, 'helm'), tree.root, { recursive: true })
  const { exitCode, stderr } = await run(helm, ['dependency', 'update', 'demo'], tree.root)
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  return tree.root
}

describe.runIf(hasRealParts([...HELMS, 'types of Kubernetes'])).each(HELMS)('%s', (helm) => {
  const render = async (...args: string[]): Promise<Run> =>
    run(helm, ['template', 'shop', 'demo', ...args], await charts(helm))

  test('finds nothing to complain about', async () => {
    const { exitCode, stdout } = await run(
      helm,
      ['lint', '--strict', '--quiet', 'demo', 'metrics-aggregator'],
      await charts(helm),
    )
    expect([exitCode, stdout.trim()]).toEqual([0, ''])
  })

  const VARIANTS = [
    { args: [], isNative: true, kinds: ['Deployment'] },
    { args: ['--set', 'nativeSidecar=false'], isNative: false, kinds: ['Deployment'] },
    { args: ['--set', 'podMonitor=true'], isNative: true, kinds: ['Deployment', 'PodMonitor'] },
    {
      args: ['--set', 'podMonitor=true,metrics-aggregator.podMonitor.interval=15s'],
      isNative: true,
      kinds: ['Deployment', 'PodMonitor'],
    },
  ]
  test.each(VARIANTS)('renders $args', async ({ args, isNative, kinds }) => {
    const { stdout } = await render(...args)
    const manifests = readManifests(stdout)
    expect(manifests.map(({ kind }) => kind).toSorted()).toEqual(kinds)
    expect(await findings(manifests)).toEqual([])
    const [pod] = podsOf(manifests)
    expect(endpointsOf(pod)).toBe(ENDPOINTS)
    expect(nativeSidecarOf(pod!) !== undefined).toBe(isNative)
  })

  test('keeps the order and the text of names, and takes settings and digests', async () => {
    const digest = `sha256:${'0'.repeat(64)}`
    const values = {
      'metrics-aggregator': {
        image: { digest },
        settings: { METRICS_FORMATS: 'text', METRICS_MAX_INFLIGHT: 8 },
        targets: [
          { name: 'it\'s "z"', port: 9100 },
          { name: 'a', port: 8080, path: '/m?x=1' },
        ],
      },
    }
    const root = await charts(helm)
    const args = ['template', 'shop', 'demo', '--values', '-']
    const { stdout } = await runCli([findRealPart(helm) ?? helm, ...args], {
      cwd: root,
      env: { HOME: root },
      input: JSON.stringify(values),
    })
    const [pod] = podsOf(readManifests(stdout))
    expect(endpointsOf(pod)).toBe(
      `{"it's \\"z\\"":"http://127.0.0.1:9100/metrics","a":"http://127.0.0.1:8080/m?x=1"}`,
    )
    const sidecar = sidecarOf(pod!)!
    expect(sidecar.image).toBe(`registry.example.com/metrics-aggregator@${digest}`)
    expect(environmentOf(sidecar, pod!)).toMatchObject({ METRICS_FORMATS: 'text', METRICS_MAX_INFLIGHT: '8' })
  })

  const REFUSED = [
    { value: 'metrics-aggregator.targets=null', said: 'targets is empty' },
    { value: 'metrics-aggregator.portt=1', said: 'portt' },
    { value: 'metrics-aggregator.port=70000', said: 'port' },
    { value: 'metrics-aggregator.settings.METRIC_FORMATS=text', said: 'METRIC_FORMATS' },
    { value: 'metrics-aggregator.image.digest=sha256:0', said: 'digest' },
    { value: 'sidecar=true', said: 'sidecar' },
  ]
  test.each(REFUSED)('refuses $value', async ({ value, said }) => {
    const { exitCode, stderr } = await render('--set', value)
    expect(exitCode).not.toBe(0)
    expect(stderr).toContain(said)
  })
})

// Helm 3 asks a cluster even here.
describe.runIf(hasRealParts(['helm4']))('helm4', () => {
  test('the notes say where the page is', async () => {
    const args = ['install', 'shop', 'demo', '--dry-run=client', '--namespace', 'eu']
    const { stdout } = await run('helm4', args, await charts('helm4'))
    expect(stdout).toContain('kubectl -n eu port-forward deployment/shop 19090:19090')
  })
})

describe.runIf(hasRealParts(['kubectl', 'go', 'types of Kubernetes']))('kustomize', () => {
  async function kustomize(files: Readonly<Record<string, object>>): Promise<readonly Manifest[]> {
    const texts = Object.entries(files).map(([name, content]) => [name, stringify(content)])
    const tree = makeTempTree(Object.fromEntries(texts) as Record<string, string>)
    onTestFinished(tree.remove)
    const { stdout, stderr } = await run('kubectl', ['kustomize', tree.root], tree.root)
    expect(stderr).toBe('')
    return readManifests(stdout)
  }

  test('the overlay adds the sidecar to every workload', async () => {
    const { stdout, stderr } = await run('kubectl', ['kustomize', 'kustomize/overlay'])
    expect(stderr).toBe('')
    const manifests = readManifests(stdout)
    expect(await findings(manifests)).toEqual([])
    const pods = podsOf(manifests)
    expect(pods.map(({ owner }) => owner)).toEqual(['Deployment billing', 'Deployment shop'])
    expect(pods.map(endpointsOf)).toEqual([ENDPOINTS, ENDPOINTS])
    expect(pods.map(({ containers }) => containers.length)).toEqual([3, 3])
  })

  const policies = ['policies/kyverno.yaml', 'policies/mutating-admission-policy.yaml'].flatMap((file) =>
    readManifests(readDeployFile(file)),
  )
  const policyOf = (kind: string): Manifest => policies.find((policy) => policy.kind === kind)!
  type Patch = Readonly<Record<'metadata' | 'spec', object>>
  const annotated = { metadata: { annotations: { 'metrics-aggregator/endpoints': ENDPOINTS } }, spec: {} }
  const PATCHES: readonly { policy: string; patch: () => Patch | Promise<Patch> }[] = [
    {
      policy: 'ClusterPolicy',
      patch: () => {
        const { rules } = policyOf('ClusterPolicy').spec as {
          rules: { mutate: { patchStrategicMerge: object } }[]
        }
        return rules[0]!.mutate.patchStrategicMerge as Patch
      },
    },
    {
      policy: 'MutatingAdmissionPolicy',
      patch: async () => (await admit(policyOf('MutatingAdmissionPolicy'), annotated)).configuration as Patch,
    },
  ]
  /** As on a pod that was scraped before it had a sidecar. */
  const SCRAPED_BEFORE = { 'prometheus.io/scrape': 'false', 'prometheus.io/port': '8080' }
  // Both kinds of patch merge lists of containers by name, as kustomize does.
  test.each(PATCHES)('the patch of the $policy makes a native sidecar', async ({ patch }) => {
    const patched = await patch()
    const container = podsOf(readManifests(readDeployFile('kubernetes/native-sidecar.yaml')))[0]!
      .containers[0]
    const annotations = { 'metrics-aggregator/endpoints': ENDPOINTS, ...SCRAPED_BEFORE }
    const identity = { apiVersion: 'v1', kind: 'Pod' }
    const manifests = await kustomize({
      'kustomization.yaml': {
        resources: ['pod.yaml'],
        patches: [{ path: 'patch.yaml', target: { kind: 'Pod' } }],
      },
      'pod.yaml': { ...identity, metadata: { name: 'shop', annotations }, spec: { containers: [container] } },
      'patch.yaml': { ...identity, ...patched, metadata: { ...patched.metadata, name: 'any' } },
    })
    expect(await findings(manifests)).toEqual([])
    const [pod] = podsOf(manifests)
    expect(nativeSidecarOf(pod!)).toBeDefined()
    expect(pod!.containers).toEqual([container])
    expect(endpointsOf(pod)).toBe(ENDPOINTS)
    expect(pod!.annotations).toMatchObject({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '19090',
      'prometheus.io/path': '/metrics',
    })
  })

  const withInit = (name: string): object => ({ ...annotated, spec: { initContainers: [{ name }] } })
  test.each([
    { pod: 'with the annotation', object: annotated, matches: true },
    { pod: 'with the annotation and an init container', object: withInit('migrate'), matches: true },
    { pod: 'that has the sidecar', object: withInit('metrics-aggregator'), matches: false },
    { pod: 'without annotations', object: { metadata: {}, spec: {} }, matches: false },
    { pod: 'with others', object: { metadata: { annotations: { a: 'b' } }, spec: {} }, matches: false },
  ])('the MutatingAdmissionPolicy matches a pod $pod: $matches', async ({ object, matches }) => {
    const answer = await admit(policyOf('MutatingAdmissionPolicy'), object)
    expect([answer.matches, answer.error]).toEqual([matches, undefined])
  })

  test.each([
    { is: 'Object.spec{', was: 'Object.spek{', said: 'Object.spek stands at Object.spec' },
    { is: '}\n', was: '\n', said: 'Syntax error' },
  ])('an expression with $was is refused', async ({ is, was, said }) => {
    const text = readDeployFile('policies/mutating-admission-policy.yaml')
    const end = text.lastIndexOf(is, text.indexOf('---\n'))
    const [planted] = readManifests(text.slice(0, end) + was + text.slice(end + is.length))
    expect((await admit(planted!, annotated)).error).toContain(said)
  })
})

const configMaps = (manifests: readonly Manifest[]): string[] =>
  manifests.flatMap((manifest) =>
    'data' in manifest ? Object.values(manifest.data as Readonly<Record<string, string>>) : [],
  )

describe.runIf(hasRealParts(['promtool']))('promtool', () => {
  const DISCOVERED = {
    __address__: '10.1.2.3:8080',
    __meta_kubernetes_namespace: 'eu',
    __meta_kubernetes_pod_name: 'shop-1',
    __meta_kubernetes_pod_ip: '10.1.2.3',
    __meta_kubernetes_pod_phase: 'Running',
    __meta_kubernetes_pod_annotation_prometheus_io_scrape: 'true',
    __meta_kubernetes_pod_annotation_prometheus_io_port: '19090',
    __meta_kubernetes_pod_annotation_prometheus_io_path: '/metrics',
  }
  const MERGED_BY_ISTIO = {
    ...DISCOVERED,
    __meta_kubernetes_pod_annotation_prometheus_io_port: '15020',
    __meta_kubernetes_pod_annotation_prometheus_io_path: '/stats/prometheus',
  }
  const OTHER = { ...DISCOVERED, __meta_kubernetes_pod_annotation_prometheus_io_scrape: 'false' }
  const plain = readDeployFile('kubernetes/scrape-config.yaml')
  const [secured = ''] = configMaps(readManifests(readDeployFile('istio/mutual-tls.yaml')))
  const pod = { namespace: 'eu', pod: 'shop-1', job: 'pods' }
  const CASES = [
    { from: 'plain', text: plain, discovered: DISCOVERED, url: 'http://10.1.2.3:19090/metrics' },
    {
      from: 'plain',
      text: plain,
      discovered: MERGED_BY_ISTIO,
      url: 'http://10.1.2.3:15020/stats/prometheus',
    },
    { from: 'plain', text: plain, discovered: OTHER, url: undefined },
    { from: 'mutual TLS', text: secured, discovered: DISCOVERED, url: 'https://10.1.2.3:19090/metrics' },
    { from: 'mutual TLS', text: secured, discovered: OTHER, url: undefined },
  ]
  test.each(CASES)('$from: a pod becomes $url', async ({ text, discovered, url }) => {
    // Debian's Prometheus is built without Kubernetes, so what would be discovered stands there.
    const found = JSON.stringify([{ targets: [discovered.__address__], labels: discovered }])
    const configuration = text
      .replace(/kubernetes_sd_configs:\s+- role: pod/, `static_configs: ${found}`)
      .replaceAll('/etc/istio-certs/', '')
    const files = { 'root-cert.pem': '', 'cert-chain.pem': '', 'key.pem': '' }
    const tree = makeTempTree({ ...files, 'prometheus.yml': configuration })
    onTestFinished(tree.remove)
    const { stdout, stderr } = await run(
      'promtool',
      ['check', 'service-discovery', '--timeout=2s', 'prometheus.yml', 'pods'],
      tree.root,
    )
    expect(stderr).toBe('')
    const [{ labels }] = JSON.parse(stdout) as [{ labels: Readonly<Record<string, string>> }]
    const { __scheme__, __address__, __metrics_path__ } = labels
    expect(__address__ && `${__scheme__}://${__address__}${__metrics_path__}`).toBe(url)
    expect(labels).toMatchObject(url === undefined ? {} : pod)
  })
})
