// Runs dotclaude on this repository, as anybody would on theirs. A CI that does not say which change it is about is no
// pull request: there the change is what stands beside the default branch, as at a terminal.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './repository-files.ts'

const { CI: _ci, ...withoutCi } = process.env
const saysWhatChanged = process.env['GITHUB_ACTIONS'] === 'true' || process.env['GITLAB_CI'] === 'true'
const env = saysWhatChanged ? process.env : withoutCi
const program = join(ROOT, 'packages/dotclaude/dist/main.js')
const { status } = spawnSync(process.execPath, [program, 'check'], { cwd: ROOT, env, stdio: 'inherit' })
process.exitCode = status ?? 2
