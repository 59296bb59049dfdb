// What the reader makes of a command line, indirection by indirection: each row comes down to the same program.
import { expect, test } from 'vitest'
import { judgeCommand } from '../../../src/guard/judge-command.ts'
import { contextWith } from './known-state.ts'

const BASH = [
  'git reset --hard',
  '/usr/bin/git reset --hard',
  'git {reset,--hard}',
  'a=(git reset --hard); "${a[@]}"',
  '$(echo git) reset --hard',
  'g=git; $g reset --hard',
  'x=hard; git reset "--$x"',
  "$'\\x67it' reset --hard",
  'bash -c "git reset --hard"',
  'bash -lc \'git "$@"\' _ reset --hard',
  'echo "git reset --hard" | bash',
  'bash <<< "git reset --hard"',
  'bash <<EOF\ngit reset --hard\nEOF',
  'source <(echo git reset --hard)',
  'eval "git reset" --hard',
  'f() { git "$@"; }; f reset --hard',
  'alias x="git reset"; x --hard',
  'sudo env A=1 timeout 5 nice -n 3 git reset --hard',
  'echo reset --hard | xargs git',
  'parallel git reset ::: --hard',
  'echo Z2l0IHJlc2V0IC0taGFyZA== | base64 -d | sh',
  'python3 -c "import os; os.system(\'git reset --hard\')"',
  "node -e \"require('child_process').execFileSync('git', ['reset', '--hard'])\"",
  'perl -e \'system("git", "reset", "--hard")\'',
  'cat > x.sh <<EOF\ngit reset --hard\nEOF\nbash x.sh',
  'if true; then git reset --hard; fi',
  'for v in reset; do git $v --hard; done',
  'git config alias.p "reset --hard" && git p',
  'powershell -Command "git reset --hard"',
  'pwsh -enc ZwBpAHQAIAByAGUAcwBlAHQAIAAtAC0AaABhAHIAZAA=',
  'trap "git reset --hard" EXIT',
  'git reset \\\n --hard',
]

const POWERSHELL = [
  'git reset --hard',
  '& "git" reset --hard',
  'g`it reset --hard',
  "iex 'git reset --hard'",
  '$g = "git"; & $g reset --hard',
]

test.each([
  ...BASH.map((command) => ['bash', command] as const),
  ...POWERSHELL.map((command) => ['powershell', command] as const),
])('%s: %s', (shell, command) => {
  const verdict = judgeCommand(command, contextWith({}, { shell }))
  expect(verdict).toMatchObject({ decision: 'deny', rule: 'GUARD_GIT_RESET_HARD' })
})
