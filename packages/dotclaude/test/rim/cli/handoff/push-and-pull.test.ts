// A session goes from one machine to another: every agent over every store, and what stops it on the way.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { expect, onTestFinished, test } from 'vitest'
import { bareRepository, startGitServer } from '../../../support/git-server.ts'
import { handoffMachine } from '../../../support/handoff-machines.ts'
import type { HandoffMachine } from '../../../support/handoff-machines.ts'
import { TEST_STORES } from '../../../support/handoff-stores.ts'
import { codesIn } from '../../../support/run-in-process.ts'
import { STORIES } from '../../../support/session-fixtures.ts'

const AGENTS = ['claude', 'codex', 'copilot', 'gemini'] as const

test.each(Object.keys(TEST_STORES).flatMap((store) => AGENTS.map((agent) => ({ store, agent }))))(
  'a session of $agent over $store',
  async ({ store, agent }) => {
    const { env = {} } = (await TEST_STORES[store]?.()) ?? {}
    const laptop = handoffMachine({ env, hasSessions: true })
    const desk = handoffMachine({ env })
    const pushed = await laptop.run(['push', agent, STORIES[agent], '--tag', 'wip'])
    expect({ exit: pushed.exit, stderr: pushed.stderr }).toMatchObject({ exit: 0 })
    expect(pushed.stdout).toMatch(new RegExp(`^handoff/[a-z0-9-]+/${agent}/\\d{4}-\\d{2}/[0-9a-f]{8}`))
    const listed = await desk.run(['list', '--remote', '--json'])
    expect(JSON.parse(listed.stdout)).toMatchObject([{ location: 'remote', cli: agent, tags: ['wip'] }])
    const pulled = await desk.run(['pull', 'latest'])
    expect(pulled).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(new RegExp(`^<handoff origin="${agent}"`)),
    })
    const shown = await laptop.run(['show', STORIES[agent], '--from', agent])
    expect(pulled.stdout).toBe(shown.stdout)
  },
)

test('a second push is an update, another machine’s is a collision, and force decides it', async () => {
  const env = { DOTCLAUDE_HANDOFF_REPO: bareRepository() }
  const laptop = handoffMachine({ env, hasSessions: true })
  const desk = handoffMachine({ env, hasSessions: true })
  const words = ['push', 'claude', 'latest', '--json']
  expect(JSON.parse((await laptop.run(words)).stdout)).toMatchObject({ outcome: 'created' })
  expect(JSON.parse((await laptop.run(words)).stdout)).toMatchObject({ outcome: 'updated' })
  const refused = await desk.run(words)
  expect({ exit: refused.exit, codes: codesIn(refused.stdout) }).toEqual({
    exit: 2,
    codes: ['HANDOFF_COLLISION'],
  })
  expect(await desk.run([...words, '--force-collision', '--verify'])).toMatchObject({ exit: 0 })
})

test('a dry run shows what would be sent, sends nothing and needs no store', async () => {
  const laptop = handoffMachine({ hasSessions: true, env: { PATH: '/nowhere' } })
  const dry = await laptop.run(['push', 'claude', 'latest', '--dry-run'])
  expect(dry).toMatchObject({ exit: 0, stdout: expect.stringMatching(/^<handoff /) })
  const document = JSON.parse(
    (await laptop.run(['push', '--from', 'claude', '--dry-run', '--json'])).stdout,
  ) as unknown
  expect(document).toMatchObject({
    dryRun: true,
    metadata: { cli: 'claude' },
    digestBytes: expect.any(Number) as number,
  })
})

test('what is published names neither the home nor the machine', async () => {
  const folder = join(bareRepository(), 'handoffs')
  const laptop = handoffMachine({ env: { DOTCLAUDE_HANDOFF_FOLDER: folder }, hasSessions: true })
  await laptop.run(['push', 'claude', 'latest'])
  const files = execFileSync('find', [folder, '-type', 'f'], { encoding: 'utf8' }).trim().split('\n')
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
  expect(text).not.toContain(laptop.home)
  expect(text).toMatch(/machine-[0-9a-f]{8}/)
})

