/**
 * A sample as the page writes it (merge-semantics §4, canonical bytes).
 */
import type { Label } from './labels.ts'
import { isPlain, quoteName } from './names.ts'
import type { Sample } from './target-family.ts'

/** Without the LF. */
export function canonicalLine(sample: Sample): string {
  const labels = sample.labels.map(labelText)
  const timestamp = sample.timestamp === undefined ? '' : ` ${sample.timestamp}`
  const exemplar = sample.exemplar === undefined ? '' : ` ${sample.exemplar}`
  const name = quoteName(sample.name, 'metric')
  const series = isPlain(sample.name, 'metric')
    ? `${name}{${labels.join()}}`
    : `{${[name, ...labels].join()}}`
  return `${series} ${sample.value}${timestamp}${exemplar}`
}

function labelText({ name, value }: Label): string {
  return `${quoteName(name, 'label')}="${value}"`
}
