/** Every manifest as it stands in the repository: what all pods of ours promise. Types are held in test/e2e-real. */
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { deployFiles, manifestFiles, readDeployFile, readManifests } from '../support/manifests/documents.ts'
import type { Manifest } from '../support/manifests/documents.ts'
import { podsOf, sidecarOf } from '../support/manifests/pods.ts'
import { brokenPromises } from '../support/manifests/promises.ts'

const FILES = manifestFiles()
const WITH_PODS = FILES.filter((file) => podsOf(readManifests(readDeployFile(file))).length > 0)
test.each(WITH_PODS)('%s keeps what every pod promises', async (file) => {
  for (const pod of podsOf(readManifests(readDeployFile(file)))) expect(await brokenPromises(pod)).toEqual([])
})

const good = readDeployFile('kubernetes/native-sidecar.yaml')
const BROKEN_PROMISES = [
  {
    is: '/-/ready, port: metrics }\n          livenessProbe',
    was: '/metrics, port: metrics }\n          livenessProbe',
  },
  { is: 'memory: 128Mi', was: 'memory: 1Gi' },
  { is: 'drop: [ALL]', was: 'drop: [NET_RAW]' },
  { is: 'runAsUser: 65532', was: 'runAsUser: 1000' },
  { is: 'aggregator:0.1.0', was: 'aggregator:latest' },
  { is: 'restartPolicy: Always', was: 'workingDir: /' },
  { is: 'http://127.0.0.1:9100', was: 'http://169.254.169.254' },
  { is: "port: '19090'", was: "port: '9090'" },
  { is: 'METRICS_ENDPOINTS', was: 'METRICS_ENDPOINT' },
]
test.each(BROKEN_PROMISES)('$was is noticed', async ({ is, was }) => {
  const planted = good.replace(is, was)
  expect(planted).not.toBe(good)
  const [pod] = podsOf(readManifests(planted))
  expect(await brokenPromises(pod!)).toHaveLength(1)
})

interface Composition {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly image: string
        readonly network_mode?: string
        readonly ports?: readonly string[]
        readonly environment?: Readonly<Record<string, string>>
      }
    >
  >
}

test('the composition shares one network and publishes the port of the page', async () => {
  const { services } = parse(readDeployFile('compose/docker-compose.yaml')) as Composition
  const sidecar = services['metrics-aggregator']!
  expect([sidecar.network_mode, services['worker']?.network_mode]).toEqual(['service:api', 'service:api'])
  const port = sidecar.environment?.['METRICS_AGGREGATOR_PORT']
  expect(services['api']?.ports).toEqual([`127.0.0.1:${port}:${port}`])
  const [pod] = podsOf(readManifests(good))
  const ours = sidecarOf(pod!)!
  expect(sidecar.image).toBe(ours.image)
  expect(sidecar.environment).toEqual(Object.fromEntries(ours.env!.map(({ name, value }) => [name, value])))
})

const isPolicy = ({ kind }: Manifest): boolean => kind.endsWith('Policy')
test('the folder of policies has one of each kind', () => {
  const policies = deployFiles('policies').flatMap((file) => readManifests(readDeployFile(file)))
  expect(policies.filter(isPolicy).map(({ kind }) => kind)).toEqual([
    'ClusterPolicy',
    'MutatingAdmissionPolicy',
  ])
})
