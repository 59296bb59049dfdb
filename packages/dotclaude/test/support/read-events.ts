// Reads records with a reader of transcripts, without any file.
import type { SessionEvent } from '../../src/agents/session-event.ts'
import type { OpenFacts, TranscriptReader } from '../../src/agents/transcript.ts'

export interface ReadEvents {
  readonly events: readonly SessionEvent[]
  readonly facts: Readonly<OpenFacts>
  /** Records whose shape the reader does not know. */
  readonly unknown: number
}

export function readEvents(makeReader: () => TranscriptReader, records: readonly object[]): ReadEvents {
  const reader = makeReader()
  const told = records.map((record) => reader.read(record as Readonly<Record<string, unknown>>))
  return {
    events: [...told.flatMap((events) => events ?? []), ...reader.finish()],
    facts: reader.facts(),
    unknown: told.filter((events) => events === undefined).length,
  }
}