test.each([
  { what: 'open to everybody', options: { isOpen: true }, code: 'HANDOFF_STORE_PUBLIC' },
  { what: 'silent', options: { isSilent: true }, code: 'HANDOFF_STORE_UNCHECKED' },
])('a store that is $what gets nothing', async ({ options, code }) => {
  const { url, folder } = await startGitServer(options)
  const env = { DOTCLAUDE_HANDOFF_REPO: url, DOTCLAUDE_HANDOFF_TIMEOUT: '1' }
  const laptop = handoffMachine({ env, hasSessions: true })
  const refused = await laptop.run(['push', 'claude', 'latest', '--json'])
  expect({ exit: refused.exit, codes: codesIn(refused.stdout) }).toEqual({ exit: 2, codes: [code] })
  const branches = execFileSync('git', ['for-each-ref'], { cwd: folder, encoding: 'utf8' })
  expect(branches).toBe('')
})

test('what everybody may read is pushed where that is allowed', async () => {
  const { url } = await startGitServer({ isOpen: true })
  const { run } = handoffMachine({ env: { DOTCLAUDE_HANDOFF_REPO: url }, hasSessions: true })
  expect(await run(['push', 'claude', 'latest', '--allow-public'])).toMatchObject({ exit: 0 })
})

test('encrypted for a recipient: the store holds nothing readable, and the identity opens it', async () => {
  const identity = await generateIdentity()
  const folder = bareRepository()
  const env = {
    DOTCLAUDE_HANDOFF_REPO: folder,
    DOTCLAUDE_HANDOFF_RECIPIENT: await identityToRecipient(identity),
  }
  const laptop = handoffMachine({ env, hasSessions: true })
  await laptop.run(['push', 'claude', 'latest'])
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
  const branch = git('for-each-ref', '--format=%(refname)').trim()
  expect(git('ls-tree', '--name-only', branch)).toBe(
    'description.txt\nhandoff.age\nhandoff.md\nmetadata.json\n',
  )
  expect(git('show', `${branch}:metadata.json`)).not.toMatch(/title|cwd/)
  expect(git('show', `${branch}:handoff.age`)).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/)

  const desk = handoffMachine({ env })
  const closed = await desk.run(['pull', 'latest', '--json'])
  expect({ exit: closed.exit, codes: codesIn(closed.stdout) }).toEqual({
    exit: 2,
    codes: ['HANDOFF_ENCRYPTED'],
  })
  writeFileSync(join(desk.home, 'keys.txt'), `# made for this test\n${identity}\n`)
  await desk.run(['config', 'identity', join(desk.home, 'keys.txt')])
  expect((await desk.run(['pull', 'latest'])).stdout).toBe(
    (await laptop.run(['show', 'latest', '--from', 'claude'])).stdout,
  )
  writeFileSync(join(desk.home, 'keys.txt'), `${await generateIdentity()}\n`)
  expect(codesIn((await desk.run(['pull', 'latest', '--json'])).stdout)).toEqual(['HANDOFF_ENCRYPTED'])
})

test.each([
  { words: ['push', 'vim', 'latest'], code: 'USAGE_UNKNOWN_ID', exit: 64 },
  { words: ['push', 'claude', 'latest', '--from', 'codex'], code: 'USAGE_FLAG_VALUE', exit: 64 },
  { words: ['pull', 'nothing'], code: 'HANDOFF_NOT_FOUND', exit: 2 },
  { words: ['pull', 'handoff'], code: 'HANDOFF_AMBIGUOUS', exit: 2 },
  { words: ['pull', 'latest', '--apply'], code: 'HANDOFF_DAMAGED', exit: 2 },
])('$words is refused', async ({ words, code, exit }) => {
  const env = { DOTCLAUDE_HANDOFF_REPO: bareRepository() }
  const laptop = handoffMachine({ env, hasSessions: true })
  await laptop.run(['push', 'claude', 'latest'])
  await laptop.run(['push', 'codex', 'latest'])
  const refused = await laptop.run([...words, '--json'])
  const [document = ''] = refused.stdout.split(/(?<=^\})\n(?=\{)/m).slice(-1)
  expect({ exit: refused.exit, codes: codesIn(document) }).toEqual({ exit, codes: [code] })
})

