// `sync` of the program and sync.sh, side by side: the same clone, the same remote, the same outcome. Nothing that looks
// like a secret reaches the remote, and nothing does where the scan cannot answer.
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gitEnvironment, makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { builtProgram, runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

const ITEM = '---\nname: a\ndescription: Does it.\nmetadata:\n  kind: command\n---\n\n# A\n\nFirst.\n'
const LIBRARY = {
  'packages/dotclaude/content/commands/a/SKILL.md': ITEM,
  'plugins/dotclaude/.claude-plugin/plugin.json': '{\n  "version": "2.0.0",\n  "name": "dotclaude"\n}\n',
  'plugins/dotclaude/commands/a.md': '# A\n\nFirst.\n',
}

interface World {
  readonly clone: GitRepository
  /** Somebody else's clone of the same remote. */
  readonly other: GitRepository
  readonly remote: string
  readonly home: string
}

function folder(): string {
  const made = makeTempTree()
  onTestFinished(made.remove)
  return made.root
}

/** A clone of the library with its remote, as `git clone` leaves it. */
function world(): World {
  const clone = makeGitRepository(LIBRARY)
  onTestFinished(clone.remove)
  for (const script of ['bootstrap.sh', 'sync.sh']) cpSync(join(ROOT, script), join(clone.root, script))
  clone.commit('Scripts')
  const remote = join(folder(), 'remote.git')
  clone.git('init', '--quiet', '--bare', '--initial-branch=main', remote)
  clone.git('remote', 'add', 'origin', remote)
  clone.git('push', '--quiet', '--set-upstream', 'origin', 'main')
  const other = makeGitRepository()
  onTestFinished(other.remove)
  other.git('pull', '--quiet', remote, 'main')
  other.git('remote', 'add', 'origin', remote)
  other.git('fetch', '--quiet', 'origin')
  other.git('branch', '--quiet', '--set-upstream-to', 'origin/main')
  return { clone, other, remote, home: folder() }
}

/** The program names the code; the script says the same in words. */
const codeOf = (name: string, code: string): string => (name === 'the program' ? code : '')

type Sync = (at: World, command: string, env?: Readonly<Record<string, string>>) => Promise<Run>

const DRIVERS: Readonly<Record<string, Sync>> = {
  'the program': ({ clone, home }, command, env = {}) =>
    runCli([...builtProgram('dotclaude'), 'sync', command, '--source', clone.root], {
      cwd: home,
      env: { ...gitEnvironment(), HOME: home, XDG_STATE_HOME: '', ...env },
    }),
  'sync.sh': ({ clone, home }, command, env = {}) =>
    runCli([join(clone.root, 'sync.sh'), command], {
      cwd: home,
      env: { ...gitEnvironment(), HOME: home, XDG_STATE_HOME: '', ...env },
    }),
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

const headOf = ({ clone, remote }: World): string => clone.git('--git-dir', remote, 'rev-parse', 'main')

/** Put together here, so that nothing that reads this file takes them for real. */
const SECRETS: readonly (readonly [name: string, text: string])[] = [
  ['a GitHub token', `url = ${'gh'}p_${'a1B2'.repeat(9)}\n`],
  ['an AWS key', `id: ${'AK'}IA${'0123456789ABCDEF'}\n`],
  ['a Slack token', `${'xo'}xb-1234567890-abcdefghij\n`],
  ['a private key', `-----BEGIN OPENSSH ${'PRIVATE'} KEY-----\n`],
  ['JSON', `{ "to${'ken'}": "abcdef0123456789abcd" }\n`],
  ['an assignment with a tab', `pass${'word'}:\t\tabcdef0123456789abcd\n`],
  ['an address', `postgres://admin:${'hunter'}22@db.example.com/x\n`],
  ['a webhook of a payment service', `${'wh'}sec_Zk3TqVd81mWbYp6RnX0sLcHf27GuJeAo\n`],
  ['a header', `Authorization: Bea${'rer'} abcdefghijklmnopqrst0123\n`],
  ['binary bytes around it', `\0\u0001\0AK${'IA'}0123456789ABCDEF\0\n`],
]

describe.each(Object.entries(DRIVERS))('%s', (name, sync) => {
  test('push commits and sends what was changed, and then has nothing to do', async () => {
    const at = world()
    write(at.clone.root, { 'notes ä.md': 'new\n', 'plugins/dotclaude/commands/a.md': '# A\n\nMine.\n' })
    at.clone.git('add', 'notes ä.md')
    const run = await sync(at, 'push')
    expect([run.exitCode, run.stderr]).toEqual([0, ''])
    expect(headOf(at)).toBe(at.clone.git('rev-parse', 'HEAD'))
    expect(at.clone.git('log', '-1', '--format=%s')).toMatch(/^dotclaude: sync \d{4}-\d{2}-\d{2}$/)
    expect(at.clone.git('status', '--porcelain')).toBe('')
    expect((await sync(at, 'push')).stdout).toContain('no changes to push')
  })

  test('push refuses secrets of every kind, says where, and leaves everything as it was', async () => {
    const at = world()
    const before = headOf(at)
    const files = Object.fromEntries(SECRETS.map(([kind, text]) => [`ä/${kind}.txt`, text]))
    write(at.clone.root, { ...files, 'harmless.md': 'token: the one of the user\n', 'staged.md': 'mine\n' })
    at.clone.git('add', 'staged.md')
    const status = at.clone.git('status', '--porcelain')
    const run = await sync(at, 'push')
    const said = run.stdout + run.stderr
    expect(run.exitCode).toBe(1)
    expect(Object.keys(files).filter((path) => !said.includes(path))).toEqual([])
    expect(said).not.toContain('harmless.md')
    expect(run.stdout + run.stderr).toContain(codeOf(name, 'SYNC_SECRET_FOUND'))
    expect(SECRETS.filter(([, text]) => said.includes(text.trim()))).toEqual([])
    expect(headOf(at)).toBe(before)
    expect(at.clone.git('rev-parse', 'HEAD')).toBe(before)
    expect(at.clone.git('status', '--porcelain')).toBe(status)
  })

  test('push refuses what an earlier commit holds, although it is gone again', async () => {
    const at = world()
    const before = headOf(at)
    write(at.clone.root, { 'a.txt': SECRETS[1]?.[1] ?? '' })
    at.clone.commit('Oops')
    at.clone.delete('a.txt')
    at.clone.commit('Take it out')
    expect((await sync(at, 'push')).exitCode).toBe(1)
    expect(headOf(at)).toBe(before)
  })

  test('push refuses a secret in a commit message', async () => {
    const at = world()
    at.clone.commit(`Use AK${'IA'}0123456789ABCDEF`)
    expect((await sync(at, 'push')).exitCode).toBe(1)
  })

  test('no variable switches the scan off', async () => {
    const at = world()
    write(at.clone.root, { 'a.txt': SECRETS[1]?.[1] ?? '' })
    expect((await sync(at, 'push', { HARNESS_SYNC_SKIP_SECRET_SCAN: '1' })).exitCode).toBe(1)
  })

  test('push does not go over what others pushed', async () => {
    const at = world()
    write(at.other.root, { 'theirs.md': 'theirs\n' })
    at.other.commit('Theirs')
    at.other.git('push', '--quiet', 'origin', 'HEAD:main')
    write(at.clone.root, { 'mine.md': 'mine\n' })
    const run = await sync(at, 'push')
    expect(run.exitCode).toBe(2)
    expect(run.stderr).toContain('pull')
    expect(run.stdout + run.stderr).toContain(codeOf(name, 'SYNC_REMOTE_AHEAD'))
    expect(at.clone.git('status', '--porcelain')).toBe('?? mine.md')
  })

  test('pull brings what others pushed, below one’s own commits, and installs it', async () => {
    const at = world()
    write(at.other.root, { 'plugins/dotclaude/commands/b.md': '# B\n' })
    write(at.other.root, { 'packages/dotclaude/content/commands/b/SKILL.md': ITEM.replaceAll(': a', ': b') })
    at.other.commit('Theirs')
    at.other.git('push', '--quiet', 'origin', 'HEAD:main')
    write(at.clone.root, { 'mine.md': 'mine\n' })
    at.clone.commit('Mine')
    const run = await sync(at, 'pull')
    expect([run.exitCode, run.stderr]).toEqual([0, ''])
    expect(at.clone.git('log', '-2', '--format=%s')).toBe('Mine\nTheirs')
    expect(readFileSync(join(at.home, '.claude/commands/b.md'), 'utf8')).toBe('# B\n')
    expect((await sync(at, 'pull')).exitCode).toBe(0)
  })

  test('pull takes a conflict back', async () => {
    const at = world()
    const path = 'plugins/dotclaude/commands/a.md'
    write(at.other.root, { [path]: 'theirs\n' })
    at.other.commit('Theirs')
    at.other.git('push', '--quiet', 'origin', 'HEAD:main')
    write(at.clone.root, { [path]: 'mine\n' })
    const mine = at.clone.commit('Mine')
    const run = await sync(at, 'pull')
    expect(run.exitCode).toBe(2)
    expect(run.stdout + run.stderr).toContain(codeOf(name, 'SYNC_DIVERGED'))
    expect(at.clone.git('rev-parse', 'HEAD')).toBe(mine)
    expect(at.clone.git('status', '--porcelain')).toBe('')
    expect(existsSync(join(at.home, '.claude'))).toBe(false)
  })

  test('pull leaves changes alone that are not committed', async () => {
    const at = world()
    write(at.clone.root, { 'plugins/dotclaude/commands/a.md': 'mine\n' })
    const run = await sync(at, 'pull')
    expect(run.exitCode).toBe(2)
    expect(run.stdout + run.stderr).toContain(codeOf(name, 'SYNC_CLONE_DIRTY'))
    expect(readFileSync(join(at.clone.root, 'plugins/dotclaude/commands/a.md'), 'utf8')).toBe('mine\n')
  })

  test('status tells how far apart they are', async () => {
    const at = world()
    write(at.other.root, { 'theirs.md': 'theirs\n' })
    at.other.commit('Theirs')
    at.other.git('push', '--quiet', 'origin', 'HEAD:main')
    write(at.clone.root, { 'mine.md': 'mine\n' })
    const run = await sync(at, 'status')
    expect(run.exitCode).toBe(0)
    expect(run.stdout).toContain('main: 0 to push, 1 to pull')
    expect(run.stdout).toContain('?? mine.md')
  })

  test('a remote that cannot be reached is no success', async () => {
    const at = world()
    at.clone.git('remote', 'set-url', 'origin', join(at.home, 'nowhere.git'))
    for (const command of ['pull', 'push', 'status']) expect((await sync(at, command)).exitCode).toBe(2)
  })

  test('an empty remote takes everything', async () => {
    const at = world()
    const empty = join(folder(), 'empty.git')
    at.clone.git('init', '--quiet', '--bare', '--initial-branch=main', empty)
    at.clone.git('remote', 'set-url', 'origin', empty)
    at.clone.git('update-ref', '-d', 'refs/remotes/origin/main')
    expect((await sync(at, 'push')).exitCode).toBe(0)
    expect(headOf({ ...at, remote: empty })).toBe(at.clone.git('rev-parse', 'HEAD'))
  })
})

test.each(['grep', 'awk', 'git'])(
  'sync.sh pushes nothing where %s does not do what it is asked',
  async (tool) => {
    const at = world()
    const before = headOf(at)
    write(at.clone.root, { 'mine.md': 'mine\n' })
    const bin = folder()
    const real = process.env['PATH'] ?? ''
    const only = tool === 'git' ? '*cat-file*' : '*'
    writeFileSync(
      join(bin, tool),
      `#!/bin/sh\ncase "$*" in ${only}) exit 2 ;; esac\nPATH='${real}'\nexec ${tool} "$@"\n`,
    )
    chmodSync(join(bin, tool), 0o755)
    const run = await DRIVERS['sync.sh']?.(at, 'push', { PATH: `${bin}:${real}` })
    expect(run?.exitCode).toBe(2)
    expect(headOf(at)).toBe(before)
  },
)

test('sync.sh needs no Node', async () => {
  const at = world()
  const bin = folder()
  const tools =
    'awk cat chmod cp cut date dirname env find git grep ln ls mkdir mktemp mv paste readlink rm rmdir sed sh sha256sum sort tr'
  const places = (process.env['PATH'] ?? '').split(':')
  for (const tool of tools.split(' ')) {
    const place = places.find((one) => existsSync(join(one, tool))) ?? '/bin'
    symlinkSync(join(place, tool), join(bin, tool))
  }
  write(at.clone.root, { 'mine.md': 'mine\n' })
  const sync = DRIVERS['sync.sh']
  expect(await sync?.(at, 'push', { PATH: bin })).toMatchObject({ exitCode: 0, stdout: '1 commits pushed\n' })
  expect(await sync?.(at, 'pull', { PATH: bin })).toMatchObject({ exitCode: 0, stderr: '' })
})

test('a wrong word is refused', async () => {
  const at = world()
  expect(await DRIVERS['sync.sh']?.(at, 'psuh')).toMatchObject({ exitCode: 64 })
  expect(await DRIVERS['the program']?.(at, 'psuh')).toMatchObject({ exitCode: 64 })
})

/** The reason is neither npm's first word nor its last. */
const NPM_OFFLINE = `#!/bin/sh
echo 'npm error code ENOTFOUND
npm error syscall getaddrinfo
npm error network request to the registry failed
npm error A complete log of this run can be found in: /home/me/.npm/_logs/x.log' >&2
exit 1
`

test('push of the package that npm installed is refused, and npm is asked for versions', async () => {
  const home = folder()
  const bin = folder()
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\n[ "$1" = view ] && echo 99.0.0\nexit 0\n')
  chmodSync(join(bin, 'npm'), 0o755)
  const env = { HOME: home, PATH: `${bin}:${process.env['PATH']}` }
  const run = (command: string): Promise<Run> =>
    runCli([...builtProgram('dotclaude'), 'sync', command], { cwd: home, env })
  expect((await run('push')).stderr).toContain('SYNC_CLONE_UNKNOWN')
  expect((await run('status')).stdout).toContain('latest: v99.0.0')
  writeFileSync(join(bin, 'npm'), NPM_OFFLINE)
  const offline = await run('status')
  expect([offline.exitCode, offline.stderr]).toEqual([2, expect.stringContaining('ENV_NPM_FAILED')])
  expect(offline.stderr).toContain('`npm view` failed: network request to the registry failed  ENV')
})
