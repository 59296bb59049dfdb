// Each rule once or twice, the decisions that the repository's state makes, modes and approvals. The corpus of commands has
// the breadth; here stands which rule it is.
import { expect, test } from 'vitest'
import { GUARD_CODES } from '../../../src/diagnostics/codes/guard.ts'
import type { GuardContext } from '../../../src/guard/guard-context.ts'
import { judgeCommand } from '../../../src/guard/judge-command.ts'
import { mayBeDestructive } from '../../../src/guard/may-be-destructive.ts'
import { contextWith } from './known-state.ts'

const DENIED: readonly (readonly [command: string, rule: string])[] = [
  ['git reset --hard', 'GUARD_GIT_RESET_HARD'],
  ['git -C /repo re"set" --har', 'GUARD_GIT_RESET_HARD'],
  ['git checkout -- src/app.ts', 'GUARD_GIT_CHECKOUT_DISCARD'],
  ['git checkout main -- .', 'GUARD_GIT_CHECKOUT_DISCARD'],
  ['git switch -f main', 'GUARD_GIT_SWITCH_DISCARD'],
  ['git restore .', 'GUARD_GIT_RESTORE_DISCARD'],
  ['git clean -xdf', 'GUARD_GIT_CLEAN'],
  ['git stash drop', 'GUARD_GIT_STASH_DROP'],
  ['git rm -rf src', 'GUARD_GIT_RM_DISCARD'],
  ['git worktree remove --force .', 'GUARD_GIT_WORKTREE_REMOVE'],
  ['git submodule update --force', 'GUARD_GIT_SUBMODULE_DISCARD'],
  ['git read-tree --reset -u HEAD', 'GUARD_GIT_INDEX_DISCARD'],
  ['git branch -D old', 'GUARD_GIT_BRANCH_DELETE'],
  ['git branch -f old HEAD', 'GUARD_GIT_BRANCH_RESET'],
  ['git tag -d v1', 'GUARD_GIT_TAG_DELETE'],
  ['git update-ref -d refs/heads/old', 'GUARD_GIT_REF_DELETE'],
  ['git reflog expire --all', 'GUARD_GIT_REFLOG_EXPIRE'],
  ['git gc --prune=now', 'GUARD_GIT_GC_PRUNE'],
  ['git filter-branch --all', 'GUARD_GIT_HISTORY_REWRITE'],
  ['git rebase -i HEAD~2', 'GUARD_GIT_REBASE_INTERACTIVE'],
  ['git push -uf origin feature', 'GUARD_GIT_PUSH_FORCE'],
  ['git push --force-with-lease origin HEAD:main', 'GUARD_GIT_PUSH_FORCE'],
  ['git push origin :old', 'GUARD_GIT_PUSH_DELETE'],
  ['git push --mirror', 'GUARD_GIT_PUSH_MIRROR'],
  ['git commit -anm done', 'GUARD_CONTROL_NO_VERIFY'],
  ['HUSKY=0 git push', 'GUARD_CONTROL_NO_VERIFY'],
  ['git -c core.hooksPath=/dev/null commit', 'GUARD_CONTROL_HOOKS_PATH'],
  ['chmod -x .git/hooks/pre-commit', 'GUARD_CONTROL_HOOK_FILES'],
  ['echo {} > .claude/settings.json', 'GUARD_CONTROL_SETTINGS'],
  ['npx dotclaude guard approve ABCDEF', 'GUARD_CONTROL_APPROVAL'],
  ['rm -rf .git', 'GUARD_FILE_DELETE_REPOSITORY'],
  ['rm -rf ~', 'GUARD_FILE_DELETE_ROOT'],
  ['rm -r /home/me/notes', 'GUARD_FILE_DELETE_OUTSIDE'],
  ['rm -rf src', 'GUARD_FILE_DELETE_WORK'],
  ['rm .env', 'GUARD_FILE_DELETE_WORK'],
  ['cp README.md src/app.ts', 'GUARD_FILE_OVERWRITE'],
  ['rsync -a --delete other/ src', 'GUARD_FILE_SYNC_DELETE'],
  ['dd if=a of=/dev/sda', 'GUARD_FILE_DEVICE'],
  ['gh repo delete acme/shop', 'GUARD_FORGE_DELETE'],
  ['gh pr merge 1 --admin', 'GUARD_FORGE_ADMIN_MERGE'],
  ['gh repo edit --visibility public', 'GUARD_FORGE_PROTECTION'],
  ['npm unpublish shop@1.0.0', 'GUARD_REGISTRY_UNPUBLISH'],
  ['$(cat program) reset --hard', 'GUARD_UNDECIDABLE'],
]

const WARNED: readonly (readonly [command: string, rule: string])[] = [
  ['terraform destroy', 'GUARD_INFRA_DESTROY'],
  ['docker volume prune', 'GUARD_CONTAINER_PRUNE'],
  ['dropdb shop', 'GUARD_DATABASE_DROP'],
]

test.each(DENIED)('%s: %s', (command, rule) => {
  const verdict = judgeCommand(command, contextWith())
  expect({ decision: verdict.decision, rule: verdict.rule }).toEqual({ decision: 'deny', rule })
  expect(verdict.reason).toMatch(/^[^a-z].*\.$/s)
  expect(verdict.next).toBeTruthy()
  expect(mayBeDestructive(command)).toBe(true)
})

