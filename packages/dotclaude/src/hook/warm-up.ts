// Command lines of the common kinds, judged in a world where nothing exists and for nobody: the engine compiles a function
// when it is first called, and what it has compiled by then is what is kept.
import { guardCommand } from '../guard-store/guard-session.ts'
import type { GuardContext } from '../guard/guard-context.ts'
import { judgeCommand } from '../guard/judge-command.ts'

const LINES: readonly string[] = [
  'rm -rf node_modules dist/*.js "$HOME/x"',
  'cd a && git push --force origin main || git reset --hard HEAD~1; git checkout -- . && git clean -fd',
  'git fetch origin && git rebase origin/main && git branch -D x && git stash drop',
  'sed -i "s/a/b/" x.ts | sort -u > out.txt 2>&1',
  'for f in *.ts src/{a,b}.js; do mv "$f" "${f%.ts}.mts"; done',
  'if [ -f a ]; then FOO=1 bash -c "cp -r a b"; else tee x < y; fi',
  'find . -name "*.o" -exec rm {} + | xargs -0 rm -f',
  "cat <<'END' > x\ntext $(date +%s)\nEND",
  'sudo env A=b timeout 5 docker run --rm -v "$(pwd)":/w image npm test',
  'gh pr merge 1 --admin && kubectl delete pod x && terraform destroy',
  'f() { local a=$1; echo $((a + 1)); }; f 2; case $x in a) chmod +x y;; esac',
]

export function warmUp(): void {
  for (const line of LINES) judgeCommand(line, NOWHERE)
  // No folder can be made there.
  const guarded = { shell: 'bash', cwd: '/dev/null', home: '/dev/null', env: {}, now: new Date() } as const
  guardCommand({ ...guarded, command: 'git push --force origin main' })
}

const no = (): false => false
const nothing = (): undefined => undefined

const NOWHERE: GuardContext = {
  shell: 'bash',
  cwd: '/nowhere/repository',
  home: '/nowhere',
  options: { packs: {}, rules: {}, protectedBranches: [] },
  state: {
    insideRepository: () => true,
    rootOf: () => '/nowhere/repository',
    exists: () => true,
    isFolder: () => true,
    isTracked: no,
    isChanged: no,
    isDirty: no,
    isIgnored: () => true,
    currentBranch: nothing,
    defaultBranch: nothing,
    branchExists: no,
    isMerged: no,
    upstreamOf: nothing,
    isPushed: no,
    gitAlias: nothing,
    worktrees: () => 1,
    readScript: nothing,
    readText: nothing,
    archiveMembers: nothing,
    filesUnlike: nothing,
  },
  isApproved: no,
}
