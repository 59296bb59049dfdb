// May this tool run? A command is judged by the guard, and what a tool would write by the policy. The stricter answer wins.
import type { Answer, ToolEvent } from '../agents/hook-event.ts'
import type { Host } from './host.ts'
import { absolutePath } from './repository-path.ts'

const ALLOW: Answer = { decision: 'allow' }

export async function judgeTool(event: ToolEvent, host: Host): Promise<Answer> {
  if (event.isUnreadable) throw new Error(`the call of ${event.tool} has a form that is not known`)
  const cwd = absolutePath(event.cwd ?? '.', host.cwd, host.home)
  return writesAnswer(event, cwd, host)
}

async function writesAnswer({ paths }: ToolEvent, cwd: string, host: Host): Promise<Answer> {
  if (paths.length === 0) return ALLOW
  const { judgeWrites } = await import('./judge-writes.ts')
  return judgeWrites(paths.map((path) => ({ path: absolutePath(path, cwd, host.home), isTree: false })))
}
