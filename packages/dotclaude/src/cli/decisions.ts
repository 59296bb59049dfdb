// What the repository decided about its diagnostics, read from where it stands: the configuration, comments, and the
// baseline's file.
import { parseBaseline } from '../diagnostics/baseline.ts'
import type { Code } from '../diagnostics/code-table.ts'
import { Failure } from '../diagnostics/failure.ts'
import type { CheckResult } from '../diagnostics/report.ts'
import type { Decisions } from '../diagnostics/settle.ts'
import { anyPathMatches } from '../repo/glob.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import { flagValue } from './command.ts'
import type { Call } from './command.ts'
import { readConfig } from './config.ts'

const USUAL_BASELINE = '.claude/dotclaude-baseline.json'
const MAY_HOLD_COMMENTS = /\.(md|mdc|jsonc?|ya?ml|toml|[cm]?[jt]s|sh|py)$/

export function readDecisions(
  snapshot: Snapshot,
  call: Call,
  results: readonly CheckResult[],
  isJudged: (code: Code) => boolean,
): Decisions {
  const { levels, suppressions: entries } = readConfig(snapshot)
  const matches = (glob: string, file: string): boolean => anyPathMatches(glob, [file])
  const texts = textsOf(snapshot, results)
  return { levels, suppressions: { texts, entries, matches, isJudged }, ...readBaseline(snapshot, call) }
}

/** Relative to the repository, whether it is there or not. */
export function baselinePath(snapshot: Snapshot, call: Call): string {
  return flagValue(call, 'baseline') ?? readConfig(snapshot).baseline ?? USUAL_BASELINE
}

function readBaseline(snapshot: Snapshot, call: Call): Pick<Decisions, 'baseline'> {
  const file = baselinePath(snapshot, call)
  const text = snapshot.text(file)
  if (text !== undefined)
    return {
      baseline: { content: parseBaseline(text), where: { file }, textOf: (path) => snapshot.text(path) },
    }
  // A baseline that is named and absent would let everything pass for new, and nobody would know why.
  if (file === USUAL_BASELINE && flagValue(call, 'baseline') === undefined) return {}
  throw new Failure('CONFIG_INVALID', { detail: `the baseline ${file} does not exist` })
}

/** Where a comment may stand: the agent's files, and whatever something is wrong with. Reading all would cost seconds. */
function textsOf(snapshot: Snapshot, results: readonly CheckResult[]): ReadonlyMap<string, string> {
  const found = results.flatMap(({ diagnostics }) => diagnostics.map(({ where }) => where.file))
  const agentFiles = snapshot.under('.claude').filter((path) => MAY_HOLD_COMMENTS.test(path))
  const pages = snapshot.files.filter((path) => !path.includes('/') && path.endsWith('.md'))
  const paths = new Set([...found.filter((file) => file !== undefined), ...agentFiles, ...pages])
  const texts = [...paths].map((path) => [path, snapshot.text(path)] as const)
  return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
