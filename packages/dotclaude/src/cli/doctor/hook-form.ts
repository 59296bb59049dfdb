// Settings that have a form which the agent does not know: it passes over the entry, or over the whole file, and says so
// at best in a log. Pure.
import type { Registration } from '../../agents/registration.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isMapping } from '../../validate/shape.ts'
import type { Mapping } from '../../validate/shape.ts'
import type { RegisteredHook, SettingsText } from './registered-hooks.ts'

/** Of the files, then of the entries that call a guard. */
export function malformed(
  settings: readonly SettingsText[],
  guards: readonly RegisteredHook[],
  registration: Registration,
  agent: string,
): readonly Diagnostic[] {
  const say = (file: string, detail: string): Diagnostic =>
    diagnose('ENV_HOOK_MALFORMED', { file }, { agent, detail })
  return [
    ...settings.flatMap(({ file, value }) =>
      wrongLists(value, eventsOf(registration)).map((detail) => say(file, detail)),
    ),
    ...new Map(
      guards.flatMap(({ file, handler }) => {
        const detail = wrongHandler(handler, registration)
        return detail === undefined ? [] : [[`${file} ${detail}`, say(file, detail)] as const]
      }),
    ).values(),
    ...withoutVersion(settings, guards, registration, say),
  ]
}

function eventsOf({ form }: Registration): readonly string[] {
  if (form.kind === 'file') return []
  const hooks = form.entries.filter(({ purpose }) => purpose !== undefined)
  return [...new Set(hooks.map(({ path }) => path.at(-1) ?? ''))]
}

/** The first thing that is no object or list where the agent looks for one. */
function wrongLists(value: unknown, events: readonly string[]): readonly string[] {
  const hooks = isMapping(value) ? value['hooks'] : undefined
  if (hooks === undefined) return []
  if (!isMapping(hooks)) return ['`hooks` is no object']
  return events.flatMap((event) => wrongList(hooks, event) ?? [])
}

function wrongList(hooks: Mapping, event: string): string | undefined {
  const groups = Object.hasOwn(hooks, event) ? hooks[event] : undefined
  if (groups === undefined) return undefined
  if (!Array.isArray(groups)) return `\`hooks.${event}\` is no list`
  const isWrong = groups.some((group: unknown) => {
    if (!isMapping(group)) return true
    const handlers = group['hooks'] ?? []
    return !Array.isArray(handlers) || !handlers.every(isMapping)
  })
  return isWrong ? `\`hooks.${event}\` holds something that is no entry` : undefined
}

const SHELLS = ['bash', 'powershell']

/** What every entry of ours has for this agent, every entry has to have. */
function wrongHandler(handler: Mapping, registration: Registration): string | undefined {
  const needed = ['type', ...(handler['command'] === undefined ? SHELLS : [])]
  const absent = needed.find((key) => handler[key] === undefined && isIn(registration, key))
  if (absent !== undefined) return `the entry has no \`${absent}\``
  const limit = handler['timeout'] ?? handler['timeoutSec']
  return limit === undefined || typeof limit === 'number' ? undefined : 'the limit in the entry is no number'
}

function isIn({ form }: Registration, key: string): boolean {
  return form.kind === 'settings' && JSON.stringify(form.entries).includes(`"${key}":`)
}

function withoutVersion(
  settings: readonly SettingsText[],
  guards: readonly RegisteredHook[],
  { form }: Registration,
  say: (file: string, detail: string) => Diagnostic,
): readonly Diagnostic[] {
  const version = form.kind === 'settings' ? form.fresh['version'] : undefined
  if (version === undefined) return []
  const files = settings.filter(({ file }) => guards.some((guard) => guard.file === file))
  return files
    .filter(({ value }) => isMapping(value) && value['version'] !== version)
    .map(({ file }) => ({
      ...say(file, `\`version\` is not ${JSON.stringify(version)}`),
      hint: `Set \`version\` to ${JSON.stringify(version)} in the file.`,
    }))
}
