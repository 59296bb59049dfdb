// `powershell` and `pwsh` started from another shell: their command, plain or encoded, goes to the reader of PowerShell.
import { COMPUTED, isUnknown, withoutGlobs } from './marks.ts'
import { readPowerShell } from './powershell.ts'
import { doubt, through } from './reader.ts'
import type { Call, Reader } from './reader.ts'

export function startPowerShell(args: readonly string[], call: Call, reader: Reader): string {
  const inner = through(call, 'powershell')
  const at = args.findIndex((arg) => /^[-/]/.test(arg) && isOption(arg, 'encodedcommand', 'e'))
  if (at !== -1) {
    const text = decoded(args[at + 1] ?? '')
    if (text === undefined) doubt(reader, 'its encoded command cannot be decoded', args.join(' '))
    else readPowerShell(text, inner, reader)
    return COMPUTED
  }
  const start = args.findIndex((arg) => /^[-/]/.test(arg) && isOption(arg, 'command', 'c'))
  const bare = args.findIndex((arg, index) => !/^[-/]/.test(arg) && !takesValue(args[index - 1] ?? ''))
  const from = start === -1 ? bare : start + 1
  const text = from === -1 ? call.stdin : args.slice(from).map(withoutGlobs).join(' ')
  if (text !== undefined && !/\.ps1$/i.test(text))
    readPowerShell(text === '-' ? (call.stdin ?? '') : text, inner, reader)
  return COMPUTED
}

/** PowerShell takes every beginning of an option's name. */
function isOption(arg: string, name: string, shortest: string): boolean {
  const given = arg.slice(1).toLowerCase()
  return given.startsWith(shortest) && (name.startsWith(given) || given === 'ec' || given === 'enc')
}

function takesValue(arg: string): boolean {
  return /^[-/](?:ex|ep|executionpolicy|version|v|windowstyle|w|configurationname|workingdirectory|wd|inputformat|outputformat|file|f)$/i.test(
    arg,
  )
}

function decoded(text: string): string | undefined {
  if (isUnknown(text)) return undefined
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    return new TextDecoder('utf-16le').decode(bytes)
  } catch {
    return undefined
  }
}
