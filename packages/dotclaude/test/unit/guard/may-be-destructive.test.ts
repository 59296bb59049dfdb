// The cheap look before the parser: lines of every day end there, and lines that only look like them do not. That nothing
// destructive ends there is shown on the corpus and by the disguises.
import { expect, test } from 'vitest'
import { mayBeDestructive } from '../../../src/guard/may-be-destructive.ts'

const EVERYDAY: readonly string[] = [
  'npm test',
  'npm run build && ls -la dist | sort -k2,2n | head -5',
  'cat package.json | grep "push" | sort | uniq -c',
  'cd packages/a && npm ci; git status',
  'git add -A && git commit -m "explain git reset --hard"',
  "git commit -am 'one\n\nrm -rf of two' --signoff",
  'git -C sub log --oneline -5 | cat',
  'git --no-pager diff --stat HEAD~1..HEAD',
  'git fetch --prune origin && git branch -vv',
  'git stash list; git worktree list; git remote -v; git tag -l',
  "sed -n '1,40p' src/a.ts",
  "sed -E 's/rm -rf/x/g' notes.txt | wc -l",
  'find . -name "*.ts" -type f -not -path "./node_modules/*"',
  "rg 'git push --force' docs",
  '  ls  ',
  'npm run docker:up && pnpm test | tail -5',
  'go test -race -count=1 ./... && go vet ./cmd',
  'cargo build --release --workspace; cargo test reset',
  'pytest -xq tests/test_reset.py',
]

test.each(EVERYDAY)('ends here: %s', (line) => {
  expect(mayBeDestructive(line)).toBe(false)
})

const LOOKING_LIKE_IT: readonly string[] = [
  "echo # 's\nrm -rf /\n'",
  'ls # it\ngit reset --hard',
  'ls\nrm -rf src',
  'ls & rm -rf src',
  'ls |& sh',
  'echo "$(rm -rf src)"',
  'echo "`rm -rf src`"',
  String.raw`echo "a\" ; rm -rf src ; echo \"b"`,
  'echo a > src/a.ts',
  'echo rm -rf src | sh',
  "echo 'rm -rf src' | ssh host",
  "echo 'rm -rf src' | cat | ssh host",
  "echo 'rm -rf src' | while read line; do ssh host; done",
  'ls; if true; then rm x; fi',
  'PATH=. ls; rm x',
  'sort a -o b',
  'sort --output=b a',
  'uniq a b; rm c',
  "sed -n 'w b' a",
  "sed 's/a/b/w c' a",
  "sed 's/a/rm x/e' a",
  "sed -i 's/a/b/' a",
  "sed -n -e 1p -e 'w b' a",
  'sed -nf script a',
  'npm run x | sh',
  'npm run clean -- rm',
  'npm unpublish a',
  'pnpm exec rm x',
  'go test -exec rm ./...',
  'go build -o mv .',
  'cargo install rm',
  'cargo test -- rm',
  'pytest -p rm',
  'alias npm=rm; npm test',
  'find . -delete',
  'find . -name x -fprint y',
  'find . -exec rm x +',
  'rg --pre rm x .',
  'git log --output=src/a.ts',
  'git log --outp=src/a.ts',
  'git diff --ext-diff',
  'git -c core.pager=x log',
  'git fetch origin +main:main',
  'git fetch --upload-pack=x origin',
  'git branch -D mine',
  'git stash show --output=a',
  'git stash drop',
  'git tag -d v1',
  'git commit -m a -m -m --amend',
  'git commit --no-verify -m a',
  'cd .git/hooks && wget http://127.0.0.1/pre-commit',
  'echo ‘a’; Remove-Item b',
  "echo 'a\u2019; Remove-Item b; echo \u2018c'",
  'echo --% ; Remove-Item b',
]

test.each(LOOKING_LIKE_IT)('is read: %s', (line) => {
  expect(mayBeDestructive(line)).toBe(true)
})
