// Work trees that few have and somebody always has: other names, other indexes, other settings, other repositories inside.
// Each is saved, ruined and brought back; and nothing that a restore would write over is lost by it.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { guardCommand } from '../../../src/guard-store/guard-session.ts'
import { restoreWorkTree } from '../../../src/guard-store/restore-work-tree.ts'
import { saveWorkTree } from '../../../src/guard-store/save-work-tree.ts'
import type { SavedWorkTree } from '../../../src/guard-store/saved-work-tree.ts'
import {
  ENV,
  LATER,
  NOW,
  gitFolder,
  groundAt,
  listing,
  put,
  savedIn,
  saveRuinRestore,
} from '../../support/work-tree.ts'
import type { Ground } from '../../support/work-tree.ts'

const FILES = { 'a.txt': 'a\n', 'b/b.txt': 'b\n', 'run.sh': '#!/bin/sh\n', '.gitignore': 'ignored\n*.log\n' }

function repository(files: Readonly<Record<string, string>> = FILES): Ground {
  const { root, remove } = makeGitRepository(files)
  onTestFinished(remove)
  return groundAt(root)
}

function emptyFolder(): string {
  const tree = makeTempTree({})
  onTestFinished(tree.remove)
  return realpathSync(tree.root)
}

function resetAndClean({ git }: Ground): void {
  git('reset', '-q', '--hard')
  git('clean', '-qfd')
}

function removeAll({ root }: Ground): void {
  for (const name of readdirSync(root).filter((one) => one !== '.git'))
    rmSync(join(root, name), { recursive: true })
}

function resetAndRemove(ground: Ground): void {
  resetAndClean(ground)
  removeAll(ground)
}

const NOT_UTF8 = Buffer.from('caf\u00E9 \u00FF', 'latin1')
const inFolder = (root: string, name: Buffer): Buffer => Buffer.concat([Buffer.from(`${root}/`), name])

/** What is missing comes first, so that a folder is read with all that is in it. */
const change = ({ root }: Ground): void => {
  put(root, 'a.txt', 'changed\n')
  put(root, 'new', 'new\n')
}

interface Odd {
  readonly name: string
  readonly make?: () => Ground
  readonly state: (ground: Ground) => unknown
  readonly ruin?: (ground: Ground) => void
}

