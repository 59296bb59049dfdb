/**
 * What every pod of ours promises, whichever way it was made: the restricted profile, a sidecar whose probes do not
 * depend on its targets, resources as measured, the version of this package, and settings that the program understands.
 */
import { isDeepStrictEqual } from 'node:util'
import { builtProgram, runCli } from 'testkit/run-cli'
import { version } from '../../../src/config/version.ts'
import type { Container, Pod } from './pods.ts'
import { environmentOf, nativeSidecarOf, sidecarOf } from './pods.ts'

/** From docs/sizing.md. */
const RESOURCES = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } }
const USER = 65_532
const PORT_NAME_MAX = 15

/** What is wrong, a line each. */
export async function brokenPromises(pod: Pod): Promise<readonly string[]> {
  const sidecar = sidecarOf(pod)
  const findings = [...pod.containers, ...pod.initContainers].flatMap(notRestricted)
  if (sidecar !== undefined) {
    findings.push(...notOurs(sidecar), ...(await misunderstood(sidecar, pod)))
    if (sidecar === nativeSidecarOf(pod)) findings.push(...notNative(sidecar))
  }
  return findings.map((finding) => `${pod.owner}: ${finding}`)
}

/** The profile "restricted" of Kubernetes' pod security standards. */
function notRestricted({ name, securityContext: its = {} }: Container): string[] {
  const facts: readonly (readonly [isKept: boolean, promise: string])[] = [
    [its.runAsNonRoot === true, 'runs as no root'],
    [its.allowPrivilegeEscalation === false, 'gains no privileges'],
    [its.capabilities?.drop?.includes('ALL') === true, 'drops all capabilities'],
    [(its.capabilities?.add ?? []).length === 0, 'adds no capabilities'],
    [its.seccompProfile?.type === 'RuntimeDefault', 'has the default seccomp profile'],
  ]
  return brokenOf(name, facts)
}

function notOurs(sidecar: Container): string[] {
  const { image = '', securityContext, resources, ports = [], readinessProbe, livenessProbe } = sidecar
  return brokenOf(sidecar.name, [
    [securityContext?.readOnlyRootFilesystem === true, 'writes to no file'],
    [securityContext?.runAsUser === USER, `runs as ${USER}`],
    [image.endsWith(`/metrics-aggregator:${version}`), `has the image of version ${version}`],
    [isDeepStrictEqual(resources, RESOURCES), 'has the measured resources'],
    [ports.some(({ name = '' }) => name === 'metrics' && name.length <= PORT_NAME_MAX), 'names its port'],
    [readinessProbe?.httpGet?.path === '/-/ready', 'is asked /-/ready for readiness'],
    [livenessProbe?.httpGet?.path === '/-/healthy', 'is asked /-/healthy for liveness'],
    [readinessProbe?.httpGet?.port === 'metrics', 'is asked at its named port'],
    [livenessProbe?.httpGet?.port === 'metrics', 'is asked at its named port'],
  ])
}

function notNative({ name, restartPolicy, startupProbe }: Container): string[] {
  return brokenOf(name, [
    [restartPolicy === 'Always', 'is restarted always, which makes an init container a sidecar'],
    [startupProbe?.httpGet?.path === '/-/ready', 'lets the others start when it listens'],
  ])
}

const brokenOf = (name: string, facts: readonly (readonly [isKept: boolean, promise: string])[]): string[] =>
  facts.flatMap(([isKept, promise]) => (isKept ? [] : [`not true that ${name} ${promise}`]))

async function misunderstood(sidecar: Container, pod: Pod): Promise<string[]> {
  const env = environmentOf(sidecar, pod)
  const findings: string[] = []
  if (pod.annotations['prometheus.io/port'] !== env['METRICS_AGGREGATOR_PORT'])
    findings.push('the annotation names another port')
  if (!sidecar.ports?.some(({ containerPort }) => String(containerPort) === env['METRICS_AGGREGATOR_PORT']))
    findings.push('the container declares another port')
  const command = [...builtProgram('metrics-aggregator'), 'config', 'check', '--no-color']
  const { exitCode, stdout, stderr } = await runCli(command, { env })
  if (exitCode !== 0 || stderr !== '') findings.push(`config check says: ${stdout}${stderr}`)
  return findings
}
