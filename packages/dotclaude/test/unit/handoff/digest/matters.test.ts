// Commands that matter, and commits by what git says.
import { expect, test } from 'vitest'
import { commandThatMatters, commitsIn } from '../../../../src/handoff/digest/matters.ts'

const MATTERS = [
  'npm test',
  'npm test 2>&1 | tail -5',
  'FOO=1 make all',
  'sudo systemctl restart x',
  'git commit -m x',
  'git -C sub push',
  'git stash',
  "sed -i 's/a/b/' x",
  'cat a && rm b',
  'docker build .',
  'git branch -D x && git checkout -b y',
]

test.each(MATTERS)('%s matters', (command) => {
  expect(commandThatMatters(command)).toBe(command)
})

const LOOKS = [
  '',
  'ls -la',
  'cat a | grep b | head -3',
  'git status && git diff',
  'git --no-pager log --oneline',
  'cd /srv/work',
  'sed -n 1,20p a',
  'rg x; find . -name y',
  "cat <<'EOF'\nrm -rf x\nEOF",
  '# a remark',
]

test.each(LOOKS)('%j only looks', (command) => {
  expect(commandThatMatters(command)).toBeUndefined()
})

test('the folder that it was run in goes', () => {
  expect(commandThatMatters('cd "/srv/my work" && make')).toBe('make')
  expect(commandThatMatters('cd /srv\nmake')).toBe('make')
})

test('commits of one output, and only of commands that commit', () => {
  const output =
    'x\n[main (root-commit) 4be19c2] First\n 1 file\n[detached HEAD abcdef0123] Second: [x] y\n[note] none'
  expect(commitsIn('git add . && git commit -m x', output)).toEqual([
    { id: '4be19c2', subject: 'First' },
    { id: 'abcdef0123', subject: 'Second: [x] y' },
  ])
  expect(commitsIn('echo x', output)).toEqual([])
})