const ODD: readonly Odd[] = [
  {
    name: 'names that are no UTF-8: changed, untracked and deleted',
    state: ({ root, git }) => {
      const [first, second] = ['1', '2'].map((end) => Buffer.concat([NOT_UTF8, Buffer.from(end)]))
      if (first === undefined || second === undefined) return
      for (const name of [first, second]) writeFileSync(inFolder(root, name), 'one\n')
      git('add', '-A')
      git('commit', '-qm', 'odd')
      writeFileSync(inFolder(root, first), 'two\n')
      rmSync(inFolder(root, second))
      writeFileSync(inFolder(root, NOT_UTF8), 'untracked\n')
      mkdirSync(inFolder(root, Buffer.concat([NOT_UTF8, Buffer.from('d')])))
      writeFileSync(inFolder(root, Buffer.concat([NOT_UTF8, Buffer.from('d/x')])), 'deep\n')
    },
  },
  {
    name: 'names that other programs stumble over',
    state: ({ root }) => {
      for (const name of [
        '"quoted"',
        "it's",
        ' blank ',
        '-f',
        'tab\there',
        'back\\slash',
        '__proto__',
        '*',
        '[a]',
      ])
        put(root, name, `${name}\n`)
      put(root, 'line\nbreak', 'odd\n')
      put(root, 'git~1', 'short\n')
      put(root, 'constructor', 'c\n')
    },
  },
  {
    name: 'names that differ in case alone',
    state: ({ root, git }) => {
      put(root, 'A.txt', 'upper\n')
      git('add', 'A.txt')
      put(root, 'a.TXT', 'mixed\n')
    },
  },
  {
    name: 'line ends that git takes for its own',
    state: ({ root, git }) => {
      put(root, '.gitattributes', '* text=auto\nw.txt eol=crlf\n')
      put(root, 'crlf.txt', 'one\r\ntwo\r\n')
      put(root, 'w.txt', 'one\ntwo\n')
      put(root, 'mixed.txt', 'one\r\ntwo\n')
      git('add', '-A')
      git('commit', '-qm', 'ends')
    },
    ruin: removeAll,
  },
  {
    name: 'a filter that leaves out what the file says',
    state: ({ root, git }) => {
      git('config', 'filter.hide.clean', 'sed s/secret.*//')
      put(root, '.gitattributes', '*.conf filter=hide\n')
      put(root, 'a.conf', 'key\nsecret 1\n')
      git('add', '-A')
      git('commit', '-qm', 'filter')
    },
    ruin: removeAll,
  },
  {
    name: 'an index in two halves, of which git throws one away',
    state: (ground) => {
      change(ground)
      ground.git('update-index', '--split-index')
      ground.git('add', 'a.txt')
    },
    ruin: (ground) => {
      resetAndClean(ground)
      ground.git('update-index', '--no-split-index')
      for (const name of readdirSync(gitFolder(ground)).filter((one) => one.startsWith('sharedindex.')))
        rmSync(join(gitFolder(ground), name))
    },
  },
  {
    name: 'an index of version 4 with a cache of untracked files',
    state: (ground) => {
      change(ground)
      ground.git('update-index', '--index-version', '4', '--untracked-cache')
      ground.git('add', 'a.txt')
    },
  },
  {
    name: 'a sparse index',
    state: (ground) => {
      ground.git('sparse-checkout', 'set', '--cone', '--sparse-index')
      change(ground)
    },
  },
  {
    name: 'files that git was told to take for unchanged',
    state: ({ root, git }) => {
      git('update-index', '--assume-unchanged', 'a.txt')
      git('update-index', '--skip-worktree', 'b/b.txt')
      put(root, 'a.txt', 'hidden\n')
      put(root, 'b/b.txt', 'hidden too\n')
    },
    ruin: removeAll,
  },
  {
    name: 'a change of the same length in the same moment as the index',
    state: ({ root, git }) => {
      const second = 1_700_000_000
      git('config', 'core.trustctime', 'false')
      utimesSync(join(root, 'a.txt'), second, second)
      git('add', 'a.txt')
      put(root, 'a.txt', 'b\n')
      utimesSync(join(root, 'a.txt'), second, second)
      utimesSync(join(root, '.git/index'), second, second)
    },
  },
  {
    name: 'no branch',
    state: (ground) => {
      ground.git('checkout', '-q', '--detach')
      change(ground)
    },
  },
  {
    name: 'a mode that git was told not to look at',
    state: ({ root, git }) => {
      git('config', 'core.fileMode', 'false')
      chmodSync(join(root, 'run.sh'), 0o755)
      put(root, 'run.sh', 'changed\n')
    },
  },
  {
    name: 'files and folders in one another’s place',
    state: ({ root }) => {
      rmSync(join(root, 'b'), { recursive: true })
      mkdirSync(join(root, 'elsewhere'))
      put(root, 'elsewhere/b.txt', 'elsewhere\n')
      symlinkSync('elsewhere', join(root, 'b'))
      rmSync(join(root, 'a.txt'))
      mkdirSync(join(root, 'a.txt'))
      put(root, 'a.txt/inside', 'inside\n')
    },
  },
  {
    name: 'a file that is meant to be added, and a conflict of all three stages',
    state: ({ root, git }) => {
      put(root, 'intended', 'intended\n')
      git('add', '-N', 'intended')
      const blobs = ['1', '2', '3'].map((text) => {
        put(root, 'part', text)
        return git('hash-object', '-w', 'part').trim()
      })
      rmSync(join(root, 'part'))
      const lines = blobs.map((blob, at) => `100644 ${blob} ${at + 1}\tb/b.txt`).join('\n')
      execFileSync('git', ['update-index', '--index-info'], { cwd: root, env: ENV, input: `${lines}\n` })
      put(root, 'b/b.txt', '<<<<<<<\n')
    },
  },
  {
    name: 'SHA-256',
    make: () => {
      const ground = groundAt(emptyFolder())
      ground.git('init', '-q', '--object-format=sha256')
      put(ground.root, 'a.txt', 'a\n')
      ground.git('add', '-A')
      ground.git('commit', '-qm', 'start')
      return ground
    },
    state: change,
  },
  {
    name: 'a clone without history',
    make: () => {
      const { root } = repository()
      const folder = emptyFolder()
      groundAt(folder).git('clone', '-q', '--depth=1', `file://${root}`, 'clone')
      return groundAt(join(folder, 'clone'))
    },
    state: change,
  },
  {
    name: 'a clone without contents',
    make: () => {
      const origin = repository()
      origin.git('config', 'uploadpack.allowFilter', 'true')
      const folder = emptyFolder()
      groundAt(folder).git('clone', '-q', '--filter=blob:none', `file://${origin.root}`, 'clone')
      return groundAt(join(folder, 'clone'))
    },
    state: change,
  },
  {
    name: 'a work tree of a bare repository',
    make: () => {
      const folder = emptyFolder()
      groundAt(folder).git('clone', '-q', '--bare', repository().root, 'bare.git')
      groundAt(join(folder, 'bare.git')).git('worktree', 'add', '-q', join(folder, 'side'), 'main')
      return groundAt(join(folder, 'side'))
    },
    state: change,
  },
  {
    name: 'a repository whose own folder is elsewhere',
    make: () => {
      const folder = emptyFolder()
      groundAt(folder).git(
        'clone',
        '-q',
        '--separate-git-dir',
        join(folder, 'own'),
        repository().root,
        'tree',
      )
      return groundAt(join(folder, 'tree'))
    },
    state: change,
  },
  {
    name: 'a repository inside, of which the outer one knows nothing',
    state: ({ root }) => {
      mkdirSync(join(root, 'inner'))
      const inner = groundAt(join(root, 'inner'))
      inner.git('init', '-q')
      put(inner.root, 'x', 'x\n')
      inner.git('add', '-A')
      inner.git('commit', '-qm', 'x')
      put(inner.root, 'x', 'changed\n')
      put(inner.root, 'y', 'new\n')
    },
    ruin: (ground) => {
      resetAndClean(groundAt(join(ground.root, 'inner')))
      resetAndClean(ground)
    },
  },
  {
    name: 'a submodule that keeps its repository to itself',
    state: ({ root, git }) => {
      git('clone', '-q', repository().root, join(root, 'sub'))
      git('submodule', '--quiet', 'add', './sub')
      put(root, 'sub/a.txt', 'changed inside\n')
      put(root, 'sub/new', 'new inside\n')
    },
    ruin: (ground) => resetAndClean(groundAt(join(ground.root, 'sub'))),
  },
]

