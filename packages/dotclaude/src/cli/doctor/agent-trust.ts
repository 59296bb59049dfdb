// What the user's own files say about the hooks of this repository: Codex passes over a hook that nobody trusted, Gemini
// CLI over all of a folder that it was told not to trust, and neither says a word. What only the running agent knows, such
// as whether a hook changed since, is not told here.
import type { AgentName } from '../../agents/hook-event.ts'
import { isMapping } from '../../validate/shape.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { parseJsonDocument } from '../../repo/json-document.ts'
import { readUserFile } from './agent-settings.ts'
import type { DoctorContext } from './probe.ts'

type Probe = (context: Pick<DoctorContext, 'snapshot' | 'terminal'>) => readonly Diagnostic[]

/** Of a hook that the repository registers. */
export function trustOf(agent: AgentName, context: Parameters<Probe>[0]): readonly Diagnostic[] {
  return PROBES[agent]?.(context) ?? []
}

const PROBES: Partial<Record<AgentName, Probe>> = { codex: codexTrust, gemini: geminiTrust }

const CODEX_CONFIG = '.codex/config.toml'

function codexTrust({ snapshot, terminal }: Parameters<Probe>[0]): readonly Diagnostic[] {
  const own = snapshot.text(CODEX_CONFIG)
  const user = readUserFile(terminal.home, CODEX_CONFIG)
  const off = [
    { file: CODEX_CONFIG, text: own ?? '' },
    { file: `~/${CODEX_CONFIG}`, text: user ?? '' },
  ].flatMap(({ file, text }) => {
    const key = switchIn(text)
    return key === undefined ? [] : [diagnose('ENV_HOOKS_DISABLED', { file }, { key: `features.${key}` })]
  })
  if (off.length > 0) return off
  // Who has no settings of Codex has no Codex.
  if (user === undefined || isTrusted(user, snapshot.root)) return []
  const facts = { agent: 'Codex', way: 'start `codex` in this repository and trust its hooks with `/hooks`' }
  return [diagnose('ENV_HOOK_UNTRUSTED', { file: `~/${CODEX_CONFIG}` }, facts)]
}

/** In a table of its own, or dotted; the second name is the one of old versions. */
function switchIn(toml: string): string | undefined {
  const lines = linesIn(toml)
  return ['hooks', 'codex_hooks'].find((key) => lines.includes(`features.${key}=false`))
}

/** Its own key for a hook, and that the folder is not refused as a whole. */
function isTrusted(toml: string, root: string): boolean {
  const lines = linesIn(toml)
  if (lines.includes(`projects.${root}.trust_level=untrusted`)) return false
  const start = `hooks.state.${root}/.codex/hooks.json:pre_tool_use:`
  return lines.some((line) => line.startsWith(start) && /\.trusted_hash=./.test(line))
}

/** `table.key=value` for each line, without quotes and spaces: enough for the few keys that are asked for. */
function linesIn(toml: string): readonly string[] {
  let table = ''
  return toml.split(/\r?\n/).flatMap((line) => {
    const [, name] = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(line) ?? []
    if (name !== undefined) {
      table = `${unquoted(name)}.`
      return []
    }
    const [, key, value] = /^\s*([\w."'-]+)\s*=\s*([^#]*)/.exec(line) ?? []
    return key === undefined ? [] : [`${table}${unquoted(key)}=${unquoted(value ?? '')}`]
  })
}

function unquoted(text: string): string {
  return text.trim().replaceAll(/["']/g, '')
}

const GEMINI_FOLDERS = '.gemini/trustedFolders.json'

function geminiTrust({ snapshot, terminal }: Parameters<Probe>[0]): readonly Diagnostic[] {
  const text = readUserFile(terminal.home, GEMINI_FOLDERS)
  const folders = text === undefined ? undefined : parseJsonDocument(text).value
  if (!isMapping(folders)) return []
  const around = Object.keys(folders).filter((folder) => isAround(folder, snapshot.root))
  // The nearest folder decides.
  const [nearest] = around.toSorted((one, other) => other.length - one.length)
  if (nearest === undefined || folders[nearest] !== 'DO_NOT_TRUST') return []
  const facts = {
    agent: 'Gemini CLI',
    way: `take \`${nearest}\` out of the file, or use \`/permissions\` there`,
  }
  return [diagnose('ENV_HOOK_UNTRUSTED', { file: `~/${GEMINI_FOLDERS}` }, facts)]
}

function isAround(folder: string, root: string): boolean {
  return root === folder || root.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
