// Whether a version of Node is one that this program runs on, and which one a hook would get. The floor is that of
// package.json.
import { spawnSync } from 'node:child_process'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Environment } from '../terminal.ts'
import type { Finding } from './probe.ts'
import type { RegisteredHook } from './registered-hooks.ts'

const NODE_FLOOR = [20, 19] as const

export function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isFit = major > NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor >= NODE_FLOOR[1])
  const needed = NODE_FLOOR.join('.')
  return isFit ? `Node ${version} (>=${needed} required)` : diagnose('ENV_NODE_OLD', {}, { version, needed })
}

const TIMEOUT_MS = 15_000

/**
 * The agent's PATH may lead to another Node than the one that runs here, and a version manager's stand-in picks one by the
 * folder that it is started in.
 */
export function unfitNode(
  guards: readonly RegisteredHook[],
  root: string,
  env: Environment,
): Diagnostic | undefined {
  if (!guards.some(({ command }) => /^node(?:\.exe)?(?:\s|$)/.test(command))) return undefined
  const run = spawnSync('node', ['--version'], {
    cwd: root,
    env: { ...env },
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    windowsHide: true,
  })
  const found = /^v(\d+\.\d+\.\d+)/.exec(run.stdout)?.[1]
  if (found === undefined) {
    const [said = ''] = run.stderr.trim().split('\n')
    const detail = said === '' ? (run.error?.message ?? `it ended with ${run.status}`) : said
    return diagnose('ENV_HOOK_PROGRAM_BROKEN', {}, { program: 'node', detail })
  }
  const finding = judgeNode(found)
  return typeof finding === 'string' ? undefined : finding
}
