// The scanner for whoever must not let a secret out and changes nothing: the kinds and lines of what a text holds.
import { findSecrets } from './find-secrets.ts'

export interface SecretPlace {
  readonly kind: string
  /** From 1. */
  readonly line: number
}

/** In the order of the text. The secrets themselves are never given back. */
export function scanForSecrets(text: string): readonly SecretPlace[] {
  let line = 1
  let counted = 0
  return findSecrets(text).map(({ start, kind }) => {
    for (let at = text.indexOf('\n', counted); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) {
      line++
      counted = at + 1
    }
    return { kind, line }
  })
}
