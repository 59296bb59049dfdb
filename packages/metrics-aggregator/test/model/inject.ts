/**
 * Puts the injected labels before a sample's own and decides what happens to an own label of the same name
 * (merge-semantics §4, Injection).
 */
import type { OnCollision } from '../../src/exposition/options.ts'
import type { Label } from './labels.ts'

export interface Injection {
  /** Values already escaped. */
  readonly labels: readonly Label[]
  readonly onCollision: OnCollision
}

export interface Injected {
  readonly labels: readonly Label[]
  readonly collided: boolean
}

/** With `drop_series` and `fail_target` the caller leaves the sample or the target out when labels collided. */
export function injectLabels(own: readonly Label[], injection: Injection): Injected {
  const injected = injection.labels
  const isInjected = (label: Label): boolean => hasLabel(injected, label.name)
  if (!own.some(isInjected)) return { labels: [...injected, ...own], collided: false }
  return { labels: resolveCollision(own, injection), collided: true }
}

function resolveCollision(own: readonly Label[], injection: Injection): readonly Label[] {
  const injected = injection.labels
  switch (injection.onCollision) {
    case 'keep':
      return [...injected.filter((label) => !hasLabel(own, label.name)), ...own]
    case 'overwrite':
      return [...injected, ...own.filter((label) => !hasLabel(injected, label.name))]
    case 'rename':
      return [...injected, ...renameCollided(own, injected)]
    case 'drop_series':
    case 'fail_target':
      return own
  }
}

/** Labels are renamed in the order in which they stand, each keeping its place. */
function renameCollided(own: readonly Label[], injected: readonly Label[]): readonly Label[] {
  const result = [...own]
  for (const [place, label] of own.entries()) {
    if (!hasLabel(injected, label.name)) continue
    let name = `exported_${label.name}`
    while (hasLabel(injected, name) || hasLabel(result, name)) name = `exported_${name}`
    result[place] = { ...label, name }
  }
  return result
}

function hasLabel(labels: readonly Label[], name: string): boolean {
  return labels.some((label) => label.name === name)
}
