// A tool that no dialect lists: one of a server, or one that came with a later version of the agent. A command line in its
// input is judged like that of a shell, whatever the tool is called.
import type { ToolEvent } from './hook-event.ts'
import { mcpPaths } from './mcp-paths.ts'
import { quoted } from './quoted-word.ts'

type Input = Readonly<Record<string, unknown>>

const LINES = ['command', 'cmd', 'commandLine', 'command_line', 'shell_command', 'shellCommand', 'commands'] // prettier-ignore
/** Keys that hold a command line in a tool that is a shell, and any text in others. */
const TYPED = ['script', 'input', 'text']
const SHELLS = /shell|bash|terminal|pwsh/i

/** What it would write, what it would run, and where. */
export function readUnlisted(
  tool: string,
  input: Input,
  { isWindows }: { readonly isWindows: boolean },
): Pick<ToolEvent, 'paths' | 'command' | 'cwd'> {
  const text = commandIn(tool, input)
  const shell = isWindows || /powershell|pwsh/i.test(tool) ? 'powershell' : 'bash'
  const cwd = ['cwd', 'workdir', 'working_directory', 'workingDirectory']
    .map((key) => ownValue(input, key))
    .find((value) => typeof value === 'string' && value !== '')
  return {
    paths: mcpPaths(tool, input),
    ...(text === undefined ? {} : { command: { text, shell } }),
    ...(typeof cwd === 'string' ? { cwd } : {}),
  }
}

function commandIn(tool: string, input: Input): string | undefined {
  const keys = SHELLS.test(tool) ? [...LINES, ...TYPED] : LINES
  const key = keys.find((one) => isCommand(ownValue(input, one)))
  if (key === undefined) return undefined
  const value = input[key] as string | readonly string[]
  if (typeof value !== 'string') return key === 'commands' ? value.join('\n') : value.map(quoted).join(' ')
  const words = ownValue(input, 'args')
  // With words behind it the text is a program's name, or a line that they are added to.
  return isTexts(words) && words.length > 0 ? `${value}\n${[value, ...words].map(quoted).join(' ')}` : value
}

function isCommand(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || (isTexts(value) && value.length > 0)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function ownValue(input: Input, key: string): unknown {
  return Object.hasOwn(input, key) ? input[key] : undefined
}
