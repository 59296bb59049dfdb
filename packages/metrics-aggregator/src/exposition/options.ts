/**
 * What a merge can be told: the identity of each target and the policies of merge-semantics.md, with their
 * defaults. Values are checked where they enter the program (`config/`), not here.
 */
import type { Escaping } from './formats.ts'

export type OnCollision = 'rename' | 'keep' | 'overwrite' | 'drop_series' | 'fail_target'
export type OnTypeConflict = 'untyped' | 'first_wins' | 'drop_later'
export type Validation = 'strict' | 'lenient'

export interface TargetIdentity {
  /** Value of the origin label; unique among the targets of one merge. */
  readonly name: string
  /** Extra labels for every series of this target, injected after the origin label, in this order. */
  readonly labels?: Readonly<Record<string, string>>
  readonly validation?: Validation
}

export interface MergeOptions {
  readonly labelName: string
  readonly onCollision: OnCollision
  readonly onTypeConflict: OnTypeConflict
  readonly created: 'keep' | 'drop'
  readonly targetInfo: 'keep' | 'drop'
  readonly emptyFamilies: 'keep' | 'drop'
  /** `auto` drops only where `onCollision` can make two targets expose the same series. */
  readonly duplicates: 'auto' | 'forward' | 'drop'
  /** Absent where nobody asked for one: names are escaped by `underscores`, and the Content-Type does not say so. */
  readonly escaping?: Escaping
  readonly limits: MergeLimits
}

export interface MergeLimits {
  /** Longest line in bytes, LF not counted. */
  readonly lineBytesMax: number
  /** Most labels that one series may have. */
  readonly labelsMax: number
  /** Most samples of one target; 0 means no limit. */
  readonly samplesMax: number
  /** Most canonical bytes of one target, each of its families counting 512 more; 0 means no limit. */
  readonly targetBytesMax: number
  /** Most canonical bytes of all targets together; 0 means no limit. */
  readonly pageBytesMax: number
}

export const DEFAULT_MERGE_OPTIONS: MergeOptions = {
  labelName: 'origin_container',
  onCollision: 'rename',
  onTypeConflict: 'untyped',
  created: 'keep',
  targetInfo: 'keep',
  emptyFamilies: 'keep',
  duplicates: 'auto',
  limits: { lineBytesMax: 65_536, labelsMax: 128, samplesMax: 0, targetBytesMax: 0, pageBytesMax: 0 },
}
