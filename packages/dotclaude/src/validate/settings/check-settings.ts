// `validate-settings`: are the settings sound, and do they give nothing away?
import type { CheckResult } from '../../diagnostics/report.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { runCheck } from '../rule.ts'
import type { Rule, RuleOptions } from '../rule.ts'
import { credentialsPrivate } from './credentials-private.ts'
import { foldersSmall } from './folders-small.ts'
import { hookTimeouts } from './hook-timeouts.ts'
import { noSecrets } from './no-secrets.ts'
import { noSilencedWarning } from './no-silenced-warning.ts'
import { packagesPinned } from './packages-pinned.ts'
import { pluginsInstalled } from './plugins-installed.ts'
import { programsPresent } from './programs-present.ts'
import { readable } from './readable.ts'
import { settingsFilesIn } from './settings-files.ts'

export const SETTINGS_RULES: readonly Rule[] = [
  readable,
  noSecrets,
  noSilencedWarning,
  packagesPinned,
  credentialsPrivate,
  programsPresent,
  pluginsInstalled,
  hookTimeouts,
  foldersSmall,
]

export function checkSettings(snapshot: Snapshot, options: RuleOptions): CheckResult {
  const passed = (): readonly string[] => {
    const files = settingsFilesIn(snapshot, options).map(({ file }) => file)
    return files.length === 0 ? ['no settings'] : files.map((file) => `${file} valid`)
  }
  return runCheck({ name: 'validate-settings', rules: SETTINGS_RULES, passed }, snapshot, options)
}
