// `spec run`: the acceptance commands of the specs that were named, their outcomes, and the evidence that is kept.
import { join } from 'node:path'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { flagValue, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import { painter } from '../terminal.ts'
import type { Paint, Terminal } from '../terminal.ts'
import { writeTextFile } from '../write-file.ts'
import { evidencePath, evidenceText, mergeEvidence, readEvidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { readSpecs, specNamed } from './read-specs.ts'
import { runAcceptance } from './run-acceptance.ts'
import type { AcceptanceOutcome } from './run-acceptance.ts'
import type { SpecSummary } from './spec-summary.ts'
import { workTreeName } from './work-tree-name.ts'

const SECONDS_USUAL = 600
const SECONDS_MAX = 86_400

export async function runSpecs(call: Call, terminal: Terminal): Promise<number> {
  const timeoutMs = timeoutOf(call)
  const { snapshot, specs } = readSpecs(call, terminal)
  const chosen = chosenSpecs(call, specs)
  if (hasFlag(call, 'dry-run')) return showCommands(chosen, call, terminal)
  const tree = workTreeName(snapshot.root, terminal.env)
  const runs: { readonly id: string; readonly evidence: readonly Evidence[] }[] = []
  for (const spec of chosen) {
    const evidence = await runSpec(spec, { snapshot, tree, timeoutMs }, call, terminal)
    if (!hasFlag(call, 'no-record')) record(spec, snapshot, evidence)
    runs.push({ id: spec.id, evidence })
  }
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ tree, specs: runs }))
  const isGreen = runs.every(({ evidence }) => evidence.every(succeeded))
  return isGreen ? EXIT_CODES.OK : EXIT_CODES.VALIDATION
}

function timeoutOf(call: Call): number {
  const given = flagValue(call, 'timeout')
  const seconds = given === undefined ? SECONDS_USUAL : Number(given)
  if (seconds > 0 && seconds <= SECONDS_MAX) return seconds * 1_000
  const detail = `takes seconds up to ${SECONDS_MAX}, and was given ${given}`
  throw new Failure('USAGE_FLAG_VALUE', { flag: '--timeout', detail })
}

/** Running everything by accident could be slow, or worse; so it takes a word. */
function chosenSpecs(call: Call, specs: readonly SpecSummary[]): readonly SpecSummary[] {
  if (call.args.length > 0) return [...new Set(call.args)].map((id) => specNamed(specs, id))
  if (!hasFlag(call, 'all'))
    throw new Failure('USAGE_MISSING_POSITIONAL', {
      command: call.command,
      argument: 'the id of a spec, or --all',
    })
  return specs.filter(({ status }) => ['implementing', 'done'].includes(status))
}

function showCommands(specs: readonly SpecSummary[], call: Call, terminal: Terminal): number {
  const rows = specs.map(({ id, acceptanceCommands }) => ({ id, commands: acceptanceCommands }))
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ specs: rows }))
  else
    for (const { id, commands } of rows)
      terminal.writeResult(commands.map((command) => `${id}: ${visibleText(command)}\n`).join(''))
  return EXIT_CODES.OK
}

interface Bounds {
  readonly snapshot: Snapshot
  readonly tree: string
  readonly timeoutMs: number
}

async function runSpec(
  spec: SpecSummary,
  { snapshot, tree, timeoutMs }: Bounds,
  call: Call,
  terminal: Terminal,
): Promise<readonly Evidence[]> {
  const { env, now } = terminal
  const evidence: Evidence[] = []
  for (const command of spec.acceptanceCommands) {
    const outcome = await runAcceptance({ root: snapshot.root, command, timeoutMs, tree, env, now })
    report(spec, outcome, call, terminal)
    evidence.push(outcome.evidence)
  }
  return evidence
}

function succeeded({ exitCode }: Evidence): boolean {
  return exitCode === 0
}

/** What failed shows its output; with `--verbose` everything does. */
function report(
  spec: SpecSummary,
  { evidence, output }: AcceptanceOutcome,
  call: Call,
  terminal: Terminal,
): void {
  const isJson = hasFlag(call, 'json')
  const paint = painter(terminal.hasColor && !isJson && !hasFlag(call, 'no-color'))
  const write = isJson ? terminal.writeRemark : terminal.writeResult
  write(outcomeLine(spec, evidence, paint))
  if (output !== '' && (!succeeded(evidence) || hasFlag(call, 'verbose')))
    write(output.endsWith('\n') ? output : `${output}\n`)
}

function outcomeLine({ id }: SpecSummary, evidence: Evidence, paint: Paint): string {
  const { command, exitCode, timedOut, durationMs } = evidence
  const glyph = succeeded(evidence) ? paint('green', '✓') : paint('red', '✗')
  const seconds = `${(durationMs / 1_000).toFixed(1)} s`
  const end = timedOut
    ? 'stopped at the time limit'
    : exitCode === null
      ? 'ended by a signal'
      : `exit ${exitCode}`
  return `  ${glyph} ${id}: ${visibleText(command)} (${end}, ${seconds})\n`
}

function record(spec: SpecSummary, snapshot: Snapshot, now: readonly Evidence[]): void {
  const path = evidencePath(spec.id)
  const runs = mergeEvidence(spec.acceptanceCommands, readEvidence(snapshot.json(path)), now)
  writeTextFile(join(snapshot.root, path), evidenceText(runs))
}
