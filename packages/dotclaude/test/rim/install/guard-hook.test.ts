// The guard hook that `init` writes, run as an agent runs it: JSON on standard input, the verdict as the exit code.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'

const GUARD = fileURLToPath(
  new URL('../../../content/templates/governed-repository/files/.claude/hooks/guard.mjs', import.meta.url),
)
const ALLOWED = 0
const STOPPED = 2

const runGuard = (input: string): Promise<Run> => runCli([process.execPath, GUARD], { input })
const judge = (command: string, tool = 'Bash'): Promise<Run> =>
  runGuard(JSON.stringify({ tool_name: tool, tool_input: { command } }))

const DESTROYS = [
  'git reset --hard',
  'git reset HEAD~1 --hard',
  'git -C x --no-pager -c a=b reset --har',
  '/usr/bin/git reset --hard',
  '"git" "reset" "--hard"',
  "git re''set --hard",
  'git \\\n reset --hard',
  'bash -lc "cd x && git reset --hard"',
  'bash <<< "git reset --hard"',
  'bash <<EOF\ngit reset --hard\nEOF',
  'eval git reset --hard',
  'sudo -n env A=b timeout 5 git reset --hard',
  'ls | xargs git reset --hard',
  'if true; then git reset --hard; fi',
  '(git reset --hard)',
  'echo "$(git reset --hard)"',
  '$(echo git) reset --hard',
  'cat > a <<EOF\nx\nEOF\ngit reset --hard',
  'git push -uf origin x',
  'git push --force',
  "git push origin '+main'",
  'git push --force-with-lease origin main',
  'git clean -xdf',
  'git clean --force -d',
  'git checkout -- .',
  'git checkout HEAD -- .',
  'git checkout -f',
  'git restore --staged --worktree .',
  'git branch -D x',
  'git branch --delete --force x',
  'git worktree remove x --force',
  'git switch --discard-changes x',
]

const IS_HARMLESS = [
  'ls',
  'git status',
  'git commit -m "docs: explain git reset --hard"',
  'grep -rn "git push --force" .',
  '# git reset --hard',
  "cat <<'EOF' > notes.md\ngit reset --hard, and don't\nEOF",
  'gh pr create --body "$(cat <<\'EOF\'\nnever git reset --hard\nEOF\n)"',
  'git clean -nfd',
  'git checkout .github/x',
  'git checkout -b feature',
  'git push origin feature-f',
  'git push --force-with-lease origin mine',
  'git restore --staged .',
  'git reset --soft HEAD~1',
  'git branch -d x',
  'git worktree remove x',
  'git diff 2>&1 | head',
]

test.concurrent.each(DESTROYS)('stops %j', async (command) => {
  const { exitCode, stdout, stderr } = await judge(command)
  expect({ exitCode, stdout }).toEqual({ exitCode: STOPPED, stdout: '' })
  expect(stderr).toMatch(/^Stopped: git .+\n.+Otherwise: .+\n$/)
})

test.concurrent.each(IS_HARMLESS)('lets %j run', async (command) => {
  expect(await judge(command)).toMatchObject({ exitCode: ALLOWED, stdout: '', stderr: '' })
})

test.concurrent.each([
  { tool: 'PowerShell', exitCode: STOPPED },
  { tool: 'Write', exitCode: ALLOWED },
])('judges commands of $tool', async ({ tool, exitCode }) => {
  expect(await judge('git reset --hard', tool)).toMatchObject({ exitCode })
})

test.concurrent.each(['', '{', 'null', '{"tool_name":"Bash"}'])(
  'stops what it cannot read: %j',
  async (input) => {
    const { exitCode, stderr } = await runGuard(input)
    expect(exitCode).toBe(STOPPED)
    expect(stderr).toMatch(/could not judge/)
  },
)
