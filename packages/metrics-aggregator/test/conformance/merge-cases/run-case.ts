/**
 * Takes a numbered case through a merge session, as the daemon does it, and gives the page and the report.
 */
import type { FormatVersion } from '../../../src/exposition/formats.ts'
import { MergeSession } from '../../../src/exposition/merge-session.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../../src/exposition/options.ts'
import type { MergeOptions } from '../../../src/exposition/options.ts'
import type { MergeReport } from '../../../src/exposition/report.ts'
import { bytesOf } from '../vector.ts'
import type { CaseTarget, MergeCase } from './merge-case.ts'

export interface Outcome {
  readonly page: Uint8Array
  readonly report: MergeReport
}

export function runCase(row: MergeCase): Outcome {
  const session = MergeSession.open(row.targets, optionsOf(row))
  try {
    for (const [index, target] of row.targets.entries()) feed(session, index, target)
    const { slices, report } = session.render(versionOf(row))
    return { page: new Uint8Array(Buffer.concat(slices)), report: report() }
  } finally {
    session.release()
  }
}

function versionOf({ format, targets, options }: MergeCase): FormatVersion {
  if ((format ?? targets[0]!.format) === 'openmetrics') return 'openmetrics-1.0.0'
  return options?.escaping === 'allow-utf-8' ? 'text-1.0.0' : 'text-0.0.4'
}

function optionsOf({ options }: MergeCase): MergeOptions {
  const limits = { ...DEFAULT_MERGE_OPTIONS.limits, ...options?.limits }
  return { ...DEFAULT_MERGE_OPTIONS, ...options, limits }
}

function feed(session: MergeSession, index: number, target: CaseTarget): void {
  session.begin(index, target.format)
  const refusal = session.write(index, bytesOf(target.body))
  if (target.isCut) return session.drop(index)
  if (refusal === undefined) session.end(index, target.framing ?? 'complete')
}
