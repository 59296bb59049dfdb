// An agent that has plugins instead of hooks: ours is imported and called as the agent would, in a process of its own.
import { join } from 'node:path'
import { DIALECTS } from '../../agents/dialects.ts'
import { HOOK_PLACE } from '../../agents/registration.ts'
import type { Registration, WholeFile } from '../../agents/registration.ts'
import { userRegistration } from '../../agents/user-registration.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { readUserFile } from './agent-settings.ts'
import { fireHook } from './fire-hook.ts'
import { judgeGuard } from './judge-guard.ts'
import type { DoctorContext, Finding } from './probe.ts'
import { unsharedFiles } from './unshared-hook.ts'

export function probePlugin(
  { agent, file }: Registration,
  form: WholeFile,
  context: DoctorContext,
): readonly Finding[] {
  const { snapshot, terminal, mayStart } = context
  const { title } = DIALECTS[agent]
  const text = snapshot.text(file)
  if (text === undefined) return withoutPlugin({ agent, file }, context)
  if (text !== form.text) return [diagnose('ENV_HOOK_MODIFIED', { file })]
  if (snapshot.bytes(HOOK_PLACE) === undefined) {
    const hint = 'Run `dotclaude init`, which writes it again.'
    return [diagnose('ENV_HOOK_FILE_MISSING', { file }, { agent: title, path: HOOK_PLACE }, { hint })]
  }
  if (!mayStart) return [`${title}: plugin present in ${file}, not called`]
  const range = { dialect: DIALECTS[agent], root: snapshot.root, env: terminal.env }
  const hook = callerOf(join(snapshot.root, file), file)
  return [
    ...judgeGuard(hook, (command) => fireHook(hook, command, range), DIALECTS[agent]).map(withCure),
    ...unsharedFiles([file, HOOK_PLACE], context),
  ]
}

/** There is no entry that could be removed. */
function withCure(finding: Finding): Finding {
  const hint =
    'Run `dotclaude init --force`: it writes the plugin and the hook file again and keeps a backup.'
  return typeof finding === 'string' ? finding : { ...finding, hint }
}

/** The one of `bootstrap` is for repositories that have none. */
function withoutPlugin(
  { agent, file }: Pick<Registration, 'agent' | 'file'>,
  { terminal }: DoctorContext,
): readonly Finding[] {
  const { title } = DIALECTS[agent]
  const own = userRegistration(agent)
  if (own.form.kind === 'file' && readUserFile(terminal.home, own.file) === own.form.text)
    return [`${title}: plugin present in ~/${own.file}`]
  return [diagnose('ENV_GUARD_UNREGISTERED', { file }, { agent: title, name: agent })]
}

/** Through a URL of data, because what kind of module a file is depends on files around it that the agent ignores. */
const CALLER = `
import { readFileSync } from 'node:fs'
const plugin = await import('data:text/javascript;base64,' + readFileSync(process.argv[1]).toString('base64'))
const { directory, args, ...call } = JSON.parse(readFileSync(0, 'utf8'))
const hooks = await Object.values(plugin)[0]({ directory, worktree: directory })
try {
  await hooks['tool.execute.before'](call, { args })
} catch (error) {
  process.stderr.write(error.message)
  process.exitCode = 2
}
`

function callerOf(path: string, file: string): Parameters<typeof fireHook>[0] {
  const args = ['--input-type=module', '--eval', CALLER, path]
  return {
    file,
    event: 'tool.execute.before',
    matcher: undefined,
    command: process.execPath,
    args,
    handler: {},
  }
}
