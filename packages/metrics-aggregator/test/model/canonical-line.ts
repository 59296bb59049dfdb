/**
 * A sample as the page writes it (merge-semantics §4, canonical bytes).
 */
import type { Label } from './labels.ts'
import type { Sample } from './target-family.ts'

/** Without the LF. */
export function canonicalLine(sample: Sample): string {
  const block = sample.labels.map(labelText).join(',')
  const timestamp = sample.timestamp === undefined ? '' : ` ${sample.timestamp}`
  const exemplar = sample.exemplar === undefined ? '' : ` ${sample.exemplar}`
  return `${sample.name}{${block}} ${sample.value}${timestamp}${exemplar}`
}

function labelText({ name, value }: Label): string {
  return `${name}="${value}"`
}
