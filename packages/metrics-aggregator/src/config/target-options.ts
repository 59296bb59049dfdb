/**
 * What the configuration file can say of one target: the second half of the table of options. What is left out has the
 * value of the setting for all targets, where there is one.
 */
import type { Format, Validation } from './config.ts'
import type { SettingValues } from './settings.ts'
import { labelMap, oneOf } from './value-kind.ts'
import type { ValueKind } from './value-kind.ts'

export interface TargetOption<T> {
  readonly kind: ValueKind<T>
  readonly help: string
  /** The setting that holds where the option is left out. */
  readonly inherits?: keyof SettingValues
}

/** Where the exposition is; judged with the addresses of all other origins. */
export const URL_OPTION = 'url'

export interface TargetOptionValues {
  readonly labels: string
  readonly fallback_format: Format
  readonly validation: Validation
}

/** What was said of one target. */
export type GivenTargetOptions = Partial<TargetOptionValues>

export const TARGET_OPTIONS: {
  readonly [K in keyof TargetOptionValues]: TargetOption<TargetOptionValues[K]>
} = {
  labels: { kind: labelMap, help: 'more labels for its series, behind those for all targets' },
  fallback_format: {
    kind: oneOf(['text', 'openmetrics']),
    help: 'what a body without Content-Type is read as',
    inherits: 'fallbackFormat',
  },
  validation: {
    kind: oneOf(['strict', 'lenient']),
    help: 'what a bad line costs, the whole target or the line alone',
    inherits: 'validation',
  },
}

export type TargetOptionName = keyof TargetOptionValues

export const TARGET_OPTION_NAMES: readonly TargetOptionName[] = Object.keys(
  TARGET_OPTIONS,
) as TargetOptionName[]
