// What makes two diagnostics of different runs the same one: code, file, facts and the text of the line, but not its
// number, so that lines added above change nothing.
import type { Diagnostic } from './diagnostic.ts'
import { hashOf } from './hash.ts'

/** The text of the diagnostic's line, where the caller knows it, makes the fingerprint follow the line. */
export function fingerprintOf({ code, where, args }: Diagnostic, lineText = ''): string {
  const facts = Object.entries(args).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return hashOf(JSON.stringify([code, where.file ?? '', facts, lineText.trim()]))
}

/** Fingerprints in the same order; the second of two equal ones gets a number, so that none appears twice. */
export function uniqueFingerprintsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>()
  return diagnostics.map((diagnostic) => {
    const fingerprint = fingerprintOf(diagnostic)
    const before = seen.get(fingerprint) ?? 0
    seen.set(fingerprint, before + 1)
    return before === 0 ? fingerprint : hashOf(`${fingerprint}:${before}`)
  })
}
