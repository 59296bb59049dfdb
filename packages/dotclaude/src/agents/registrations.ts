// All registrations, in the order in which `init` and `doctor` speak of them.
import { claudeCodeRegistration } from './claude-code/registration.ts'
import { codexRegistration } from './codex/registration.ts'
import { copilotRegistration } from './copilot/registration.ts'
import { cursorRegistration } from './cursor/registration.ts'
import { geminiRegistration } from './gemini/registration.ts'
import { opencodeRegistration } from './opencode/registration.ts'
import type { Registration } from './registration.ts'

export const REGISTRATIONS: readonly Registration[] = [
  claudeCodeRegistration,
  codexRegistration,
  copilotRegistration,
  geminiRegistration,
  cursorRegistration,
  opencodeRegistration,
]
