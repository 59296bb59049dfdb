// Runs dotclaude on this repository, as anybody would on theirs: all checks, and whether the plugin is what the library
// compiles to. A CI that does not say which change it is about is no
// pull request: there the change is what stands beside the default branch, as at a terminal.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './repository-files.ts'

const { CI: _ci, ...withoutCi } = process.env
const saysWhatChanged = process.env['GITHUB_ACTIONS'] === 'true' || process.env['GITLAB_CI'] === 'true'
const env = saysWhatChanged ? process.env : withoutCi
const program = join(ROOT, 'packages/dotclaude/dist/main.js')
const library = ['compile', '--agent', 'plugin', '--from', 'packages/dotclaude/content', '--check']
for (const words of [['check'], library]) {
  const { status } = spawnSync(process.execPath, [program, ...words], { cwd: ROOT, env, stdio: 'inherit' })
  process.exitCode = Math.max(Number(process.exitCode ?? 0), status ?? 2)
}
