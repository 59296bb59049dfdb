/** What was said of a target, as text for people: its URL and its options, with nothing in them that is a secret. */
import { showUrl } from './show-url.ts'
import { TARGET_OPTION_NAMES, TARGET_OPTIONS } from './target-options.ts'
import type { GivenTargetOptions, TargetOptionName } from './target-options.ts'
import type { JudgedTarget } from './targets.ts'

export interface GivenOptions {
  readonly name: string
  /** The values of a query are left out: keys are handed over in them. */
  readonly url: string
  readonly source: string
  readonly options: readonly ShownOption[]
}

interface ShownOption {
  readonly option: string
  readonly value: string
  readonly source: string
}

export function showGiven({ name, url, source, options, sources }: JudgedTarget): GivenOptions {
  return {
    name,
    url: showUrl(url),
    source,
    options: TARGET_OPTION_NAMES.filter((option) => options[option] !== undefined).map((option) => ({
      option,
      value: showValue(option, options),
      source: sources[option] ?? source,
    })),
  }
}

function showValue<K extends TargetOptionName>(option: K, options: GivenTargetOptions): string {
  const value = options[option]
  return value === undefined ? '' : TARGET_OPTIONS[option].kind.show(value)
}
