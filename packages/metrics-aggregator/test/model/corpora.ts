/**
 * The real expositions of test/fixtures/corpora.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { ModelInput } from './model-merge.ts'

const FOLDER = new URL('../fixtures/corpora/', import.meta.url)

const bodyOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, FOLDER)))

/** Those that are protobuf, the shared pair of text and protobuf among them. */
export function readMessageCorpora(): readonly ModelInput[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.pb'))
    .map((name) => ({ name, format: 'protobuf', framing: 'complete', body: bodyOf(name) }))
}

/** Each corpus as a target named after its file. */
export function readCorpora(): readonly ModelInput[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => ({
      name,
      format: name.endsWith('.om.txt') ? 'openmetrics' : 'text',
      framing: 'complete',
      body: bodyOf(name),
    }))
}
