// A repository as a value, for tables of commands: /repo on the branch `feature`, which has pushed `HEAD~1` and not HEAD.
import type { GuardContext, RepositoryState } from '../../../src/guard/guard-context.ts'

const ROOT = '/repo'

interface Known {
  readonly tracked?: readonly string[]
  readonly changed?: readonly string[]
  readonly untracked?: readonly string[]
  readonly ignored?: readonly string[]
  readonly aliases?: Readonly<Record<string, string>>
  readonly worktrees?: number
  readonly scripts?: Readonly<Record<string, string>>
  readonly texts?: Readonly<Record<string, string>>
  /** Files that differ from the commits of any other branch. */
  readonly unlike?: readonly string[]
}

const USUAL: Required<Known> = {
  tracked: ['README.md', 'src/clean.ts', '.husky/pre-commit', '.claude/settings.json'],
  changed: ['src/app.ts'],
  untracked: ['notes.txt'],
  ignored: ['node_modules', 'dist', '.env'],
  aliases: {},
  worktrees: 1,
  scripts: {},
  texts: {},
  unlike: [],
}

/** Whether one of the files is the path, lies below it or matches its pattern. */
function finds(files: readonly string[], path: string): boolean {
  const pattern = path
    .replaceAll(/[.+^${}()|]/g, '\\$&')
    .replaceAll('/**/', '/(?:.+/)?')
    .replaceAll(/(?<![)?])\*+/g, '[^/]*')
  return files.some((file) => new RegExp(`^${pattern}(?:/.*)?$`).test(file))
}

function knownState(known: Known): RepositoryState {
  const { tracked, changed, untracked, ignored, aliases, worktrees, scripts, texts, unlike } = {
    ...USUAL,
    ...known,
  }
  const at = (paths: readonly string[]): readonly string[] => paths.map((path) => `${ROOT}/${path}`)
  const all = at([...tracked, ...changed, ...untracked, ...ignored])
  const inside = (path: string): boolean => path === ROOT || path.startsWith(`${ROOT}/`)
  return {
    insideRepository: inside,
    rootOf: (path) => (inside(path) ? ROOT : undefined),
    exists: (path) => finds([...all, '/home/me/notes', '/home/me/.claude/settings.json'], path),
    isFolder: (path) => path === ROOT || all.some((file) => file.startsWith(`${path}/`)),
    isTracked: (path) => finds(at([...tracked, ...changed]), path),
    isChanged: (path) => finds(at(changed), path),
    isDirty: (path) => finds(at([...changed, ...untracked]), path),
    isIgnored: (path) => at(ignored).some((folder) => path === folder || path.startsWith(`${folder}/`)),
    currentBranch: () => 'feature',
    defaultBranch: () => 'main',
    branchExists: (branch) => ['main', 'feature', 'old', 'done'].includes(branch),
    isMerged: (branch) => ['main', 'done'].includes(branch),
    upstreamOf: (branch) => (branch === 'feature' || branch === 'main' ? `origin/${branch}` : undefined),
    isPushed: (revision) => !/^(?:HEAD|feature)$/.test(revision),
    gitAlias: (name) => aliases[name],
    worktrees: () => worktrees,
    readScript: (path) => scripts[path.slice(ROOT.length + 1)],
    readText: (path) => texts[path.slice(ROOT.length + 1)],
    archiveMembers: () => undefined,
    filesUnlike: (_, path) => at(unlike).filter((file) => file === path || file.startsWith(`${path}/`)),
  }
}

export function contextWith(known: Known = {}, changes: Partial<GuardContext> = {}): GuardContext {
  return {
    shell: 'bash',
    cwd: ROOT,
    home: '/home/me',
    options: { packs: {}, rules: {}, protectedBranches: ['release/*'] },
    state: knownState(known),
    isApproved: () => false,
    ...changes,
  }
}
