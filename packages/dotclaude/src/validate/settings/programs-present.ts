// OPS-1: what settings start is there. A hook whose script is missing does not stop anything; agents go on without it.
// A bare program of a project is a warning only, because it may be installed where the session runs.
import type { Diagnostic, DiagnosticExtras } from '../../diagnostics/diagnostic.ts'
import type { Rule } from '../rule.ts'
import { SHELL_WORDS, pathIn, scriptOf } from './command-line.ts'
import type { CommandPath } from './command-line.ts'
import { settingsRule } from './settings-rule.ts'
import type { ReportAt, SettingsContext } from './settings-rule.ts'
import { hookPrograms, serversIn } from './started-programs.ts'
import type { StartedProgram } from './started-programs.ts'

export const programsPresent: Rule = settingsRule({
  id: 'programs-present',
  code: 'SETTINGS_OPS_1',
  check: (value, report, context) => [
    ...hookPrograms(value).flatMap((program) => check(program, report, context)),
    ...serversIn(value).flatMap((server) => {
      if (server.isRemote) return []
      if (server.words.length > 0)
        return check({ ...server, keys: [...server.keys, 'command'] }, report, context)
      return [report(server.keys, { detail: `server ${server.name} has neither a command nor a url` })]
    }),
  ],
})

function check(
  { keys, words }: StartedProgram,
  report: ReportAt,
  context: SettingsContext,
): readonly Diagnostic[] {
  const [program = ''] = words
  const script = scriptOf(words)
  const missing = (detail: string, more?: DiagnosticExtras): Diagnostic => report(keys, { detail }, more)
  const files = [program, ...(script === undefined ? [] : [script])].flatMap((word) => {
    const path = pathIn(word)
    return path === undefined || isPresent(path, context) ? [] : [missing(`${word} does not exist`)]
  })
  return pathIn(program) === undefined ? [...bareProgram(program, missing, context), ...files] : files
}

function bareProgram(
  program: string,
  missing: (detail: string, more?: DiagnosticExtras) => Diagnostic,
  { settings, options: { host } }: SettingsContext,
): readonly Diagnostic[] {
  const isName = /^[\w.+-]+$/.test(program) && !SHELL_WORDS.has(program)
  if (!isName || host === undefined || host.isProgram(program)) return []
  return [missing(`${program} is not on PATH`, settings.scope === 'project' ? { severity: 'warning' } : {})]
}

/** What nobody can look up counts as present. */
function isPresent({ base, path }: CommandPath, { settings, snapshot, options }: SettingsContext): boolean {
  const { host, home } = options
  if (base === 'root') return host?.isFile(`/${path}`) ?? true
  if (base === 'home') {
    const inClaude = path.startsWith('.claude/') ? path.slice('.claude/'.length) : undefined
    if (inClaude !== undefined && home?.bytes(inClaude) !== undefined) return true
    return host?.isFile(`${host.homeFolder}/${path}`) ?? true
  }
  // The user's own settings apply in every project, so they cannot be held to the files of this one.
  if (settings.scope === 'user') return true
  return snapshot.isFile(path) || snapshot.bytes(path) !== undefined
}
