// A slash command that instructions name is one of the repository's commands or skills. A slash begins many things, so
// only a slip of a known command is an error; a name that the text itself calls a command is a warning, because it may
// be installed for the user.
import { nearestName } from '../../diagnostics/nearest-name.ts'
import { contentItemsIn } from '../content-items.ts'
import type { Rule } from '../rule.ts'
import { mentionRule } from './mention-rule.ts'

const COMMAND = /^\/([a-z][a-z0-9-]*(?::[a-z0-9-]+)*)(?=\s|$)/
const BEFORE = /\b(slash[ -])?commands?:?\s*$/i
const AFTER = /^\s*(slash[ -])?commands?\b/i

/** Those of Claude Code itself. */
const BUILT_IN = new Set(
  [
    'add-dir agents bashes bug clear compact config context cost doctor exit export feedback help hooks ide init',
    'install-github-app keybindings login logout mcp memory model output-style permissions plan plugin plugins',
    'pr-comments privacy-settings quit release-notes resume review rewind sandbox security-review skills stats status',
    'statusline tasks terminal-setup theme todos usage vim',
  ].flatMap((line) => line.split(' ')),
)

export const commandsKnown: Rule = mentionRule({
  id: 'commands-known',
  code: 'DRIFT_COMMAND_UNKNOWN',
  check: ({ kind, text, before, after }, _file, snapshot) => {
    const name = kind === 'code' ? COMMAND.exec(text)?.[1] : undefined
    const known = contentItemsIn(snapshot).map((item) => item.name)
    if (name === undefined || known.length === 0 || BUILT_IN.has(name) || known.includes(name)) return []
    const nearest = nearestName(name, known)
    if (nearest === undefined && !BEFORE.test(before) && !AFTER.test(after)) return []
    return [{ facts: { name: `/${name}` }, nearest, severity: nearest === undefined ? 'warning' : 'error' }]
  },
})
