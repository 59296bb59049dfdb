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

/** What somebody decided, before the baseline. */
export function readDecisions(
  snapshot: Snapshot,
  results: readonly CheckResult[],
  isJudged: (code: Code) => boolean,
): Omit<Decisions, 'baseline'> {
  const { levels, suppressions: entries } = readConfig(snapshot)
  const matches = (glob: string, file: string): boolean => anyPathMatches(glob, [file])
  return { levels, suppressions: { texts: textsOf(snapshot, results), entries, matches, isJudged } }
}

/** Relative to the repository, whether it is there or not. */
export function baselinePath(snapshot: Snapshot, call: Call): string {
  return flagValue(call, 'baseline') ?? readConfig(snapshot).baseline ?? USUAL_BASELINE
}

/** `text` is what the file says; a baseline that is named and absent would let nobody know why everything is new. */
export function readBaseline(
  snapshot: Snapshot,
  file: string,
  text: string | undefined,
): Pick<Decisions, 'baseline'> {
  if (text === undefined && file === USUAL_BASELINE) return {}
  if (text === undefined)
    throw new Failure('CONFIG_INVALID', { detail: `the baseline ${file} does not exist` })
  const textOf = (path: string): string | undefined => snapshot.text(path)
  return { baseline: { content: parseBaseline(text), where: { file }, textOf } }
}

/** Where a comment may stand: the agent's files, and whatever something is wrong with. Reading all would cost seconds. */
function textsOf(snapshot: Snapshot, results: readonly CheckResult[]): ReadonlyMap<string, string> {
  const found = results.flatMap(({ diagnostics }) => diagnostics.map(({ where }) => where.file))
  const agentFiles = snapshot.under('.claude').filter((path) => MAY_HOLD_COMMENTS.test(path))
  const pages = snapshot.files.filter((path) => !path.includes('/') && path.endsWith('.md'))
  const paths = new Set([...found.filter((file) => file !== undefined), ...agentFiles, ...pages])
  const texts = [...paths].map((path) => [path, textIfReadable(snapshot, path)] as const)
  return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** Where nobody may read there is nothing to obey; the check that needs the file says so. */
export function textIfReadable(snapshot: Snapshot, path: string): string | undefined {
  try {
    return snapshot.text(path)
  } catch {
    return undefined
  }
}