test.each(ODD)('$name', ({ make = repository, state, ruin }) => {
  const ground = make()
  state(ground)
  expect(() => saveRuinRestore(ground, ruin ?? resetAndRemove)).not.toThrow()
})

function saved(root: string, env: Readonly<Record<string, string>> = ENV): SavedWorkTree {
  const one = saveWorkTree(root, { command: 'ruin', now: NOW, env })
  if (one === undefined) throw new Error('nothing was saved')
  return one
}

test('neither hooks nor a monitor of files run', () => {
  const ground = repository()
  const folder = emptyFolder()
  const program = `#!/bin/sh\necho ran >> '${folder}/ran'\nexit 1\n`
  mkdirSync(join(folder, 'hooks'))
  for (const name of ['reference-transaction', 'post-index-change', 'monitor', 'post-checkout']) {
    put(folder, `hooks/${name}`, program)
    chmodSync(join(folder, 'hooks', name), 0o755)
  }
  ground.git('config', 'core.hooksPath', join(folder, 'hooks'))
  ground.git('config', 'core.fsmonitor', join(folder, 'hooks/monitor'))
  change(ground)
  const one = saved(ground.root)
  removeAll(ground)
  restoreWorkTree(ground.root, one, { now: LATER, env: ENV })
  expect(existsSync(join(folder, 'ran'))).toBe(false)
  expect(readFileSync(join(ground.root, 'a.txt'), 'utf8')).toBe('changed\n')
})

test('variables that point elsewhere change nothing', () => {
  const ground = repository()
  const other = repository()
  const env = {
    ...ENV,
    GIT_DIR: join(other.root, '.git'),
    GIT_WORK_TREE: other.root,
    GIT_INDEX_FILE: join(other.root, '.git/index'),
    GIT_LITERAL_PATHSPECS: '1',
  }
  change(ground)
  const one = saved(ground.root, env)
  resetAndClean(ground)
  restoreWorkTree(ground.root, one, { now: LATER, env })
  expect(readFileSync(join(ground.root, 'new'), 'utf8')).toBe('new\n')
  expect(savedIn(other.root)).toEqual([])
})

