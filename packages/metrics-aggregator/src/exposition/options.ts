/**
 * What a merge can be told: the identity of each target and the policies of merge-semantics.md, with their
 * defaults. Values are checked where they enter the program (`config/`), not here.
 */
import type { Escaping } from './formats.ts'

export type OnCollision = 'rename' | 'keep' | 'overwrite' | 'drop_series' | 'fail_target'
export type OnTypeConflict = 'untyped' | 'first_wins' | 'drop_later'
export type Validation = 'strict' | 'lenient'

export interface FamilyFilter {
  /** Patterns of family names as they are on a text page, `*` for any characters; empty keeps all. */
  readonly keepFamilies?: readonly string[]
  /** Families that are left out, also where they would be kept. */
  readonly dropFamilies?: readonly string[]
}

/** Limits that one target may have of its own. */
export type TargetLimits = Omit<MergeLimits, 'pageBytesMax'>

export interface TargetIdentity extends FamilyFilter {
  /** Value of the origin label; unique among the targets of one merge. */
  readonly name: string
  /** Extra labels for every series of this target, injected after the origin label, in this order. */
  readonly labels?: Readonly<Record<string, string>>
  readonly validation?: Validation
  /** Labels that its series lose before any is injected. */
  readonly dropLabels?: readonly string[]
  /** Default true; otherwise its samples lose their timestamps. */
  readonly honorTimestamps?: boolean
  /** Instead of the merge's own. */
  readonly limits?: TargetLimits
}

export interface MergeOptions {
  readonly labelName: string
  readonly onCollision: OnCollision
  readonly onTypeConflict: OnTypeConflict
  readonly created: 'keep' | 'drop'
  readonly targetInfo: 'keep' | 'drop'
  readonly emptyFamilies: 'keep' | 'drop'
  /** `auto` drops only where a policy or an option of a target can make two series the same. */
  readonly duplicates: 'auto' | 'forward' | 'drop'
  /** Absent where nobody asked for one: names are escaped by `underscores`, and the Content-Type does not say so. */
  readonly escaping?: Escaping
  readonly limits: MergeLimits
  /** Patterns of the only families that the page is made of, our own among them; empty or absent for all. */
  readonly families?: readonly string[]
}

export interface MergeLimits {
  /** Longest line in bytes, LF not counted. */
  readonly lineBytesMax: number
  /** Longest message of a protobuf exposition, in bytes; 0 means no limit but the format's own of 2 GiB. */
  readonly familyBytesMax: number
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
  limits: {
    lineBytesMax: 65_536,
    familyBytesMax: 0,
    labelsMax: 128,
    samplesMax: 0,
    targetBytesMax: 0,
    pageBytesMax: 0,
  },
}
