/**
 * Reads the configuration anew when one of its files changed or SIGHUP came, and hands it to the daemon: to take over, or
 * to say why it is refused. One at a time, so that the last one that was read is the one in force.
 */
import { SETTING_NAMES } from '../config/read-settings.ts'
import type { Readings } from '../config/read-settings.ts'
import { SETTINGS } from '../config/settings.ts'
import type { Daemon } from '../daemon.ts'
import { FileWatch } from '../daemon.ts'
import type { Finding } from '../errors/failure.ts'
import type { LoadedConfig } from './load-config.ts'

export interface ReloadParts {
  readonly daemon: Pick<Daemon, 'takeOver' | 'refuse'>
  readonly first: Extract<LoadedConfig, { ok: true }>
  /** Milliseconds since the epoch, before anything of the first one was read. */
  readonly firstReadAtMs: number
  readonly load: () => Promise<LoadedConfig>
  /** Called with what asks for a reload whether or not a file changed. */
  readonly onDemand: (reload: () => void) => void
}

/** Returns what ends it. */
export async function keepConfigCurrent({
  daemon,
  first,
  firstReadAtMs,
  load,
  onDemand,
}: ReloadParts): Promise<() => void> {
  let isRunning = false
  let isAsked = false
  const reload = async (): Promise<void> => {
    isAsked = true
    if (isRunning) return
    isRunning = true
    while (isAsked) {
      isAsked = false
      const readAtMs = Date.now()
      const loaded = await load()
      await watch?.watch(loaded.paths, readAtMs)
      if (!loaded.ok) daemon.refuse(loaded.findings)
      else {
        const stuck = needingRestart(first.readings, loaded.readings)
        await daemon.takeOver(loaded.config, loaded.files, [...loaded.warnings, ...stuck])
      }
    }
    isRunning = false
  }
  const intervalMs = first.readings.reloadInterval.value
  const onChange = (): void => void reload()
  const watch = intervalMs === 0 ? undefined : new FileWatch({ intervalMs, onChange })
  await watch?.watch(first.paths, firstReadAtMs)
  onDemand(onChange)
  return () => watch?.stop()
}

/** Settings that the listener was started with and that it keeps. */
function needingRestart(before: Readings, after: Readings): Finding[] {
  return SETTING_NAMES.filter((name) => SETTINGS[name].needsRestart === true)
    .filter((name) => JSON.stringify(before[name].value) !== JSON.stringify(after[name].value))
    .map((name) => {
      const facts = { source: after[name].source, setting: SETTINGS[name].variable }
      return { code: 'CONFIG_RESTART_NEEDED', facts }
    })
}
