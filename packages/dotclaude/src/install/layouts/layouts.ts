// All layouts, by the agent's name.
import { claude } from './claude.ts'
import { codex } from './codex.ts'
import { copilot } from './copilot.ts'
import { cursor } from './cursor.ts'
import { gemini } from './gemini.ts'
import type { Layout, LayoutAgent } from './layout.ts'
import { opencode } from './opencode.ts'

export const LAYOUTS: Readonly<Record<LayoutAgent, Layout>> = {
  claude,
  codex,
  copilot,
  cursor,
  gemini,
  opencode,
}
