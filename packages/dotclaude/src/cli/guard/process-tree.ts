// Who started this process: the line of its ancestors, and whether an agent is among them. On Linux by /proc, elsewhere by
// `ps`. Where the line cannot be followed to its end, that is said, and counts against an approval.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Ancestor {
  readonly pid: number
  readonly parent: number
  /** The command line, blanks between the words. */
  readonly command: string
  /** `NAME=value`; nothing where it cannot be read. */
  readonly environment: readonly string[]
}

const AGENTS =
  /(?:^|[\s/\\])(?:claude|codex|copilot|gemini|cursor-agent|opencode|aider|goose|amp|crush|droid|auggie|qwen|kiro-cli)(?:\.(?:js|mjs|exe|cmd))?(?:\s|$)|@anthropic-ai\/claude-code|@openai\/codex|@google\/gemini-cli|@github\/copilot/i
const MARKERS =
  /^(?:CLAUDECODE|CLAUDE_CODE_\w+|CODEX_(?:SANDBOX|SESSION|THREAD|CI)\w*|GEMINI_CLI|OPENCODE\w*|CURSOR_AGENT|CURSOR_TRACE_ID|COPILOT_(?:AGENT|CLI)\w*|AGENT|AI_AGENT|AIDER_\w+|GOOSE_\w+)=./
const STEPS_MAX = 64

export type ReadProcess = (pid: number) => Ancestor | undefined

/** Why an approval from here is refused; nothing if only people are above. */
export function agentAbove(pid: number, read: ReadProcess): string | undefined {
  for (let at = pid, step = 0; at > 1; step += 1) {
    const ancestor = step < STEPS_MAX ? read(at) : undefined
    if (ancestor === undefined) return `the processes above cannot be followed beyond ${at}`
    const marker = ancestor.environment.find((entry) => MARKERS.test(entry))
    if (marker !== undefined) return `${marker.split('=', 1)[0]} is set in process ${at}`
    if (AGENTS.test(ancestor.command)) return `process ${at} is an agent`
    at = ancestor.parent
  }
  return undefined
}

export function readProcess(pid: number): Ancestor | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

function fromProc(pid: number): Ancestor | undefined {
  const stat = textOf(`/proc/${pid}/stat`)
  // The name in brackets may hold anything, so the fields count from its end.
  const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  if (stat === undefined || !Number.isInteger(parent)) return undefined
  return {
    pid,
    parent,
    command: (textOf(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' '),
    environment: (textOf(`/proc/${pid}/environ`) ?? '').split('\0'),
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function fromPs(pid: number): Ancestor | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' })
    const [, parent, command] = /^\s*(\d+)\s+(.*)$/s.exec(text) ?? []
    return parent === undefined
      ? undefined
      : { pid, parent: Number(parent), command: command ?? '', environment: [] }
  } catch {
    return undefined
  }
}
