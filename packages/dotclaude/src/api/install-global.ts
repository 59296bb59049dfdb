// The work of `bootstrapGlobal` and `syncGlobal`, loaded when one of them is called.
import { resolve } from 'node:path'
import { messageOf } from '../diagnostics/diagnostic.ts'
import { scanForSecrets } from '../handoff/scrub/secret-places.ts'
import { applyDeploy, expectNothingLeft } from '../install/apply-deploy.ts'
import { canLink } from '../install/apply-links.ts'
import { withLock } from '../install/apply-lock.ts'
import { SYNC_COMMANDS, syncLibrary } from '../install/sync-library.ts'
import type { SyncCommand } from '../install/sync-library.ts'
import { folderPlace, planInstall, userPlace } from '../install/user-library.ts'
import { compiledFolder, readLibrary } from '../library/library-content.ts'
import { secretsIn } from '../validate/secret-kinds.ts'
import { currentFolder, environment, homeFolder, processes } from './environment.ts'
import type { Environment } from './environment.ts'

export interface Installed {
  readonly ok: boolean
  readonly linked: number
  readonly skipped: number
  readonly backed_up: number
}

export async function installGlobal({
  source,
  target,
}: {
  readonly source?: string
  readonly target?: string
}): Promise<Installed> {
  const [env, home] = [environment(), homeFolder()]
  const clone = cloneOf(source, env)
  const place = target === undefined ? userPlace(home, env) : folderPlace(resolve(currentFolder(), target))
  const linkFolder = clone !== undefined && canLink(home) ? compiledFolder(clone) : undefined
  const { items } = readLibrary(clone)
  const request = { items, hasHook: true, ...(linkFolder === undefined ? {} : { linkFolder }) }
  const { plan } = await withLock(place.stateFile, processes, () => {
    const planned = planInstall(place, request)
    applyDeploy(planned)
    expectNothingLeft(planInstall(place, request).plan)
    return planned
  })
  const skipped = plan.ops.filter((op) => op.kind === 'keep' && op.why !== 'current').length
  return { ok: true, linked: plan.ops.length - skipped, skipped, backed_up: 0 }
}

export async function syncGlobalFrom(
  command: SyncCommand,
  mode: 'clone' | 'npm',
  source: string | undefined,
): Promise<{ readonly ok: boolean; readonly mode: 'clone' | 'npm'; readonly summary: string }> {
  const unknown = `there is no command ${String(command)}; there are ${SYNC_COMMANDS.join(', ')}`
  if (!SYNC_COMMANDS.includes(command)) return { ok: false, mode, summary: unknown }
  const { passed, diagnostics } = await syncLibrary(command, {
    clone: cloneOf(source, {}),
    env: environment(),
    home: homeFolder(),
    processes,
    scans: [scanForSecrets, secretsIn],
    now: new Date(),
  })
  const findings = diagnostics.filter(({ severity }) => severity === 'error').map(messageOf)
  return { ok: findings.length === 0, mode, summary: [...passed, ...findings].join('; ') }
}

function cloneOf(source: string | undefined, env: Environment): string | undefined {
  const named = source ?? env['DOTCLAUDE_DIR'] ?? ''
  return named === '' ? undefined : resolve(currentFolder(), named)
}
