// The package as npm installs it for the whole machine: which version is the newest, and getting it. Only a command that
// says so talks to the registry.
import { spawnSync } from 'node:child_process'
import { platform } from 'node:os'
import { Failure } from '../diagnostics/failure.ts'

const PACKAGE = '@dotclaude/dotclaude'
const TIMEOUT_MS = 300_000

type Environment = Readonly<Record<string, string | undefined>>

/** A Failure where npm cannot tell. */
export function newestVersion(env: Environment): string {
  const version = run('npm', ['view', PACKAGE, 'version'], env).trim()
  if (/^\d+\.\d+\.\d+/.test(version)) return version
  throw new Failure('ENV_NPM_FAILED', { command: 'npm view', detail: 'it printed no version' })
}

/** The new program installs its own library, because this one still is the old one. */
export function updatePackage(version: string, env: Environment): void {
  run('npm', ['install', '--global', `${PACKAGE}@${version}`], env)
  run('dotclaude', ['bootstrap'], env)
}

function run(program: string, args: readonly string[], env: Environment): string {
  const { status, stdout, stderr, error } = spawnSync(program, [...args], {
    env,
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    windowsHide: true,
    // There npm is a script, which only a shell starts; no argument of ours means anything to one.
    shell: platform() === 'win32',
  })
  if (status === 0) return stdout
  const detail = reasonIn(stderr ?? '') ?? error?.message ?? `it ended with ${status}`
  throw new Failure('ENV_NPM_FAILED', { command: `${program} ${args[0] ?? ''}`, detail })
}

/** npm says its code first, then the reason in words, and at last where its log lies. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (?:error|ERR!)/, '').trim())
  return lines.find(
    (line) => line !== '' && !/^(?:npm \w+ |(?:code|errno|syscall)\b|A complete log|Log files)/.test(line),
  )
}
