/**
 * The library surface of metrics-aggregator: merging and checking expositions as functions of bytes. It only re-exports;
 * importing it opens no socket and starts nothing.
 */
export { version } from './config/version.ts'
export { checkExposition } from './exposition/check-exposition.ts'
export type { CheckLimits, ExpositionFinding } from './exposition/check-exposition.ts'
export type { Escaping, ExpositionFormat, FormatVersion } from './exposition/formats.ts'
export { mergeExpositions } from './exposition/merge-expositions.ts'
export type { Exposition, MergedExposition, MergeExpositionsOptions } from './exposition/merge-expositions.ts'
export type {
  MergeLimits,
  MergeOptions,
  OnCollision,
  OnTypeConflict,
  TargetIdentity,
  Validation,
} from './exposition/options.ts'
export type {
  FamilyEvent,
  FamilyEventKind,
  MergeReport,
  Refusal,
  RefusalCode,
  TargetCounters,
  TargetReport,
  ViolationCode,
} from './exposition/report.ts'
