// Variables before a command that hold a command of their own: pagers, editors, the prompt of a shell and what it reads first.
import { withoutGlobs } from './marks.ts'
import type { Call, Reader } from './reader.ts'
import { runScript } from './run-script.ts'
import { runFile } from './start-shell.ts'

const PROGRAMS =
  /^(?:PROMPT_COMMAND|(?:GIT_|MAN|GH_|BAT_|SYSTEMD_|DELTA_)?PAGER|LESSOPEN|LESSCLOSE|EDITOR|VISUAL|SUDO_EDITOR|FCEDIT|(?:GH_)?BROWSER|RSYNC_RSH)$/
const PROMPTS = /^(?:PS[0-4]|ENV)$/
const FILES = /^(?:BASH_ENV|ENV)$/

/** One word is a program that nothing is said to. */
export function startVariables(call: Call, reader: Reader): void {
  for (const [name, value] of call.environment) startVariable(name, value, call, reader)
}

export function startVariable(name: string, value: string, call: Call, reader: Reader): void {
  const inner = { ...call, environment: new Map<string, string>(), stdin: undefined }
  const text = withoutGlobs(value)
  if (PROGRAMS.test(name) && /\s/.test(text)) runScript(text.replace(/^\|+-?/, ''), name, inner, reader)
  if (PROMPTS.test(name) && /[$`]/.test(text)) runScript(`: "${text}"`, name, inner, reader)
  if (FILES.test(name) && text !== '') runFile(text, [], name, inner, reader)
}
