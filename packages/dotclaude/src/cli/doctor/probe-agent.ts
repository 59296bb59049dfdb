// Is Claude Code here, and new enough for the project's settings? Most machines of CI have none, which is fine.
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import type { Environment } from '../terminal.ts'
import { judgeAgent } from './judge-agent.ts'
import type { DoctorContext, Finding } from './probe.ts'

const SETTINGS = '.claude/settings.json'
const TIMEOUT_MS = 15_000

export function probeAgent({ snapshot, terminal }: DoctorContext): readonly Finding[] {
  const version = versionOf(terminal.env)
  if (version === undefined) return []
  const findings = judgeAgent(version, SETTINGS, snapshot.json(SETTINGS)?.value)
  return findings.length > 0 ? findings : [`Claude Code ${version} knows what the settings use`]
}

/** `undefined` where it is not on PATH, or says nothing that looks like a version. */
function versionOf(env: Environment): string | undefined {
  const run = spawnSync('claude', ['--version'], {
    // Nothing that the repository brings may have a say in what is started.
    cwd: tmpdir(),
    env: { ...env },
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    // On Windows it is a script, which only a shell finds.
    shell: process.platform === 'win32',
    windowsHide: true,
  })
  return run.status === 0 ? /\d+\.\d+\.\d+/.exec(run.stdout)?.[0] : undefined
}
