/** The command `check`: a strict report on expositions, each finding with its place, code and advice. */
import { checkExposition } from '../exposition/check-exposition.ts'
import type { ExpositionFinding } from '../exposition/check-exposition.ts'
import type { Escaping, ExpositionFormat } from '../exposition/formats.ts'
import { CODES } from '../errors/codes.ts'
import { Failure, describe } from '../errors/failure.ts'
import { amount } from './amount.ts'
import type { Call, Command } from './command.ts'
import { escapingFlag, readEscaping } from './escaping-flag.ts'
import { EXIT } from './exit-code.ts'
import type { ExitCode } from './exit-code.ts'
import { findingDocument, findingLines, jsonDocument } from './finding-lines.ts'
import { formatFlag, readFormat } from './format-flag.ts'
import { placeOf } from './place.ts'
import { acceptFor, readSource } from './read-source.ts'
import type { Paint, Terminal } from './terminal.ts'

export const check: Command = {
  name: 'check',
  argumentsUsage: 'FILE|URL…',
  summary: 'report what is wrong with expositions, strictly',
  description: [
    'Reads files, http, https and unix URLs, or standard input as "-". Errors break the rules of the format,',
    'warnings those of stricter readers. Exit code 1 if there are findings; at most a thousand are shown for each.',
    'The format comes from Content-Type for URLs and from the content for files.',
  ],
  flags: [
    formatFlag('read everything as this format'),
    escapingFlag('find what goes wrong when names are escaped like this'),
  ],
  examples: [
    {
      line: 'metrics-aggregator check http://127.0.0.1:8080/metrics',
      does: 'check what a container exposes',
    },
    { line: 'metrics-aggregator check --json metrics.txt', does: 'check a file, for a program to read' },
    { line: 'curl -s 127.0.0.1:8080/metrics | metrics-aggregator check -', does: 'check standard input' },
  ],
  run: runCheck,
}

/** What became of one source. */
type Outcome = { readonly source: string } & (
  | { readonly format: ExpositionFormat; readonly findings: readonly ExpositionFinding[] }
  | { readonly failure: Failure }
)

async function runCheck(call: Call, terminal: Terminal): Promise<ExitCode> {
  const wish = { format: readFormat(call), escaping: readEscaping(call) }
  const outcomes: Outcome[] = []
  for (const source of call.positionals) outcomes.push(await checkSource(source, wish, terminal))
  if (call.isJson) terminal.writeResult(documentOf(outcomes))
  else for (const line of linesOf(outcomes, call.paint)) terminal.writeResult(line)
  for (const outcome of outcomes) {
    if ('failure' in outcome) terminal.writeRemark(findingLines(outcome.failure, call.paint))
  }
  terminal.writeRemark(`${summaryOf(outcomes)}\n`)
  return exitCodeOf(outcomes)
}

interface Wish {
  readonly format: ExpositionFormat | undefined
  readonly escaping: Escaping | undefined
}

async function checkSource(source: string, wish: Wish, terminal: Terminal): Promise<Outcome> {
  try {
    const { body, format } = await readSource(source, wish.format, terminal, acceptFor(wish.format))
    return { source, format, findings: checkExposition(body, format, undefined, wish.escaping) }
  } catch (error) {
    // One source that cannot be read does not spare the others their report.
    if (error instanceof Failure) return { source, failure: error }
    throw error
  }
}

function exitCodeOf(outcomes: readonly Outcome[]): ExitCode {
  if (outcomes.some((outcome) => 'failure' in outcome)) return EXIT.failed
  return countFindings(outcomes) === 0 ? EXIT.ok : EXIT.findings
}

function countFindings(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, outcome) => sum + ('findings' in outcome ? outcome.findings.length : 0), 0)
}

function summaryOf(outcomes: readonly Outcome[]): string {
  const checked = outcomes.filter((outcome) => 'findings' in outcome).length
  const findings = countFindings(outcomes)
  return `${amount(findings, 'finding', 'findings')} in ${amount(checked, 'exposition', 'expositions')}`
}

/** The advice stands under the first finding of its code only: a page can have the same fault a thousand times. */
function linesOf(outcomes: readonly Outcome[], paint: Paint): string[] {
  const advised = new Set<string>()
  return outcomes.flatMap((outcome) => {
    if ('failure' in outcome) return []
    return outcome.findings.map((finding) => {
      const { code, severity, excerpt } = finding
      const hint = advised.has(code) ? '' : `  ${CODES[code].hint}\n`
      advised.add(code)
      const place = placeOf(outcome.source, finding)
      return `${place}: ${paint(severity, severity)} ${code} ${describe(code, finding)}\n${excerpt === '' ? '' : `  | ${excerpt}\n`}${hint}`
    })
  })
}

function documentOf(outcomes: readonly Outcome[]): string {
  const expositions = outcomes.map((outcome) => {
    const { source } = outcome
    if ('failure' in outcome) return { source, error: findingDocument(outcome.failure) }
    const findings = outcome.findings.map((finding) => ({
      ...finding,
      text: describe(finding.code, finding),
      hint: CODES[finding.code].hint,
    }))
    return { source, format: outcome.format, findings }
  })
  return jsonDocument({ findings: countFindings(outcomes), expositions })
}