test('what was saved through a link is found without it', () => {
  const ground = repository()
  const link = join(emptyFolder(), 'link')
  symlinkSync(ground.root, link)
  change(ground)
  const { name } = saved(link)
  expect(savedIn(ground.root).map((one) => one.name)).toEqual([name])
  expect(savedIn(link).map((one) => one.name)).toEqual([name])
})

test('no collection of garbage takes it', () => {
  const ground = repository()
  put(ground.root, 'b/b.txt', 'staged\n')
  ground.git('add', 'b/b.txt')
  change(ground)
  const before = listing(ground.root)
  const one = saved(ground.root)
  resetAndClean(ground)
  ground.git('reflog', 'expire', '--expire=now', '--all')
  ground.git('gc', '-q', '--prune=now')
  restoreWorkTree(ground.root, one, { now: LATER, env: ENV })
  expect(listing(ground.root)).toEqual(before)
})

test('what a restore would write over comes back by the next one: ignored, large, and in the way', () => {
  const ground = repository()
  const { root } = ground
  put(root, 'ignored', 'first\n')
  put(root, 'notes', 'first\n')
  mkdirSync(join(root, 'deep'))
  put(root, 'deep/file', 'first\n')
  ground.git('add', '-f', 'ignored')
  const one = saved(root)
  resetAndClean(ground)
  put(root, 'ignored', 'second, and nobody else has it\n')
  put(root, 'notes', 'x'.repeat(21 * 1024 * 1024))
  put(root, 'deep', 'a file\n')
  ground.git('rm', '-q', '--cached', '--ignore-unmatch', 'ignored')
  const before = listing(root)
  const restored = restoreWorkTree(root, one, { now: LATER, env: ENV })
  expect(readFileSync(join(root, 'notes'), 'utf8')).toBe('first\n')
  const back = savedIn(root).find(({ name }) => name === restored.before)
  if (back === undefined) throw new Error('nothing was saved before the restore')
  restoreWorkTree(root, back, { now: LATER, env: ENV })
  expect(listing(root)).toMatchObject({ ...before, deep: before['deep'] })
})

test('a folder in the way is put aside with all that is in it', () => {
  const ground = repository()
  const { root } = ground
  change(ground)
  const one = saved(root)
  rmSync(join(root, 'new'))
  mkdirSync(join(root, 'new'))
  put(root, 'new/build.log', 'nobody saved this\n')
  const { aside = '' } = restoreWorkTree(root, one, { now: LATER, env: ENV })
  expect(readFileSync(join(root, 'new'), 'utf8')).toBe('new\n')
  expect(readFileSync(join(aside, 'new/build.log'), 'utf8')).toBe('nobody saved this\n')
})

test('one file that cannot come back does not keep the others away, and is told', () => {
  const ground = repository()
  const { root } = ground
  change(ground)
  mkdirSync(join(root, 'inner'))
  const inner = groundAt(join(root, 'inner'))
  inner.git('init', '-q')
  put(inner.root, 'x', 'x\n')
  const one = saved(root)
  removeAll(ground)
  const { lost } = restoreWorkTree(root, one, { now: LATER, env: ENV })
  expect(lost.map(({ path }) => path)).toEqual(['inner'])
  expect(readFileSync(join(root, 'new'), 'utf8')).toBe('new\n')
})

test('where nothing can be saved nobody is told that something was', () => {
  const ground = repository()
  change(ground)
  const home = emptyFolder()
  mkdirSync(join(gitFolder(ground), 'refs/dotclaude'), { recursive: true })
  put(gitFolder(ground), 'refs/dotclaude/snapshots', 'in the way\n')
  const guarded = { shell: 'bash', cwd: ground.root, home, env: { ...ENV, HOME: home }, now: NOW } as const
  const { verdict, saved: name, unsaved } = guardCommand({ ...guarded, command: 'git rebase main' })
  expect({ decision: verdict.decision, name, code: unsaved?.code }).toEqual({
    decision: 'allow',
    name: undefined,
    code: 'ENV_GIT_FAILED',
  })
  renameSync(join(gitFolder(ground), 'refs/dotclaude/snapshots'), join(home, 'away'))
  expect(guardCommand({ ...guarded, command: 'git rebase main' }).saved).toBeDefined()
})
