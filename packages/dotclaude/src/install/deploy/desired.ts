// What an agent should find, from the items of the library and the layouts of the agents.
import type { PortableItem } from '../../library/portable-item.ts'
import type { Gap, LayoutAgent, Scope } from '../layouts/layout.ts'
import { LAYOUTS } from '../layouts/layouts.ts'
import type { DesiredFile } from './plan-deploy.ts'

/** Agents that read the same file get it once. */
export function desiredFiles(
  items: readonly PortableItem[],
  agents: readonly LayoutAgent[],
  scope: Scope,
): readonly DesiredFile[] {
  const pieces = agents.flatMap((agent) => items.flatMap((item) => LAYOUTS[agent].pieces(item, scope)))
  return [...new Map(pieces.map((piece) => [piece.path, piece])).values()]
}

export interface AgentGap extends Gap {
  readonly agent: LayoutAgent
}

/** What does not hold in which agent. */
export function gapsFor(items: readonly PortableItem[], agents: readonly LayoutAgent[]): readonly AgentGap[] {
  return agents.flatMap((agent) =>
    items.flatMap((item) => LAYOUTS[agent].gaps(item).map((gap) => ({ ...gap, agent }))),
  )
}
