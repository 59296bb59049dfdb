// Where a report goes: `--format NAME` prints it, `--format NAME:FILE` writes it, several may be asked for at once. On
// standard output there is at most one document; what is for people then goes to standard error.
import { resolve } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { FORMATS } from '../diagnostics/format/formats.ts'
import type { FormatName } from '../diagnostics/format/formats.ts'
import { formatHuman } from '../diagnostics/format/human.ts'
import { formatMarkdown } from '../diagnostics/format/markdown.ts'
import { diagnosticsOf } from '../diagnostics/report.ts'
import type { Report } from '../diagnostics/report.ts'
import { flagValues, hasFlag } from './command.ts'
import type { Call } from './command.ts'
import type { Environment, Terminal } from './terminal.ts'
import { writeTextFile } from './write-file.ts'

export interface Output {
  readonly format: FormatName
  /** As it was given; absent for the terminal. */
  readonly file?: string
}

/** Lines among other lines: they may share a stream. Anything else is a document and needs it alone. */
const LINE_FORMATS: ReadonlySet<FormatName> = new Set<FormatName>(['human', 'github'])

/** Throws before anything has been done if the outputs would spoil each other. */
export function outputsOf(call: Call, env: Environment): readonly Output[] {
  const named = flagValues(call, 'format').map(outputOf)
  const outputs: readonly Output[] = hasFlag(call, 'json') ? [...named, { format: 'json' }] : named
  if (documentsIn(outputs).length > 1)
    throw new Failure('USAGE_FLAG_VALUE', {
      flag: '--format',
      detail: `can print one document, not ${documentsIn(outputs).join(' and ')}; write the others to files with NAME:FILE`,
    })
  const isSilent = outputs.every(({ file }) => file !== undefined)
  return isSilent ? [...outputs, ...usualOutputs(env)] : outputs
}

function outputOf(value: string): Output {
  const colon = value.indexOf(':')
  const format = (colon === -1 ? value : value.slice(0, colon)) as FormatName
  const file = colon === -1 ? '' : value.slice(colon + 1)
  if (colon !== -1 && file === '')
    throw new Failure('USAGE_FLAG_VALUE', { flag: '--format', detail: `${value} names no file` })
  return file === '' ? { format } : { format, file }
}

function documentsIn(outputs: readonly Output[]): readonly FormatName[] {
  const printed = outputs.filter(({ file }) => file === undefined).map(({ format }) => format)
  return [...new Set(printed)].filter((format) => !LINE_FORMATS.has(format))
}

/** On GitHub the log alone would not be seen where the change is reviewed. */
function usualOutputs(env: Environment): readonly Output[] {
  return env['GITHUB_ACTIONS'] === 'true'
    ? [{ format: 'human' }, { format: 'github' }]
    : [{ format: 'human' }]
}

export function writeReport(
  report: Report,
  outputs: readonly Output[],
  call: Call,
  terminal: Terminal,
): void {
  const hasDocument = documentsIn(outputs).length > 0
  // A file that cannot be written ends the command, so what is printed comes first.
  for (const { format, file } of outputs.toSorted((a, b) => fileRank(a) - fileRank(b))) {
    if (file !== undefined) writeTextFile(resolve(terminal.cwd, file), FORMATS[format](report))
    else if (hasDocument && LINE_FORMATS.has(format))
      terminal.writeRemark(textOf(report, format, false, call))
    else terminal.writeResult(textOf(report, format, terminal.hasColor, call))
  }
  if (outputs.some(({ format }) => format === 'github')) addSummary(report, terminal.env)
}

function fileRank({ file }: Output): number {
  return file === undefined ? 0 : 1
}

function textOf(report: Report, format: FormatName, hasColor: boolean, call: Call): string {
  if (format !== 'human') return FORMATS[format](report)
  const color = hasColor && !hasFlag(call, 'no-color')
  return formatHuman(report, { color, verbose: hasFlag(call, 'verbose') })
}

/** The annotations refer to the summary for what exceeds their limit. */
function addSummary(report: Report, env: Environment): void {
  const path = env['GITHUB_STEP_SUMMARY']
  if (path === undefined || path === '' || diagnosticsOf(report).length === 0) return
  writeTextFile(path, formatMarkdown(report), { mode: 'append' })
}
