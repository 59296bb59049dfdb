// What in an agent's settings switches the hook off or changes it, wherever the hook itself stands.
import { isAbsolute } from 'node:path'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isMapping } from '../../validate/shape.ts'
import type { RegisteredHook, SettingsText } from './registered-hooks.ts'

const SWITCHES = ['disableAllHooks', 'allowManagedHooksOnly']

/** The file that switches all hooks off. Nothing else matters then. */
export function switchedOff(
  settings: readonly SettingsText[],
  guards: readonly RegisteredHook[],
): Diagnostic | undefined {
  const found = settings.flatMap(({ file, value }) =>
    SWITCHES.filter((key) => isMapping(value) && value[key] === true).map((key) => ({ file, key })),
  )
  const [first] = found
  if (first !== undefined)
    return diagnose('ENV_HOOKS_DISABLED', { file: first.file }, { key: first.key }, managedHint(first))
  const named = settings.flatMap(({ file, value }) => (isOffByName(value, guards) ? [file] : []))
  return named[0] === undefined
    ? undefined
    : diagnose('ENV_HOOKS_DISABLED', { file: named[0] }, { key: 'hooksConfig' })
}

/** Nobody but an administrator changes what stands outside of repository and home. */
function managedHint({ file, key }: { readonly file: string; readonly key: string }): { hint?: string } {
  if (!isAbsolute(file)) return {}
  return {
    hint: `Ask whoever manages this machine to take out \`${key}\` or to register the hook there; until then only the pre-commit hook and CI judge.`,
  }
}

/** Gemini CLI has a switch for all hooks and a list of single ones, by name or else by command line. */
function isOffByName(value: unknown, guards: readonly RegisteredHook[]): boolean {
  const config = isMapping(value) ? value['hooksConfig'] : undefined
  if (!isMapping(config)) return false
  const disabled: readonly unknown[] = Array.isArray(config['disabled']) ? config['disabled'] : []
  return (
    config['enabled'] === false ||
    guards.some(({ handler, command }) => disabled.includes(handler['name'] ?? command))
  )
}

/** Variables by which a program that is started does something else than its file says. */
const CHANGING = [
  'NODE_OPTIONS',
  'NODE_PATH',
  'PATH',
  'BASH_ENV',
  'ENV',
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'DYLD_INSERT_LIBRARIES',
  'DYLD_LIBRARY_PATH',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_CONFIG_GLOBAL',
  'HOME',
  'XDG_STATE_HOME',
  'CLAUDE_PROJECT_DIR',
  'GEMINI_PROJECT_DIR',
]

export function changedEnvironment(settings: readonly SettingsText[]): readonly Diagnostic[] {
  return settings.flatMap(({ file, value }) => {
    const env = isMapping(value) && isMapping(value['env']) ? value['env'] : {}
    return CHANGING.filter((name) => Object.hasOwn(env, name)).map((name) =>
      diagnose('ENV_HOOK_ENVIRONMENT', { file }, { name }),
    )
  })
}

const WATCHED = [
  'hooks',
  'PreToolUse',
  'Stop',
  'BeforeTool',
  'AfterAgent',
  'preToolUse',
  'beforeShellExecution',
]

/** A key that stands twice in an object: the first one, with all that is in it, is read by nobody. */
export function shadowedKey(file: string, text: string): Diagnostic | undefined {
  const key = repeatedKey(text)
  return key === undefined ? undefined : diagnose('ENV_HOOK_SHADOWED', { file }, { key })
}

/** Texts, comments and brackets are all that has to be told apart to know where an object begins and ends. */
function repeatedKey(text: string): string | undefined {
  const scopes: Set<string>[] = []
  for (const [token, name, , isKey] of text.matchAll(
    /"((?:[^"\\]|\\.)*)"((\s*):)?|\/\/[^\n]*|\/\*[^]*?\*\/|[[\]{}]/g,
  )) {
    if (token === '{' || token === '[') scopes.push(new Set())
    else if (token === '}' || token === ']') scopes.pop()
    else if (name !== undefined && isKey !== undefined) {
      const seen = scopes.at(-1)
      if (seen?.has(name) === true && WATCHED.includes(name)) return name
      seen?.add(name)
    }
  }
  return undefined
}
