// The commands about the store: settings are set and shown, the doctor tries each part, old handoffs go.
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderStore } from '../../../../src/handoff/transports/folder-store.ts'
import { bareRepository, startGitServer } from '../../../support/git-server.ts'
import { machine, madeUpHandoff, numberedId } from '../../../support/handoffs.ts'
import type { TerminalOptions } from '../../../support/memory-terminal.ts'
import { codesIn, runInProcess } from '../../../support/run-in-process.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const DAY_MS = 86_400_000

function world(env: Readonly<Record<string, string>> = {}): TerminalOptions & { readonly home: string } {
  const place = machine({ DOTCLAUDE_HANDOFF_MACHINE: 'laptop', ...env })
  return { ...place, cwd: place.home, nowMs: NOW }
}

const run = (words: string, terminal: TerminalOptions) =>
  runInProcess(['handoff', ...words.split(' ')], terminal)

test('settings are kept for the user alone, shown with their origin, and removed', async () => {
  const terminal = world()
  expect(await run('config repo git@host.example:x.git', terminal)).toMatchObject({ exit: 0 })
  expect(statSync(join(terminal.home, '.config/dotclaude/handoff.env')).mode & 0o777).toBe(0o600)
  expect((await run('config', terminal)).stdout).toMatch(/^repo {7}git@host\.example:x\.git {2}\(file\)$/m)
  expect((await run('config repo', terminal)).stdout).toBe('git@host.example:x.git\n')
  expect((await run('config machine', terminal)).stdout).toBe('laptop\n')
  const document = JSON.parse((await run('config --json', terminal)).stdout) as {
    settings: { name: string; value?: string }[]
  }
  expect(document.settings.find(({ name }) => name === 'repo')?.value).toBe('git@host.example:x.git')
  await run('config repo --unset', terminal)
  expect((await run('config repo', terminal)).stdout).toBe('')
})

test.each([
  { words: 'config repo ext::sh', code: 'HANDOFF_STORE_REFUSED', exit: 2 },
  { words: 'config repo https://you:token@host.example/x', code: 'HANDOFF_STORE_REFUSED', exit: 2 },
  { words: 'config timeout soon', code: 'HANDOFF_SETTING_INVALID', exit: 2 },
  { words: 'config rpo x', code: 'USAGE_UNKNOWN_ID', exit: 64 },
  { words: 'prune', code: 'USAGE_MISSING_POSITIONAL', exit: 64 },
  { words: 'prune --older-than 30d', code: 'USAGE_FLAG_VALUE', exit: 64 },
  { words: 'prune --older-than 2026-02-31 --yes', code: 'USAGE_FLAG_VALUE', exit: 64 },
  { words: 'prune --older-than 30d --yes', code: 'HANDOFF_STORE_MISSING', exit: 2 },
])('$words is refused', async ({ words, code, exit }) => {
  const terminal = world({ PATH: '/nowhere' })
  const refused = await run(`${words} --json`, terminal)
  expect({ exit: refused.exit, codes: codesIn(refused.stdout) }).toEqual({ exit, codes: [code] })
  expect(refused.stdout + refused.stderr).not.toContain('token@')
})

test.each(['--upload-pack=id', 'ext::sh', 'fd::7', '-x'])(
  'the address %s is refused by every command',
  async (address) => {
    const terminal = world({ DOTCLAUDE_HANDOFF_REPO: address })
    const doctor = await run('doctor --json', terminal)
    expect({ exit: doctor.exit, codes: codesIn(doctor.stdout) }).toEqual({
      exit: 1,
      codes: ['HANDOFF_STORE_REFUSED'],
    })
    const pruned = await run('prune --older-than 1d --dry-run --json', terminal)
    expect(codesIn(pruned.stdout)).toEqual(['HANDOFF_STORE_REFUSED'])
  },
)

test('a name of this machine that is a secret is refused at once, and nothing is kept', async () => {
  const secret = `ke${'y-'}${'0f1e2d3c4b5a69788796a5b4c3d2e1f0'}`
  const terminal = world({ DOTCLAUDE_HANDOFF_MACHINE: '' })
  const refused = await run(`config machine ${secret}`, terminal)
  expect(refused).toMatchObject({ exit: 2, stdout: '' })
  expect(refused.stderr).toContain('HANDOFF_SETTING_INVALID')
  expect(refused.stderr).not.toContain(secret)
  expect(await run('config machine', terminal)).toMatchObject({ exit: 0, stdout: '' })
})

test('one setting is one document too, whether it is shown or changed', async () => {
  const terminal = world({ DOTCLAUDE_HANDOFF_MACHINE: '' })
  const changed = JSON.parse((await run('config machine desk --json', terminal)).stdout)
  expect(changed.settings).toMatchObject([{ name: 'machine', value: 'desk', from: 'file' }])
  expect(JSON.parse((await run('config machine --json', terminal)).stdout)).toEqual(changed)
  const unset = await run('config repo', terminal)
  expect(unset).toMatchObject({ exit: 0, stdout: '', stderr: expect.stringContaining('repo is not set') })
})

test('the doctor says what is there, and passes where nothing is set up', async () => {
  const doctor = await run('doctor --json', world({ GH_CONFIG_DIR: '/nowhere' }))
  expect({ exit: doctor.exit, codes: codesIn(doctor.stdout) }).toEqual({
    exit: 0,
    codes: ['HANDOFF_STORE_MISSING'],
  })
})

