// `validate-skills --update`: the manifest takes over what is there. Reports what it added, dropped and changed, and says
// what a skill may now do that it could not before.
import { join } from 'node:path'
import { EXIT_CODES } from '../diagnostics/exit-codes.ts'
import type { CheckResult } from '../diagnostics/report.ts'
import { version } from '../diagnostics/version.ts'
import { openSnapshot } from '../repo/disk-snapshot.ts'
import { MANIFEST_FILE } from '../validate/manifest/manifest-file.ts'
import { refreshManifest } from '../validate/manifest/refresh-manifest.ts'
import type { RefreshedManifest } from '../validate/manifest/refresh-manifest.ts'
import { hasFlag } from './command.ts'
import type { Call } from './command.ts'
import { outputsOf, writeReport } from './report-outputs.ts'
import { rootOf } from './root.ts'
import type { Terminal } from './terminal.ts'
import { writeTextFile } from './write-file.ts'

export function updateManifest(call: Call, terminal: Terminal): number {
  const outputs = outputsOf(call, terminal.env)
  const snapshot = openSnapshot(rootOf(call, terminal))
  const { root } = snapshot
  const refreshed = refreshManifest(snapshot, terminal.now().toISOString())
  const isDryRun = hasFlag(call, 'dry-run')
  if (refreshed.ok && !isDryRun && refreshed.text !== snapshot.text(MANIFEST_FILE))
    writeTextFile(join(root, MANIFEST_FILE), refreshed.text)
  writeReport({ checks: [resultOf(refreshed, root, isDryRun)], root, version }, outputs, call, terminal)
  return refreshed.ok ? EXIT_CODES.OK : EXIT_CODES.ENV
}

function resultOf(refreshed: RefreshedManifest, root: string, isDryRun: boolean): CheckResult {
  const check = 'validate-skills'
  if (!refreshed.ok) return { check, passed: [], diagnostics: refreshed.diagnostics }
  const { added, dropped, changed, gained } = refreshed
  const path = join(root, MANIFEST_FILE)
  return {
    check,
    passed: [isDryRun ? `manifest would be refreshed at ${path}` : `manifest refreshed at ${path}`],
    diagnostics: [],
    notes: [
      ...added.map((entry) => `added: ${entry}`),
      ...changed.map((entry) => `changed: ${entry}`),
      ...dropped.map((entry) => `dropped: ${entry}`),
      ...gained.map(({ name, capabilities }) => `${name} may now use ${capabilities.join(', ')}`),
    ],
  }
}
