// May this tool run? A command is judged by the guard, and what it would write, like what a tool would write, by the
// policy. The stricter answer wins. Most commands can do neither and are let through before anything is loaded.
import type { Answer, ToolEvent } from '../agents/hook-event.ts'
import { patchPaths } from '../agents/patch-paths.ts'
import { mayBeDestructive } from '../guard/may-be-destructive.ts'
import { onlyRemovesBuildOutput } from './build-output.ts'
import { mayReachProtected } from './first-names.ts'
import type { Host } from './host.ts'
import type { PlannedWrite } from './judge-writes.ts'
import { absolutePath } from './repository-path.ts'

const ALLOW: Answer = { decision: 'allow' }

interface Judged {
  readonly answer: Answer
  readonly writes: readonly PlannedWrite[]
}

export async function judgeTool(event: ToolEvent, host: Host): Promise<Answer> {
  if (event.isUnreadable) throw new Error(`the call of ${event.tool} has a form that is not known`)
  const cwd = absolutePath(event.cwd ?? '.', host.cwd, host.home)
  const { command, ...rest } = event
  // Tools of servers may have both.
  if (command !== undefined && rest.paths.length > 0)
    return stricter(await judgeTool({ ...event, paths: [] }, host), await judgeTool(rest, host))
  const { answer, writes } = await (command === undefined
    ? judgePaths(rest.paths, cwd, host)
    : judgeShell(command, cwd, host))
  if (answer.decision === 'deny' || !writes.some(({ path }) => mayReachProtected(path))) return answer
  const { judgeWrites } = await import('./judge-writes.ts')
  return stricter(answer, judgeWrites(writes, host.env))
}

async function judgeShell(
  { text, shell }: NonNullable<ToolEvent['command']>,
  cwd: string,
  host: Host,
): Promise<Judged> {
  const patched = /^\*\*\* Begin Patch/m.test(text) ? filesAt(patchPaths(text), cwd, host) : []
  if (!mayBeDestructive(text) || (shell === 'bash' && onlyRemovesBuildOutput(text, cwd, host)))
    return { answer: ALLOW, writes: patched }
  const { judgeLine } = await import('./judge-line.ts')
  const { answer, writes } = judgeLine({ ...placeOf(cwd, host), command: text, shell })
  return { answer, writes: [...patched, ...writes] }
}

/** Files by which agents are kept in check are the guard's, whoever writes them. */
const CONTROLS = /\.(?:git|claude|codex|gemini|cursor|opencode|husky)\b|dotclaude/i

async function judgePaths(paths: readonly string[], cwd: string, host: Host): Promise<Judged> {
  const writes = filesAt(paths, cwd, host)
  const controls = writes.filter(({ path }) => CONTROLS.test(path))
  if (controls.length === 0) return { answer: ALLOW, writes }
  const { judgeControls } = await import('./judge-line.ts')
  const places = controls.map(({ path }) => path)
  return { answer: judgeControls(places, { ...placeOf(cwd, host), shell: 'bash' }), writes }
}

function placeOf(
  cwd: string,
  { env, home, now }: Host,
): { cwd: string; env: Host['env']; home: string; now: Date } {
  return { cwd, env, home, now: now() }
}

function filesAt(paths: readonly string[], cwd: string, { home }: Host): readonly PlannedWrite[] {
  return paths.map((path) => ({ path: absolutePath(path, cwd, home), isTree: false }))
}

function stricter(one: Answer, other: Answer): Answer {
  if (other.decision === 'allow' || one.decision === 'deny') return one
  return one.decision === 'warn' && other.decision === 'warn'
    ? { decision: 'warn', reason: `${one.reason}\n${other.reason}` }
    : other
}
