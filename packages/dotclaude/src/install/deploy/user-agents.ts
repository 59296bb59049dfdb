// Which agents a user has: those whose own folder is in the home.
import type { LayoutAgent } from '../layouts/layout.ts'
import { LAYOUT_AGENTS } from '../layouts/layout.ts'
import type { LookAt } from './plan-deploy.ts'

const FOLDERS: Readonly<Record<LayoutAgent, string>> = {
  claude: '.claude',
  codex: '.codex',
  copilot: '.copilot',
  cursor: '.cursor',
  gemini: '.gemini',
  opencode: '.config/opencode',
}

/** Claude Code always: the library is made for it first. */
export function agentsAt(lookAt: LookAt): readonly LayoutAgent[] {
  return LAYOUT_AGENTS.filter((agent) => agent === 'claude' || lookAt(FOLDERS[agent]) !== undefined)
}
