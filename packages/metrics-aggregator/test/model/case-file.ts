/**
 * A merge as JSON text, with bodies one character per byte: how the fuzzer stores what broke the engine, and how a
 * failing property shows its input.
 */
import { bytesOfText, textOfBytes } from './byte-text.ts'
import type { MergeCase } from './generate.ts'
import type { ModelInput } from './model-merge.ts'

interface StoredCase extends Omit<MergeCase, 'inputs'> {
  readonly inputs: readonly (Omit<ModelInput, 'body'> & { readonly body: string })[]
}

export function encodeCase(mergeCase: MergeCase): string {
  const stored: StoredCase = {
    ...mergeCase,
    inputs: mergeCase.inputs.map((input) => ({ ...input, body: textOfBytes(input.body) })),
  }
  return `${JSON.stringify(stored, undefined, 2)}\n`
}

export function decodeCase(text: string): MergeCase {
  const stored = JSON.parse(text) as StoredCase
  return {
    ...stored,
    inputs: stored.inputs.map((input) => ({ ...input, body: bytesOfText(input.body) })),
  }
}