test.each(WARNED)('%s: %s is a warning', (command, rule) => {
  expect(judgeCommand(command, contextWith())).toMatchObject({ decision: 'warn', rule })
})

test('every rule stands in a table', () => {
  const shown = new Set<string>([...DENIED, ...WARNED].map(([, rule]) => rule))
  expect(Object.keys(GUARD_CODES).filter((code) => !shown.has(code))).toEqual(['GUARD_GIT_STASH_POP'])
})

test.each([
  'git status',
  'git commit -m "git reset --hard"',
  'echo "rm -rf /"',
  'grep -rn "git push --force" .',
  "cat <<'EOF' > guide.md\ngit reset --hard\nEOF",
  'git checkout -- src/clean.ts',
  'git checkout -b next',
  'git push --force-with-lease origin feature',
  'git branch -D done',
  'git clean -nd',
  'git stash pop',
  'rm -rf dist node_modules/.cache',
  'rm src/clean.ts',
  'd=$(mktemp -d); rm -rf "$d"',
  "find . -name '*.pyc' -delete",
  'GIT_SEQUENCE_EDITOR=: git rebase -i --autosquash main',
  'HUSKY=0 npm ci',
])('%s is allowed', (command) => {
  expect(judgeCommand(command, contextWith())).toMatchObject({ decision: 'allow' })
})

test.each<[string, Parameters<typeof contextWith>[0], string]>([
  ['git checkout .', { changed: [] }, 'allow'],
  ['git checkout .', {}, 'deny'],
  ['git stash pop', { worktrees: 2 }, 'deny'],
  ['git oops', { aliases: { oops: 'reset --hard' } }, 'deny'],
  ['git oops', { aliases: { oops: 'status' } }, 'allow'],
  ['git oops', { aliases: { oops: '!git clean -fdx' } }, 'deny'],
  ['./wipe.sh', { scripts: { 'wipe.sh': '#!/bin/sh\ngit reset --hard\n' } }, 'deny'],
  ['rm -rf notes.txt', {}, 'deny'],
  ['rm -rf notes.txt', { untracked: [] }, 'allow'],
])('%s with %j: %s', (command, known, decision) => {
  expect(judgeCommand(command, contextWith(known)).decision).toBe(decision)
})

test.each<[string, GuardContext['options'], string]>([
  ['git reset --hard', { packs: { 'git-discard': 'warn' }, rules: {}, protectedBranches: [] }, 'warn'],
  ['git reset --hard', { packs: { 'git-discard': 'off' }, rules: {}, protectedBranches: [] }, 'allow'],
  [
    'git reset --hard',
    { packs: { 'git-discard': 'off' }, rules: { GUARD_GIT_RESET_HARD: 'deny' }, protectedBranches: [] },
    'deny',
  ],
  ['dropdb shop', { packs: { databases: 'deny' }, rules: {}, protectedBranches: [] }, 'deny'],
  [
    'git push --force-with-lease origin feature',
    { packs: {}, rules: {}, protectedBranches: ['feat*'] },
    'deny',
  ],
])('%s with options: %j gives %s', (command, options, decision) => {
  expect(judgeCommand(command, contextWith({}, { options })).decision).toBe(decision)
})

test('an approval lets its rule pass, and no other', () => {
  const isApproved: GuardContext['isApproved'] = ({ rule }) => rule === 'GUARD_GIT_RESET_HARD'
  expect(judgeCommand('git reset --hard', contextWith({}, { isApproved })).decision).toBe('allow')
  const both = judgeCommand('git reset --hard; git clean -fd', contextWith({}, { isApproved }))
  expect(both).toMatchObject({ decision: 'deny', rule: 'GUARD_GIT_CLEAN' })
})

test('what is written, and what is lossy, is told', () => {
  const verdict = judgeCommand(
    'sed -i s/a/b/ src/clean.ts; git merge --abort > log; cp a "$X"',
    contextWith(),
  )
  expect(verdict.isLossy).toBe(true)
  expect(verdict.writes).toEqual([
    { path: '/repo/log', isTree: false, certainty: 'certain', by: '>' },
    { path: '/repo/src/clean.ts', isTree: false, certainty: 'certain', by: 'sed -i' },
    { isTree: true, certainty: 'possible', by: 'git merge' },
    { isTree: false, certainty: 'possible', by: 'cp' },
  ])
})

test('wrappers are told, and what is unknown is shown as such', () => {
  const { invocations } = judgeCommand('sudo -u me bash -c "cd /tmp && ls $1"', contextWith())
  expect(invocations).toEqual([{ program: 'ls', args: ['…'], via: ['sudo', 'bash -c'], folder: '/tmp' }])
})

test.each([
  'git status',
  'ls -la',
  'npm test 2>&1 | tail -5',
  'grep -rn "foo" src',
  'cd src && cat app.ts',
  'git add -A && git commit -m "explain git reset --hard"',
  "sed -n '1,40p' src/app.ts | head -5",
])('%s is not even parsed', (command) => {
  expect(mayBeDestructive(command)).toBe(false)
})

test.each([
  'git commit -m x\ngit reset --hard',
  'echo "; git commit -m " && git reset --hard "x"',
  'git commit -m "$(git reset --hard)"',
  'git commit -m x -n',
  'git commit -anm x',
  'git commit -m x & git reset --hard',
  "sed -n '1,2p;w .git/hooks/pre-commit' a",
  'cat a | sh',
])('%j is parsed', (command) => {
  expect(mayBeDestructive(command)).toBe(true)
})
