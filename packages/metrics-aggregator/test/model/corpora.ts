/**
 * The real expositions of test/fixtures/corpora.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { ModelInput } from './model-merge.ts'

const FOLDER = new URL('../fixtures/corpora/', import.meta.url)

/** Each corpus as a target named after its file. */
export function readCorpora(): readonly ModelInput[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => ({
      name,
      format: name.endsWith('.om.txt') ? 'openmetrics' : 'text',
      framing: 'complete',
      body: new Uint8Array(readFileSync(new URL(name, FOLDER))),
    }))
}
