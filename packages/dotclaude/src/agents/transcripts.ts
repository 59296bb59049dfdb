// The readers of transcripts, one for each agent whose sessions can be handed on.
import { readClaudeTranscript } from './claude-code/transcript.ts'
import { readCodexTranscript } from './codex/transcript.ts'
import { readCopilotTranscript } from './copilot/transcript.ts'
import { readGeminiTranscript } from './gemini/transcript.ts'
import type { SessionAgent } from './session-event.ts'
import type { TranscriptReader } from './transcript.ts'

/** A reader has a memory: each transcript takes a new one. */
export const TRANSCRIPT_READERS: Readonly<Record<SessionAgent, () => TranscriptReader>> = {
  claude: readClaudeTranscript,
  codex: readCodexTranscript,
  copilot: readCopilotTranscript,
  gemini: readGeminiTranscript,
}
