// Is the hook file the one of this version, and is the policy that it asks switched on?
import { HOOK_PLACE } from '../../agents/registration.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { version } from '../../diagnostics/version.ts'
import { HOOK_TEXT } from '../../install/hook-file.generated.ts'
import { readPolicy } from '../../policy/policy.ts'
import { CONFIG_FILE } from '../../validate/config/config-file.ts'
import type { DoctorContext, Finding } from './probe.ts'

/** An absent file is said where it is registered; without a registration nobody misses it. */
export function probeHookFile({ snapshot }: DoctorContext): readonly Finding[] {
  const text = snapshot.text(HOOK_PLACE)?.replaceAll('\r\n', '\n')
  if (text === undefined) return []
  if (text === HOOK_TEXT) return [`the hook file is that of version ${version}`]
  const [, found = 'unknown'] = /^\/\/ The hook of dotclaude (\S+):/m.exec(text) ?? []
  const isOurs = text.includes('`dotclaude init`')
  if (isOurs && found !== version)
    return [diagnose('ENV_HOOK_OUTDATED', { file: HOOK_PLACE }, { found, version })]
  return [diagnose('ENV_HOOK_MODIFIED', { file: HOOK_PLACE })]
}

export function probePolicy({ snapshot }: DoctorContext): readonly Finding[] {
  const { protection, sessionMode } = readPolicy(snapshot)
  if (protection.kind !== 'known') return []
  if (sessionMode === 'off') return [diagnose('ENV_POLICY_OFF', { file: CONFIG_FILE })]
  return [`protected paths are looked at in the session (${sessionMode})`]
}