test('a pulled block goes into a new file for the user alone', async () => {
  const env = { DOTCLAUDE_HANDOFF_FOLDER: join(bareRepository(), 'handoffs') }
  const laptop = handoffMachine({ env, hasSessions: true })
  await laptop.run(['push', 'claude', 'latest'])
  const file = join(laptop.home, 'block.md')
  expect(await laptop.run(['pull', 'latest', '-o', file])).toMatchObject({ exit: 0, stdout: '' })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await laptop.run(['fetch', 'latest', '-o', '-'])).toMatchObject({
    stdout: readFileSync(file, 'utf8'),
  })
})

const ORIGINAL = { 'a.txt': 'one\ntwo\nthree\n' }

/** A machine that can pull the change of `three` to `four` and a new file, and another clone of the repository. */
async function pushedChange(): Promise<{ readonly desk: HandoffMachine; readonly clone: GitRepository }> {
  const first = makeGitRepository(ORIGINAL)
  onTestFinished(first.remove)
  const env = { DOTCLAUDE_HANDOFF_REPO: bareRepository() }
  const laptop = handoffMachine({ env })
  const id = '5b1d9b62-0000-4000-8000-00000000beef'
  const line = {
    type: 'user',
    sessionId: id,
    cwd: first.root,
    timestamp: '2026-11-20T10:00:00Z',
    uuid: 'u1',
    message: { role: 'user', content: 'Change the file' },
  }
  const projects = join(laptop.home, '.claude/projects/x')
  execFileSync('mkdir', ['-p', projects])
  writeFileSync(join(projects, `${id}.jsonl`), `${JSON.stringify(line)}\n`)
  writeFileSync(join(first.root, 'a.txt'), 'one\ntwo\nfour\n')
  writeFileSync(join(first.root, 'new.txt'), 'new\n')
  expect(await laptop.run(['push', 'claude', 'latest', '--with-patch'])).toMatchObject({ exit: 0 })
  const clone = makeGitRepository(ORIGINAL)
  onTestFinished(clone.remove)
  return { desk: handoffMachine({ env }), clone }
}

test('the uncommitted change travels and is applied three-way', async () => {
  const { desk, clone } = await pushedChange()
  expect(await desk.run(['pull', 'latest', '--apply', '--repo-root', clone.root])).toMatchObject({ exit: 0 })
  expect(readFileSync(join(clone.root, 'a.txt'), 'utf8')).toBe('one\ntwo\nfour\n')
  expect(readFileSync(join(clone.root, 'new.txt'), 'utf8')).toBe('new\n')
})

test('where the clone was changed too, the clash is named and marked, and both sides stay', async () => {
  const { desk, clone } = await pushedChange()
  writeFileSync(join(clone.root, 'a.txt'), 'one\ntwo\nfive\n')
  clone.commit('Say five')
  const pulled = await desk.run(['pull', 'latest', '--apply', '--repo-root', clone.root])
  expect(pulled).toMatchObject({
    exit: 1,
    stdout: expect.stringMatching(/^<handoff /),
    stderr: 'conflict: a.txt\napplied: new.txt\n',
  })
  expect(readFileSync(join(clone.root, 'a.txt'), 'utf8')).toMatch(
    /^one\ntwo\n<{7} .*\nfive\n={7}\nfour\n>{7} .*\n$/,
  )
  expect(readFileSync(join(clone.root, 'new.txt'), 'utf8')).toBe('new\n')
  expect(clone.git('show', 'HEAD:a.txt')).toBe('one\ntwo\nfive')
})

test.each([{ path: 'a.txt' }, { path: 'new.txt' }])(
  'an uncommitted $path of the clone is not overwritten, and nothing is applied',
  async ({ path }) => {
    const { desk, clone } = await pushedChange()
    writeFileSync(join(clone.root, path), 'mine\n')
    const before = clone.git('status', '--porcelain')
    const pulled = await desk.run(['pull', 'latest', '--apply', '--repo-root', clone.root])
    expect(pulled).toMatchObject({
      exit: 2,
      stdout: expect.stringMatching(/^<handoff /),
      stderr: expect.stringContaining(path),
    })
    expect(readFileSync(join(clone.root, path), 'utf8')).toBe('mine\n')
    expect(clone.git('status', '--porcelain')).toBe(before)
  },
)
