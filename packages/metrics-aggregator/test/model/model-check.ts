/**
 * The model of `check` (merge-semantics §9): one body read leniently, every refused line and every violation.
 */
import type { Escaping, ExpositionFormat } from '../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import type { RefusalCode, ViolationCode } from '../../src/exposition/report.ts'
import { textOfBytes } from './byte-text.ts'
import { escapeFamilies } from './escape-families.ts'
import { collectFamilies } from './members.ts'
import { findNameClashes } from './name-clash.ts'
import { findRuleViolations, findUnfitName } from './openmetrics-rules.ts'
import { readTarget } from './read-target.ts'
import { repairGroups } from './sample-groups.ts'
import type { TargetFamily, Violation } from './target-family.ts'

export interface ModelFinding {
  readonly code: RefusalCode | ViolationCode
  readonly line: number
}

const UNREPORTED_IN_TEXT: ReadonlySet<string> = new Set([
  'SERIES_INTERLEAVED',
  'TIMESTAMPS_MIXED',
  'TIMESTAMP_BACKWARDS',
])

/** In order of line, then code; each finding once. */
export function modelCheck(
  body: Uint8Array,
  format: ExpositionFormat,
  escaping: Escaping = 'allow-utf-8',
): readonly ModelFinding[] {
  const reading = readTarget(textOfBytes(body), {
    format,
    framing: 'complete',
    validation: 'lenient',
    limits: DEFAULT_MERGE_OPTIONS.limits,
    injection: { labels: [], onCollision: 'rename' },
    escaping,
  })
  const refusals = [...reading.forgiven, ...(reading.refusal ? [reading.refusal] : [])]
  const violations = [...reading.violations, ...findFamilyViolations(reading.families, format, escaping)]
  const reported = violations.filter(
    (violation) => format === 'openmetrics' || !UNREPORTED_IN_TEXT.has(violation.code),
  )
  return sortFindings([...refusals, ...reported])
}

function findFamilyViolations(
  families: readonly TargetFamily[],
  format: ExpositionFormat,
  escaping: Escaping,
): readonly Violation[] {
  const escaped = escapeFamilies(families, format, escaping)
  const ofFamilies = escaped.flatMap((family) => {
    const subject = { name: family.name, type: family.type, format }
    const repair = repairGroups(family.samples, subject)
    // A name is wrong by itself, whatever a repair would do with its sample.
    const unfit = family.samples.flatMap((sample) => findUnfitName(sample, subject))
    return [...unfit, ...repair.violations, ...findRuleViolations(repair.kept, subject)]
  })
  return [...ofFamilies, ...findClashViolations(families, format), ...findCollisions(escaped)]
}

/** A collision stands at the first line of the family that began later. */
function findCollisions(families: readonly TargetFamily[]): readonly Violation[] {
  const isSecond = (family: TargetFamily): boolean =>
    families.find((other) => other.name === family.name) !== family
  return families.filter(isSecond).map(({ firstLine }) => ({ code: 'NAME_COLLISION', line: firstLine }))
}

/** A clash stands at the first line of the family that began later. */
function findClashViolations(
  families: readonly TargetFamily[],
  format: ExpositionFormat,
): readonly Violation[] {
  const members = families.map((family) => ({ ...family, target: 0, isMade: false, otherHelps: [] }))
  return findNameClashes(collectFamilies(members), format).map((pair) => ({
    code: 'NAME_CLASH',
    line: Math.max(...pair.map((family) => family.members[0]!.firstLine)),
  }))
}

function sortFindings(findings: readonly ModelFinding[]): readonly ModelFinding[] {
  const unique = new Map(findings.map(({ code, line }) => [`${line} ${code}`, { code, line }]))
  return [...unique.values()].toSorted((a, b) => a.line - b.line || (a.code < b.code ? -1 : 1))
}
