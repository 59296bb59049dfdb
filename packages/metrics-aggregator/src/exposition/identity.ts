/**
 * The labels that a target's series are given, as the bytes that go into a label block: each `name="value"`, escaped,
 * the origin label first.
 */
import type { TargetIdentity } from './options.ts'

/** One injected label: its name alone, and the whole part. */
export interface InjectedLabel {
  readonly name: Uint8Array
  readonly part: Uint8Array
}

const encoder = new TextEncoder()

/** Origin label first, then the target's own labels in their order; a label of the same name as the origin is left out. */
export function injectedLabels(identity: TargetIdentity, labelName: string): InjectedLabel[] {
  const extra = Object.entries(identity.labels ?? {}).filter(([name]) => name !== labelName)
  return [[labelName, identity.name] as const, ...extra].map(([name, value]) => ({
    name: encoder.encode(name),
    part: encoder.encode(`${name}="${escapeLabelValue(value)}"`),
  }))
}

/** Escapes as both text formats do (case 37). */
function escapeLabelValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
