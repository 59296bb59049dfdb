/**
 * What the configuration file can say of one target: the second half of the table of options. What is left out has the
 * value of the setting for all targets, where there is one.
 */
import type { Format, Validation } from './config.ts'
import { SETTINGS } from './settings.ts'
import type { SettingValues } from './settings.ts'
import {
  hostName,
  labelMap,
  labelNames,
  namePatterns,
  secretFile,
  secretMap,
  userName,
  yesOrNo,
} from './value-kind.ts'
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
  readonly timeout: number
  readonly fallback_format: Format
  readonly validation: Validation
  readonly honor_timestamps: boolean
  readonly optional: boolean
  readonly startup_grace: number
  readonly keep_families: readonly string[]
  readonly drop_families: readonly string[]
  readonly drop_labels: readonly string[]
  readonly headers: string
  readonly bearer_token_file: string
  readonly 'basic_auth.username': string
  readonly 'basic_auth.password_file': string
  readonly 'tls.ca_file': string
  readonly 'tls.cert_file': string
  readonly 'tls.key_file': string
  readonly 'tls.server_name': string
  readonly 'tls.insecure_skip_verify': boolean
  readonly 'limits.body_bytes_max': number
  readonly 'limits.ratio_max': number
  readonly 'limits.line_bytes_max': number
  readonly 'limits.labels_max': number
  readonly 'limits.samples_max': number
}

/** What was said of one target. */
export type GivenTargetOptions = Partial<TargetOptionValues>

export const TARGET_OPTIONS: {
  readonly [K in keyof TargetOptionValues]: TargetOption<TargetOptionValues[K]>
} = {
  labels: { kind: labelMap, help: 'more labels for its series, behind those for all targets' },
  timeout: {
    kind: SETTINGS.scrapeTimeout.kind,
    help: 'its own deadline; never later than that of the page',
  },
  fallback_format: like('fallbackFormat'),
  validation: like('validation'),
  honor_timestamps: {
    kind: yesOrNo,
    help: 'whether its samples keep their own timestamps (they do unless false)',
  },
  optional: { kind: yesOrNo, help: 'whether its absence is nothing to be alarmed about' },
  startup_grace: like('startupGrace'),
  keep_families: { kind: namePatterns, help: 'the families that are taken; all others are left out' },
  drop_families: { kind: namePatterns, help: 'families that are left out, also where they would be kept' },
  drop_labels: { kind: labelNames, help: 'labels that its series lose' },
  headers: { kind: secretMap, help: 'headers that are sent with every request' },
  bearer_token_file: {
    kind: secretFile,
    help: 'a file with the token that is sent as Authorization: Bearer',
  },
  'basic_auth.username': { kind: userName, help: 'the name that is sent as Authorization: Basic' },
  'basic_auth.password_file': { kind: secretFile, help: 'a file with the password for that name' },
  'tls.ca_file': like('tlsCaFile'),
  'tls.cert_file': like('tlsCertFile'),
  'tls.key_file': like('tlsKeyFile'),
  'tls.server_name': {
    kind: hostName,
    help: "the name that its certificate is held against, where it is not the URL's host",
  },
  'tls.insecure_skip_verify': like('tlsSkipVerify'),
  'limits.body_bytes_max': like('bodyBytesMax'),
  'limits.ratio_max': like('ratioMax'),
  'limits.line_bytes_max': like('lineBytesMax'),
  'limits.labels_max': like('labelsMax'),
  'limits.samples_max': like('samplesMax'),
}

/** The same as the setting for all targets, for this one. */
function like<K extends keyof SettingValues>(setting: K): TargetOption<SettingValues[K]> {
  const { kind, help } = SETTINGS[setting]
  return { kind, help, inherits: setting }
}

export type TargetOptionName = keyof TargetOptionValues

export const TARGET_OPTION_NAMES: readonly TargetOptionName[] = Object.keys(
  TARGET_OPTIONS,
) as TargetOptionName[]
