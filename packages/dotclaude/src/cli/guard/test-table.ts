// Runs a table of commands with expected verdicts against the guard of this repository.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { judgeOnly } from '../../guard-store/guard-session.ts'
import type { Verdict } from '../../guard/verdict.ts'
import { flagValue, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import type { Terminal } from '../terminal.ts'

interface Row {
  readonly line: number
  readonly command: string
  readonly verdict: string
  readonly rule?: string
  readonly shell: 'bash' | 'powershell'
}

interface Mistake {
  readonly line: number
  readonly command: string
  readonly expected: string
  readonly got: string
}

export function testTable(call: Call, terminal: Terminal): number {
  const rows = readRows(resolve(terminal.cwd, call.args[0] ?? ''))
  const { env, home, now } = terminal
  const cwd = resolve(terminal.cwd, flagValue(call, 'repo-root') ?? '.')
  const mistakes = rows.flatMap((row) =>
    'problem' in row
      ? [{ line: row.line, command: row.text, expected: 'a row of the table', got: row.problem }]
      : judged(row, judgeOnly({ command: row.command, shell: row.shell, cwd, env, home, now: now() })),
  )
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ rows: rows.length, mistakes }))
  else
    terminal.writeResult(
      [...mistakes.map(mistakeText), `${rows.length} rows, ${mistakes.length} wrong\n`].join(''),
    )
  return mistakes.length === 0 ? EXIT_CODES.OK : EXIT_CODES.VALIDATION
}

function judged(row: Row, { decision, rule }: Verdict): readonly Mistake[] {
  const isRight = decision === row.verdict && (row.rule === undefined || row.rule === rule)
  if (isRight) return []
  const { line, command, verdict } = row
  return [
    {
      line,
      command,
      expected: [verdict, row.rule ?? ''].join(' ').trim(),
      got: [decision, rule ?? ''].join(' ').trim(),
    },
  ]
}

function mistakeText({ line, command, expected, got }: Mistake): string {
  return `line ${line}: ${command}\n  expected ${expected}, got ${got}\n`
}

type ReadRow = Row | { readonly line: number; readonly text: string; readonly problem: string }

function readRows(file: string): readonly ReadRow[] {
  return textOf(file)
    .split('\n')
    .flatMap((text, index): readonly ReadRow[] => {
      if (text.trim() === '' || text.startsWith('#')) return []
      return [readRow(text, index + 1)]
    })
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Failure('USAGE_UNKNOWN_ID', { kind: 'table', id: file }, { cause })
  }
}

function readRow(text: string, line: number): ReadRow {
  try {
    const { command, verdict, rule, shell } = JSON.parse(text) as Record<
      'command' | 'verdict' | 'rule' | 'shell',
      unknown
    >
    if (typeof command !== 'string') return { line, text, problem: 'no command' }
    if (verdict !== 'allow' && verdict !== 'warn' && verdict !== 'deny')
      return { line, text, problem: 'no verdict' }
    return {
      line,
      command,
      verdict,
      ...(typeof rule === 'string' ? { rule } : {}),
      shell: shell === 'powershell' ? 'powershell' : 'bash',
    }
  } catch {
    return { line, text, problem: 'no JSON' }
  }
}
