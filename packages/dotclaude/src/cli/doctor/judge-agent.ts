// Whether a version of Claude Code knows what the project's settings rely on. What an older one does not know it passes
// over in silence, so a guard would seem to be in place.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isMapping } from '../../validate/shape.ts'

interface Feature {
  readonly name: string
  /** The first version that knows it. */
  readonly since: string
  readonly isIn: (handler: Readonly<Record<string, unknown>>) => boolean
}

/** Of one handler of a hook. A row per feature that came after hooks themselves. */
const FEATURES: readonly Feature[] = [
  { name: 'onFailure', since: '2.1.295', isIn: (handler) => Object.hasOwn(handler, 'onFailure') },
]

export function judgeAgent(version: string, file: string, settings: unknown): readonly Diagnostic[] {
  const handlers = handlersIn(settings)
  return FEATURES.filter(({ since, isIn }) => isBefore(version, since) && handlers.some(isIn)).map(
    ({ name, since }) => diagnose('ENV_AGENT_OLD', { file }, { version, feature: name, needed: since }),
  )
}

function handlersIn(settings: unknown): readonly Readonly<Record<string, unknown>>[] {
  const hooks = isMapping(settings) ? settings['hooks'] : undefined
  const groups = isMapping(hooks) ? Object.values(hooks).flat() : []
  return groups
    .flatMap((group: unknown) => (isMapping(group) ? group['hooks'] : []))
    .filter((handler) => isMapping(handler))
}

/** By three numbers; anything behind them says nothing about features. */
function isBefore(version: string, since: string): boolean {
  const [left, right] = [version, since].map((text) => text.split('.').map((part) => Number.parseInt(part)))
  for (const at of [0, 1, 2]) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}
