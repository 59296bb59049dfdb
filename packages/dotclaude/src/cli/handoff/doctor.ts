// `handoff doctor`: can this machine push and pull? Each part is tried alone, and what is wrong stands with what mends it.
import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Failure } from '../../diagnostics/failure.ts'
import { countsOf } from '../../diagnostics/report.ts'
import { version } from '../../diagnostics/version.ts'
import { findStore } from '../../handoff/store/open-store.ts'
import { readSettings, settingsPath } from '../../handoff/store/settings-file.ts'
import type { Settings } from '../../handoff/store/settings.ts'
import type { Store } from '../../handoff/store/store.ts'
import { bytesIn, keptFolder } from '../../handoff/transports/git-cache.ts'
import { isGhLoggedIn } from '../../handoff/transports/gist-api.ts'
import { runGit } from '../../repo/git.ts'
import type { Call } from '../command.ts'
import { diagnosticOf, failureOf } from '../report-failure.ts'
import { outputsOf, writeReport } from '../report-outputs.ts'
import type { Terminal } from '../terminal.ts'

type Finding = string | Diagnostic

export async function runHandoffDoctor(call: Call, terminal: Terminal): Promise<number> {
  const outputs = outputsOf(call, terminal.env)
  const findings = await findingsFor(terminal)
  const check = {
    check: 'handoff doctor',
    passed: findings.filter((finding) => typeof finding === 'string'),
    diagnostics: findings.filter((finding) => typeof finding !== 'string'),
  }
  const report = { checks: [check], root: terminal.cwd, version }
  writeReport(report, outputs, call, terminal)
  return countsOf(report).fail > 0 ? EXIT_CODES.VALIDATION : EXIT_CODES.OK
}

async function findingsFor(terminal: Terminal): Promise<readonly Finding[]> {
  const first = [...(await tried(() => gitHere(terminal))), ...(await tried(() => settingsFile(terminal)))]
  const settings = await triedValue(() => readSettings(terminal))
  if (settings.value === undefined) return [...first, ...settings.findings]
  const { value } = settings
  return [
    ...first,
    ...(await tried(() => ghHere(terminal, value))),
    ...(await tried(() => storeFindings(terminal, value))),
  ]
}

/** A probe that breaks down is one line among the others. */
async function tried(
  probe: () => Promise<readonly Finding[]> | readonly Finding[],
): Promise<readonly Finding[]> {
  const { value, findings } = await triedValue(probe)
  return value ?? findings
}

async function triedValue<Value>(
  probe: () => Promise<Value> | Value,
): Promise<{ readonly value?: Value; readonly findings: readonly Finding[] }> {
  try {
    return { value: await probe(), findings: [] }
  } catch (error) {
    return { findings: [withoutDoctor(failureOf(error))] }
  }
}

/** Whoever reads this has run it already. */
function withoutDoctor(failure: Failure): Diagnostic {
  const finding = diagnosticOf(failure)
  if (failure.code !== 'HANDOFF_STORE_FAILED') return finding
  return { ...finding, hint: 'Mend what it says, or name another store with `dotclaude handoff config`.' }
}

function gitHere({ cwd }: Terminal): readonly Finding[] {
  const run = runGit(cwd, ['--version'])
  if (!run.ok) return [diagnose('ENV_GIT_MISSING', {})]
  return [`${run.stdout.toString('utf8').trim()} is here`]
}

const BYTES_PER_KILOBYTE = 1_000
const OTHERS = 0o077
const PERMISSION_BITS = 0o777

function settingsFile(terminal: Terminal): readonly Finding[] {
  const path = settingsPath(terminal)
  const mode = statSync(path, { throwIfNoEntry: false })?.mode
  if (mode === undefined) return ['there is no settings file, so the environment alone decides']
  if ((mode & OTHERS) === 0 || process.platform === 'win32') return [`${path} is for you alone`]
  return [diagnose('HANDOFF_SETTINGS_OPEN', {}, { path, mode: (mode & PERMISSION_BITS).toString(8) })]
}

async function ghHere(terminal: Terminal, { timeoutMs }: Settings): Promise<readonly Finding[]> {
  const isIn = await isGhLoggedIn({ place: terminal, timeoutMs })
  return [isIn ? 'gh is logged in' : 'gh is not installed or not logged in']
}

async function storeFindings(terminal: Terminal, settings: Settings): Promise<readonly Finding[]> {
  const store = await findStore({ place: terminal, settings, now: terminal.now })
  // Sessions of this machine can be shown without one.
  if (store === undefined) return [diagnose('HANDOFF_STORE_MISSING', {}, {}, { severity: 'warning' })]
  return [
    `handoffs go to ${store.address}`,
    ...(await tried(() => reached(store))),
    ...(await tried(() => privacyOf(store))),
    ...keptFindings(terminal, store, settings),
    ...keyFindings(settings),
  ]
}

/** What was fetched of a repository stays on this machine, up to a limit. */
function keptFindings(terminal: Terminal, { kind }: Store, { repo }: Settings): readonly Finding[] {
  if (kind !== 'git' || repo === undefined) return []
  const folder = keptFolder(terminal, repo)
  const kilobytes = Math.ceil(bytesIn(folder) / BYTES_PER_KILOBYTE)
  return [`${folder} keeps ${kilobytes} kB of what was fetched; \`handoff prune\` empties it`]
}

/** Whether what is pushed is encrypted, and whether what was encrypted can be opened. */
function keyFindings({ recipients, identity }: Settings): readonly Finding[] {
  if (recipients.length === 0 && identity === undefined) return []
  const sealed =
    recipients.length === 0
      ? 'handoffs are not encrypted'
      : `handoffs are encrypted for ${recipients.length} recipient(s)`
  if (identity === undefined || statSync(identity, { throwIfNoEntry: false })?.isFile() === true)
    return [sealed]
  return [
    sealed,
    diagnose(
      'HANDOFF_SETTING_INVALID',
      {},
      { setting: 'identity', detail: `names ${identity}, which is not there` },
    ),
  ]
}

async function reached(store: Store): Promise<readonly Finding[]> {
  if (store.kind === 'folder' && canBeMade(store.address))
    return ['it is not there yet; the first `handoff push` makes it']
  const { length } = await store.list()
  return [`it answers, and holds ${length} handoff${length === 1 ? '' : 's'}`]
}

/** A push makes it with the folders above it. Where it cannot, the store itself says why. */
function canBeMade(folder: string): boolean {
  const above = dirname(folder)
  if (isThere(folder)) return false
  if (!isThere(above)) return above !== folder && canBeMade(above)
  try {
    accessSync(above, constants.W_OK)
    return statSync(above).isDirectory()
  } catch {
    return false
  }
}

function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    // Below a file nothing is, and a folder that cannot be entered may hold anything.
    return false
  }
}

async function privacyOf(store: Store): Promise<readonly Finding[]> {
  const privacy = await store.privacy()
  if (privacy === 'private') return ['it is private']
  if (privacy === 'shared')
    return ['it is on this machine, and other users of it can read it: `chmod 700` keeps it yours']
  if (privacy === 'public') return [diagnose('HANDOFF_STORE_PUBLIC', {}, { store: store.address })]
  return [diagnose('HANDOFF_STORE_UNCHECKED', {}, { store: store.address }, { severity: 'warning' })]
}
