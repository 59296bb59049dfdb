// What `guard explain` prints: the verdict first, then how the command line was understood.
import { resolve } from 'node:path'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { judgeOnly } from '../../guard-store/guard-session.ts'
import type { Invocation, Shell, Verdict, Write } from '../../guard/verdict.ts'
import { flagValue, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import { painter } from '../terminal.ts'
import type { Terminal } from '../terminal.ts'

export function explainCommand(call: Call, terminal: Terminal, shell: string | undefined): number {
  const { env, home, now } = terminal
  const cwd = resolve(terminal.cwd, flagValue(call, 'repo-root') ?? '.')
  const [command = ''] = call.args
  const verdict = judgeOnly({ command, shell: shellOf(shell), cwd, env, home, now: now() })
  terminal.writeResult(
    hasFlag(call, 'json') ? jsonDocument({ command, ...verdict }) : textOf(verdict, terminal),
  )
  return verdict.decision === 'deny' ? EXIT_CODES.VALIDATION : EXIT_CODES.OK
}

function shellOf(shell: string | undefined): Shell {
  if (shell === undefined || shell === 'bash' || shell === 'powershell') return shell ?? 'bash'
  throw new Failure('USAGE_FLAG_VALUE', { flag: '--shell', detail: 'takes bash or powershell' })
}

function textOf(verdict: Verdict, { hasColor }: Terminal): string {
  const paint = painter(hasColor)
  const { decision, rule, reason, next, invocations, writes, isLossy } = verdict
  const head = paint(
    decision === 'deny' ? 'red' : 'bold',
    rule === undefined ? decision : `${decision}  ${rule}`,
  )
  return [
    head,
    ...(reason === undefined ? [] : [reason]),
    ...(next === undefined ? [] : [`Next: ${next}`]),
    ...(isLossy ? ['It can lose work, so the work tree is saved before it runs.'] : []),
    ...section('Starts', invocations.map(invocationText)),
    ...section('Writes', writes.map(writeText)),
    '',
  ].join('\n')
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...[...new Set(lines)].map((line) => `  ${line}`)]
}

function invocationText({ program, args, via, folder }: Invocation): string {
  const words = [program, ...args].map((word) =>
    /^[\w@%+=:,./…~^*?-]+$/.test(word) ? word : JSON.stringify(word),
  )
  const path = via.length === 0 ? '' : `  through ${via.join(' > ')}`
  return `${words.join(' ')}${path}  in ${folder ?? 'a folder that only the run knows'}`
}

function writeText({ path, isTree, certainty, by }: Write): string {
  const where = path === undefined ? 'files that only the run knows' : `${path}${isTree ? ' and below' : ''}`
  return `${where}  by ${by}${certainty === 'possible' ? ', perhaps' : ''}`
}
