/**
 * The same merge through the model and through the engine, as values that must be equal: verdicts by code and line,
 * the page's bytes, counters, events, and what `check` finds in each body. Columns, excerpts and the counters of
 * refused targets (which depend on how much was read) are left aside.
 */
import { isDeepStrictEqual } from 'node:util'
import { checkExposition } from '../../src/exposition/check-exposition.ts'
import type { Escaping, ExpositionFormat, FormatVersion } from '../../src/exposition/formats.ts'
import type { FamilyEvent, TargetReport } from '../../src/exposition/report.ts'
import { textOfBytes } from './byte-text.ts'
import type { MergeCase } from './generate.ts'
import { modelCheck } from './model-check.ts'
import { modelMerge } from './model-merge.ts'
import type { ModelPage } from './model-merge.ts'
import { checkMessages } from './protobuf/check-messages.ts'
import { pageTree } from './protobuf/page-tree.ts'
import { runEngine } from './run-engine.ts'
import type { Cuts } from './run-engine.ts'

export function modelOutcome({ inputs, options, version }: MergeCase): object {
  const checks = inputs.map(({ body, format }) =>
    findingPlaces(modelFindings(body, format, options.escaping)),
  )
  return { ...comparable(modelMerge(inputs, options, version), version), checks }
}

function modelFindings(
  body: Uint8Array,
  format: ExpositionFormat,
  escaping: Escaping | undefined,
): readonly Finding[] {
  return format === 'protobuf'
    ? checkMessages(textOfBytes(body), escaping ?? 'allow-utf-8')
    : modelCheck(body, format, escaping)
}

/** A crash is an outcome too: it differs from every page. */
export function engineOutcome(mergeCase: MergeCase, cuts: Cuts): object {
  try {
    const { escaping } = mergeCase.options
    const checks = mergeCase.inputs.map(({ body, format }) =>
      findingPlaces(checkExposition(body, format, undefined, escaping)),
    )
    return { ...comparable(runEngine(mergeCase, cuts), mergeCase.version), checks }
  } catch (crash) {
    return { crash: String(crash) }
  }
}

export function isSameOutcome(mergeCase: MergeCase, cuts: Cuts): boolean {
  return isDeepStrictEqual(engineOutcome(mergeCase, cuts), modelOutcome(mergeCase))
}

/** What of a page two ways of making it must share; of a protobuf page, if the version is told, what its readers see. */
export function comparable({ body, report }: ModelPage, version?: FormatVersion): object {
  return {
    targets: report.targets.map(comparableTarget),
    page: version === 'protobuf' ? pageTree(body) : textOfBytes(body).split('\n'),
    events: report.events.map(eventText).toSorted(),
    families: report.families,
    samples: report.samples,
  }
}

function comparableTarget({ name, refusal, counters }: TargetReport): object {
  return refusal
    ? { name, code: refusal.code, line: refusal.line, offset: refusal.offset ?? 0 }
    : { name, counters }
}

function eventText({ kind, family, targets, detail }: FamilyEvent): string {
  return JSON.stringify([kind, family, targets, detail ?? ''])
}

interface Finding {
  readonly code: string
  readonly line?: number
  readonly offset?: number
}

/** The order of findings in one place is free, and so is saying the same twice. */
function findingPlaces(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ line, offset, code }) => `${offset ?? line} ${code}`))].toSorted()
}