test('the doctor tries the store, its privacy and the settings file', async () => {
  const { url } = await startGitServer({ isOpen: true })
  const terminal = world()
  await run(`config repo ${url}`, terminal)
  chmodSync(join(terminal.home, '.config/dotclaude/handoff.env'), 0o644)
  const doctor = await run('doctor --json', terminal)
  expect(doctor.exit).toBe(1)
  expect(codesIn(doctor.stdout)).toEqual(['HANDOFF_SETTINGS_OPEN', 'HANDOFF_STORE_PUBLIC'])
  const well = await run('doctor', world({ DOTCLAUDE_HANDOFF_REPO: bareRepository() }))
  expect(well).toMatchObject({ exit: 0, stdout: expect.stringContaining('it answers, and holds 0 handoffs') })
  const gone = await run('doctor --json', world({ DOTCLAUDE_HANDOFF_REPO: '/nowhere/x.git' }))
  expect({ exit: gone.exit, codes: codesIn(gone.stdout) }).toEqual({
    exit: 1,
    codes: ['HANDOFF_STORE_FAILED'],
  })
})

test.each([
  { what: 'not there', folder: 'new', exit: 0, says: 'the first `handoff push` makes it' },
  { what: 'not there, nor what is above', folder: 'new/and/newer', exit: 0, says: 'it is private' },
  { what: 'below a file', folder: 'file/store', exit: 1, says: 'HANDOFF_STORE_FAILED' },
  { what: 'there', folder: '.', exit: 0, says: 'it answers, and holds 0 handoffs' },
])('the doctor of a folder that is $what says what a push would do', async ({ folder, exit, says }) => {
  const place = world()
  writeFileSync(join(place.home, 'file'), '')
  const env = { ...place.env, DOTCLAUDE_HANDOFF_FOLDER: join(place.home, folder) }
  const doctor = await run('doctor', { ...place, env })
  expect(doctor).toMatchObject({ exit, stdout: expect.stringContaining(says) })
  expect(readdirSync(place.home)).toEqual(['file'])
})

test('a host that cannot be asked without a login leaves it open whether it is private', async () => {
  const { url } = await startGitServer({ isSilent: true })
  const env = { DOTCLAUDE_HANDOFF_REPO: url, DOTCLAUDE_HANDOFF_TIMEOUT: '1' }
  const doctor = await run('doctor --json', world(env))
  expect(codesIn(doctor.stdout)).toEqual(['HANDOFF_STORE_TIMEOUT', 'HANDOFF_STORE_UNCHECKED'])
})

async function filled(): Promise<TerminalOptions & { readonly folder: string }> {
  const place = world()
  const folder = join(place.home, 'store')
  const rows = [
    { session_id: numberedId(1), days: 60 },
    { session_id: numberedId(2), days: 60, hostname: 'desk' },
    { session_id: numberedId(3), days: 60, cli: 'codex' as const },
    { session_id: numberedId(4), days: 1 },
  ]
  for (const { days, ...changes } of rows)
    await folderStore({ folder, now: () => new Date(NOW - days * DAY_MS) }).put(madeUpHandoff(changes), {
      isForced: false,
    })
  return { ...place, folder, env: { ...place.env, DOTCLAUDE_HANDOFF_FOLDER: folder } }
}

const left = async (folder: string): Promise<readonly string[]> =>
  (await folderStore({ folder, now: () => new Date(NOW) }).list())
    .map(({ metadata }) => metadata?.short_id ?? '')
    .toSorted()

test('prune shows what would go and why the rest stays', async () => {
  const { folder, ...terminal } = await filled()
  const dry = await run('prune --older-than 30d --from claude --dry-run --json', terminal)
  expect(JSON.parse(dry.stdout)).toMatchObject({
    dryRun: true,
    candidates: [{ short_id: '00000001' }],
    skipped: { byAge: 1, byHost: 1, byFromCli: 1, byMissingMeta: 0 },
    total: 4,
  })
  expect(await left(folder)).toHaveLength(4)
})

test.each([
  { words: 'prune --older-than 30d --yes', stays: ['00000002', '00000004'] },
  { words: 'prune --older-than 30d --any-machine --yes', stays: ['00000004'] },
  { words: 'prune 00000004 --yes', stays: ['00000001', '00000002', '00000003'] },
])('$words leaves $stays', async ({ words, stays }) => {
  const { folder, ...terminal } = await filled()
  expect(await run(words, terminal)).toMatchObject({ exit: 0 })
  expect(await left(folder)).toEqual(stays)
})

test.each([
  { answers: ['y'], exit: 0, count: 2 },
  { answers: ['n'], exit: 1, count: 4 },
  { answers: [''], exit: 1, count: 4 },
])('prune asks, and $answers.0 leaves $count', async ({ answers, exit, count }) => {
  const { folder, ...terminal } = await filled()
  expect(await run('prune --older-than 30d', { ...terminal, answers })).toMatchObject({ exit })
  expect(await left(folder)).toHaveLength(count)
})

test('an id that several have is not guessed: a person picks, a script gets the candidates', async () => {
  const { folder, ...terminal } = await filled()
  const refused = await run('prune 0000000 --yes --json', terminal)
  expect({ exit: refused.exit, codes: codesIn(refused.stdout) }).toEqual({
    exit: 2,
    codes: ['HANDOFF_AMBIGUOUS'],
  })
  expect(await run('prune 0000000', { ...terminal, answers: ['1', 'y'] })).toMatchObject({ exit: 0 })
  expect(await left(folder)).not.toContain('00000004')
  const unknown = await run('prune nothing --yes --json', terminal)
  expect(codesIn(unknown.stdout)).toEqual(['HANDOFF_NOT_FOUND'])
})
