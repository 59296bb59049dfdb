// What is well with a registered hook today and will not be one day: a path that leads nowhere from another folder, and a
// hook that breaks down unnoticed. Pure.
import type { Registration, SettingsForm } from '../../agents/registration.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { pathIn, scriptOf } from '../../validate/settings/command-line.ts'
import { shownPath, wordsOf } from './hook-problems.ts'
import type { HookMachine } from './hook-problems.ts'
import type { RegisteredHook } from './registered-hooks.ts'

/** The key with which an agent stops a tool whose hook breaks down. */
const CLOSING = [
  { key: 'onFailure', value: 'block' },
  { key: 'failClosed', value: true },
] as const

/** What is well today and will not be one day: said of a hook that works. */
export function hookRemarks(
  hook: RegisteredHook,
  machine: HookMachine,
  { form }: Registration,
): readonly Diagnostic[] {
  if (form.kind === 'file') return []
  return [fragile(hook, machine, form), failingOpen(hook, machine, form)].filter((one) => one !== undefined)
}

function fragile(
  hook: RegisteredHook,
  { agent, snapshot }: HookMachine,
  { startsIn }: SettingsForm,
): Diagnostic | undefined {
  const { file } = hook
  const words = wordsOf(hook)
  const script = pathIn(scriptOf(words) ?? words[0] ?? '')
  if (script === undefined) return undefined
  const say = (from: string): Diagnostic =>
    diagnose('ENV_HOOK_PATH_FRAGILE', { file }, { agent, path: shownPath(script), from })
  if (script.base === 'working-folder' && startsIn === 'session')
    return say('where the session has gone into another folder')
  const isShared = !file.startsWith('~/') && !file.endsWith('.local.json')
  const isHere = script.base === 'root' && `/${script.path}`.startsWith(`${snapshot.root}/`)
  return isHere && isShared ? say('in another clone or work tree') : undefined
}

function failingOpen(
  { file, handler, event }: RegisteredHook,
  { agent }: HookMachine,
  { entries }: SettingsForm,
): Diagnostic | undefined {
  const ours = JSON.stringify(
    entries.filter(({ path, purpose }) => path.at(-1) === event && purpose?.kind === 'tool'),
  )
  const missing = CLOSING.find(({ key, value }) => ours.includes(`"${key}":`) && handler[key] !== value)
  if (missing === undefined) return undefined
  const { key, value } = missing
  return diagnose('ENV_HOOK_FAILS_OPEN', { file }, { agent, key, value: JSON.stringify(value) })
}
