// What in an agent's settings switches the hook off or changes it, wherever the hook itself stands.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isMapping } from '../../validate/shape.ts'
import type { SettingsText } from './registered-hooks.ts'

const SWITCHES = ['disableAllHooks', 'allowManagedHooksOnly']

/** The file that switches all hooks off. Nothing else matters then. */
export function switchedOff(settings: readonly SettingsText[]): Diagnostic | undefined {
  const found = settings.flatMap(({ file, value }) =>
    SWITCHES.filter((key) => isMapping(value) && value[key] === true).map((key) => ({ file, key })),
  )
  const [first] = found
  if (first !== undefined) return diagnose('ENV_HOOKS_DISABLED', { file: first.file }, { key: first.key })
  const named = settings.flatMap(({ file, value }) => (isOffByName(value) ? [file] : []))
  return named[0] === undefined
    ? undefined
    : diagnose('ENV_HOOKS_DISABLED', { file: named[0] }, { key: 'hooksConfig' })
}

/** Gemini CLI has a switch for all hooks and a list of single ones. */
function isOffByName(value: unknown): boolean {
  const config = isMapping(value) ? value['hooksConfig'] : undefined
  if (!isMapping(config)) return false
  const disabled = config['disabled']
  return config['enabled'] === false || (Array.isArray(disabled) && disabled.includes('dotclaude'))
}

/** Variables by which a program that is started does something else than its file says. */
const CHANGING = [
  'NODE_OPTIONS',
  'NODE_PATH',
  'PATH',
  'LD_PRELOAD',
  'DYLD_INSERT_LIBRARIES',
  'GIT_DIR',
  'HOME',
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
