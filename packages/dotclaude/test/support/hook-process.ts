// The hook as agents meet it: the one file that `init` writes, started by Node with an agent's JSON on standard input.
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { onTestFinished } from 'vitest'
import { HOOK_TEXT } from '../../src/install/hook-file.generated.ts'

export const HOOK_PLACE = '.claude/hooks/guard.mjs'

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

/** One spec covers `covered/**` and is approved; `.claude/**` and `docs/repo-facts.json` are protected and nobody's. */
const governedFiles = (mode: 'off' | 'warn' | 'enforce'): Readonly<Record<string, string>> => ({
  'docs/repo-facts.json': json({
    protected_paths: ['.claude/**', 'covered/**', 'docs/repo-facts.json'],
    instruction_files: [],
  }),
  '.claude/dotclaude.json': json({ session: { mode } }),
  '.claude/settings.json': '{}\n',
  'docs/specs/README.md': '# Specs\n',
  'docs/specs/cover/spec.json': json({
    id: 'cover',
    title: 'Cover',
    status: 'approved',
    owners: ['a@example.com'],
    linked_paths: ['covered/**'],
    acceptance_commands: ['true'],
  }),
  'covered/a.js': 'a\n',
  'src/a.js': 'a\n',
})

export function governedRepository(mode: 'off' | 'warn' | 'enforce' = 'enforce'): GitRepository {
  const repository = makeGitRepository({ ...governedFiles(mode), [HOOK_PLACE]: HOOK_TEXT })
  onTestFinished(repository.remove)
  return repository
}

export interface HookCall {
  /** What stands behind the file's name. */
  readonly words: readonly string[]
  readonly input: string
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** With a home of its own, so that nothing of the user's is read. */
export function callHook({ words, input, cwd, env = {} }: HookCall): Promise<Run> {
  const home = makeTempTree()
  onTestFinished(home.remove)
  const command = [process.execPath, join(cwd, HOOK_PLACE), ...words]
  return runCli(command, { cwd, input, env: { HOME: home.root, GIT_CONFIG_NOSYSTEM: '1', ...env } })
}
