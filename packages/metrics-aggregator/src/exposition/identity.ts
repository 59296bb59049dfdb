/**
 * The labels that a target's series are given, as the bytes that go into a label block: each `name="value"`, escaped,
 * the origin label first.
 */
import type { TargetIdentity } from './options.ts'

/** Where one injected label lies in the bytes: `name="value"`, the name at its beginning. */
export interface InjectedPart {
  readonly start: number
  readonly nameLength: number
  readonly length: number
}

export interface InjectedLabels {
  /** All parts, joined by commas. */
  readonly bytes: Uint8Array
  readonly parts: readonly InjectedPart[]
}

interface KnownLabels {
  readonly labelName: string
  readonly labels: InjectedLabels
}

/** Of identities that cannot change: a daemon merges the targets of its frozen configuration again and again. */
const known = new WeakMap<TargetIdentity, KnownLabels>()

export function injectedLabels(identity: TargetIdentity, labelName: string): InjectedLabels {
  const before = known.get(identity)
  if (before?.labelName === labelName) return before.labels
  const labels = renderLabels(identity, labelName)
  const cannotChange = Object.isFrozen(identity) && Object.isFrozen(identity.labels)
  if (cannotChange) known.set(identity, { labelName, labels })
  return labels
}

/** Origin label first, then the target's own labels in their order; a label of the same name as the origin is left out. */
function renderLabels(identity: TargetIdentity, labelName: string): InjectedLabels {
  const extra = Object.entries(identity.labels ?? {}).filter(([name]) => name !== labelName)
  const parts: InjectedPart[] = []
  let text = ''
  let start = 0
  for (const [name, value] of [[labelName, identity.name] as const, ...extra]) {
    const part = `${name}="${escapeLabelValue(value)}"`
    const length = Buffer.byteLength(part)
    parts.push({ start, nameLength: Buffer.byteLength(name), length })
    text += text === '' ? part : `,${part}`
    start += length + 1
  }
  return { bytes: Buffer.from(text), parts }
}

/** Escapes as both text formats do (case 37). */
function escapeLabelValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
