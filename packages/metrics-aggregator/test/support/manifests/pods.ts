/** The pods that manifests make, and the sidecar in each: its container, whether it is a native one, its environment. */
import type { Manifest } from './documents.ts'

export interface Probe {
  readonly httpGet?: { readonly path?: string; readonly port?: string | number }
}

export interface Container {
  readonly name: string
  readonly image?: string
  readonly restartPolicy?: string
  readonly env?: readonly {
    readonly name: string
    readonly value?: string
    readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string } }
  }[]
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[]
  readonly startupProbe?: Probe
  readonly readinessProbe?: Probe
  readonly livenessProbe?: Probe
  readonly resources?: unknown
  readonly securityContext?: {
    readonly runAsNonRoot?: boolean
    readonly runAsUser?: number
    readonly readOnlyRootFilesystem?: boolean
    readonly allowPrivilegeEscalation?: boolean
    readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] }
    readonly seccompProfile?: { readonly type?: string }
  }
}

export interface Pod {
  readonly owner: string
  readonly annotations: Readonly<Record<string, string>>
  readonly containers: readonly Container[]
  readonly initContainers: readonly Container[]
}

interface PodTemplate {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> }
  readonly spec: Partial<Pick<Pod, 'containers' | 'initContainers'>>
}

/** Kinds of which every document is a pod or makes pods. */
export function podsOf(manifests: readonly Manifest[]): readonly Pod[] {
  return manifests.flatMap((manifest) => {
    const template = templateOf(manifest)
    if (template === undefined) return []
    const { containers = [], initContainers = [] } = template.spec
    const annotations = template.metadata?.annotations ?? {}
    return [{ owner: `${manifest.kind} ${manifest.metadata.name}`, annotations, containers, initContainers }]
  })
}

function templateOf(manifest: Manifest): PodTemplate | undefined {
  if (manifest.kind === 'Pod') return manifest as PodTemplate
  if (manifest.kind === 'Deployment') return (manifest.spec as { readonly template: PodTemplate }).template
  return undefined
}

const isSidecar = ({ name }: Container): boolean => name === 'metrics-aggregator'

export const nativeSidecarOf = ({ initContainers }: Pod): Container | undefined =>
  initContainers.find(isSidecar)

export const sidecarOf = (pod: Pod): Container | undefined =>
  pod.containers.find(isSidecar) ?? nativeSidecarOf(pod)

/** As the kubelet would fill it. */
export function environmentOf({ env = [] }: Container, { annotations }: Pod): Record<string, string> {
  const entries = env.map(({ name, value, valueFrom }) => {
    const key = /^metadata\.annotations\['(.+)'\]$/.exec(valueFrom?.fieldRef?.fieldPath ?? '')?.[1]
    return [name, value ?? (key === undefined ? '' : annotations[key]) ?? '']
  })
  return Object.fromEntries(entries)
}
