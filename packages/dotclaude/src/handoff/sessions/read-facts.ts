// What is known of a session for a list, without reading all that was said: the head of the transcript, and after it only
// lines that can carry a title or a change of what the head said.
import { isMapping, parseMapping } from '../../agents/mapping.ts'
import { TRANSCRIPT_READERS } from '../../agents/transcripts.ts'
import { readLines } from './read-lines.ts'
import { factsOf, readSession } from './read-session.ts'
import type { SessionAgent, SessionFacts, SessionFile } from './session.ts'

const HEAD_LINES = 12

/** A line after the head is looked at only if it has one of these. */
const MARKS: Readonly<Record<SessionAgent, RegExp>> = {
  claude: /"(?:custom-title|ai-title|agent-name|summary)"/,
  codex: /"thread_name"/,
  copilot: /"session\./,
  gemini: /"\$set"/,
}

export function readFacts(file: SessionFile): SessionFacts {
  if (file.path.endsWith('.json')) return readSession(file, () => undefined).facts
  return scan(file, Infinity)
}

/** The log of a sub-agent says so in its head. */
export function isSidechain(file: SessionFile): boolean {
  if (file.agent !== 'codex' && file.agent !== 'gemini') return false
  return (file.path.endsWith('.json') ? readFacts(file) : scan(file, HEAD_LINES)).isSidechain === true
}

function scan(file: SessionFile, linesMax: number): SessionFacts {
  const reader = TRANSCRIPT_READERS[file.agent]()
  const mark = MARKS[file.agent]
  let lines = 0
  readLines(file.path, {
    line: (text) => {
      lines += 1
      if (lines <= HEAD_LINES || mark.test(text)) {
        const record = parseMapping(text)
        if (isMapping(record)) reader.read(record)
      }
      return lines < linesMax
    },
    oversized: () => undefined,
  })
  return factsOf(file, reader)
}
