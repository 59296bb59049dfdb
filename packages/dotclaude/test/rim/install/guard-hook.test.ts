// The hook file that `init` writes, run as an agent runs it: JSON on standard input, the verdict as the exit code. The
// corpus holds thousands of commands; here are those by which the file itself is known to work.
import { expect, test } from 'vitest'
import { runHook } from '../../../src/hook/run-hook.ts'
import { governedRepository } from '../../support/hook-process.ts'

function judge(command: string, tool = 'Bash') {
  const repository = governedRepository('off')
  repository.write({ 'src/a.js': 'unsaved work\n', 'untracked.txt': 'x\n' })
  const input = JSON.stringify({ tool_name: tool, tool_input: { command }, cwd: repository.root })
  const home = repository.root
  return runHook([], () => input, { env: {}, cwd: home, home, isWindows: false, now: () => new Date(0) })
}

const ALLOWED = 0
const STOPPED = 2

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

test.each(DESTROYS)('stops %j', async (command) => {
  const { exitCode, stdout, stderr } = await judge(command)
  expect({ exitCode, stdout }).toEqual({ exitCode: STOPPED, stdout: '' })
  expect(stderr).toMatch(/^GUARD_[A-Z_]+: .+\n.+\nNext: .+\n$/)
})

test.each(IS_HARMLESS)('lets %j run', async (command) => {
  expect(await judge(command)).toMatchObject({ exitCode: ALLOWED, stdout: '', stderr: '' })
})

test.each(['PowerShell', 'Monitor', 'mcp__x__run', 'ToolOfTomorrow'])(
  'judges commands of %s',
  async (tool) => {
    expect(await judge('git reset --hard', tool)).toMatchObject({ exitCode: STOPPED })
    expect(await judge('git status', tool)).toMatchObject({ exitCode: ALLOWED })
  },
)
