// Lists and searches over this machine and the store.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderStore } from '../../../../src/handoff/transports/folder-store.ts'
import { bareRepository } from '../../../support/git-server.ts'
import { handoffMachine } from '../../../support/handoff-machines.ts'
import type { HandoffMachine } from '../../../support/handoff-machines.ts'
import { madeUpHandoff, numberedId } from '../../../support/handoffs.ts'
import { codesIn } from '../../../support/run-in-process.ts'
import { drawer } from '../../../support/secret-corpus.ts'

async function filled(count = 3): Promise<HandoffMachine> {
  const folder = join(bareRepository(), 'handoffs')
  for (let number = 0; number < count; number++) {
    const store = folderStore({ folder, now: () => new Date(Date.UTC(2026, 10, 1 + number)) })
    const tags = number % 2 === 0 ? ['Even One', 'all'] : ['all']
    const cli = number === 0 ? 'codex' : 'claude'
    await store.put(madeUpHandoff({ session_id: numberedId(number), tags, cli, title: `Story ${number}` }), {
      isForced: false,
    })
  }
  return handoffMachine({ env: { DOTCLAUDE_HANDOFF_FOLDER: folder }, hasSessions: true })
}

interface Row {
  readonly location: string
  readonly cli: string
  readonly short_id: string
}

const rowsOf = (stdout: string): readonly Row[] => JSON.parse(stdout) as readonly Row[]

test.each([
  { words: ['--remote'], ids: ['00000002', '00000001', '00000000'] },
  { words: ['--remote', '--limit', '1'], ids: ['00000002'] },
  { words: ['--remote', '--limit', '1', '--all'], ids: ['00000002', '00000001', '00000000'] },
  { words: ['--remote', '--from', 'codex'], ids: ['00000000'] },
  { words: ['--remote', '--since', '2026-11-02'], ids: ['00000002', '00000001'] },
  { words: ['--remote', '--tag', 'even-one'], ids: ['00000002', '00000000'] },
  { words: ['--tag', 'Even One'], ids: ['00000002', '00000000'] },
])('list $words', async ({ words, ids }) => {
  const { run } = await filled()
  const { exit, stdout } = await run(['list', '--json', ...words])
  expect({ exit, ids: rowsOf(stdout).map(({ short_id: id }) => id) }).toEqual({ exit: 0, ids })
})

test('here and there are listed, each up to its own limit', async () => {
  const { run } = await filled()
  for (const words of [
    ['--limit', '2'],
    ['--limit', '2', '--local', '--remote'],
  ]) {
    const rows = rowsOf((await run(['list', '--json', ...words])).stdout)
    expect(rows.map(({ location }) => location)).toEqual(['local', 'local', 'remote', 'remote'])
  }
  const local = rowsOf((await run(['list', '--json', '--local', '--from', 'codex'])).stdout)
  expect(new Set(local.map(({ cli }) => cli))).toEqual(new Set(['codex']))
})

test('a table for people, and how often each tag is used', async () => {
  const { run } = await filled()
  const { stdout } = await run(['list', '--remote'])
  expect(stdout.split('\n')[0]).toMatch(/^where +agent +id +when +size +project +title +tags$/)
  expect(stdout).toMatch(/^remote +claude +00000002 +2026-11-03 00:00 +1 KiB +shop +Story 2 +Even One,all$/m)
  expect((await run(['list', '--tags', '--json'])).stdout).toBe(
    `${JSON.stringify({ histogram: { all: 3, 'Even One': 2 }, untagged: 0 }, undefined, 2)}\n`,
  )
})

test('a store that cannot be reached costs its rows and the exit code', async () => {
  const { run } = handoffMachine({ env: { DOTCLAUDE_HANDOFF_REPO: '/nowhere/x.git' }, hasSessions: true })
  const listed = await run(['list'])
  expect(listed).toMatchObject({ exit: 2, stderr: expect.stringContaining('HANDOFF_STORE_FAILED') })
  expect(listed.stdout).toContain('local')
})

test('without a store only who asks for it is told', async () => {
  const { run } = handoffMachine({ env: { PATH: '/nowhere' }, hasSessions: true })
  expect(await run(['list'])).toMatchObject({ exit: 0, stderr: '' })
  expect(await run(['list', '--remote'])).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('HANDOFF_STORE_MISSING'),
  })
})

test.each([
  { words: ['STORY 1', '--remote', '--since', '1y'], titles: ['Story 1'] },
  { words: ['story [01]', '--remote', '--since', '1y'], titles: ['Story 1', 'Story 0'] },
  { words: ['story [01]', '--remote', '--fixed', '--since', '1y'], titles: [] },
  {
    words: ['story', '--remote', '--since', '2026-11-02', '--from', 'claude', '--limit', '1'],
    titles: ['Story 2'],
  },
])('search $words', async ({ words, titles }) => {
  const { run } = await filled()
  const found = JSON.parse((await run(['search', '--json', ...words])).stdout) as {
    location: string
    title: string
  }[]
  expect(found.filter(({ location }) => location === 'remote').map(({ title }) => title)).toEqual(titles)
})

test('what was said is found here, with what stands around it', async () => {
  const { run } = handoffMachine({ hasSessions: true })
  const found = JSON.parse((await run(['search', 'tide', '--json', '--since', '2025-01-01'])).stdout) as {
    cli: string
    match_snippet: string
  }[]
  expect(found.length).toBeGreaterThan(1)
  for (const { match_snippet: said } of found) expect(said.toLowerCase()).toContain('tide')
  const people = await run(['search', 'tide', '--since', '2025-01-01'])
  expect(people.stdout.split('\n')[0]).toMatch(/^local {2}\w+ {2}\S+ {2}\d{4}-/)
})

test('what nobody said is an empty answer, and an expression that is none is refused', async () => {
  const { run } = handoffMachine({ hasSessions: true })
  expect(await run(['search', 'zebra crossing', '--json'])).toMatchObject({ exit: 0, stdout: '[]\n' })
  const refused = await run(['search', '(', '--json'])
  expect({ exit: refused.exit, codes: codesIn(refused.stdout) }).toEqual({
    exit: 64,
    codes: ['USAGE_FLAG_VALUE'],
  })
})

/** A file that is there and that nobody can read from its beginning. */
const UNREADABLE = '/proc/self/mem'

test.runIf(process.platform === 'linux')(
  'a transcript that cannot be read is told, and the others are listed, searched and looked through',
  async () => {
    const { home, run } = handoffMachine({ hasSessions: true })
    const folder = join(home, '.claude/projects/broken')
    mkdirSync(folder, { recursive: true })
    const listed = rowsOf((await run(['list', '--local', '--all', '--json'])).stdout).length
    const found = (await run(['search', 'tide', '--since', '9y'])).stdout
    symlinkSync(UNREADABLE, join(folder, `${numberedId(7)}.jsonl`))
    const list = await run(['list', '--local', '--all', '--json'])
    expect({ exit: list.exit, rows: rowsOf(list.stdout).length }).toEqual({ exit: 0, rows: listed })
    expect(list.stderr).toContain('warning: passed over')
    const search = await run(['search', 'tide', '--since', '9y'])
    expect(search).toMatchObject({ exit: 0, stdout: found })
    const shown = await run(['show', 'of old'])
    expect(shown).toMatchObject({ exit: 0, stdout: expect.stringContaining('0ddba11c') })
    expect(shown.stderr.match(/warning: passed over/g)).toHaveLength(1)
    expect(await run(['show', numberedId(7)])).toMatchObject({ exit: 2, stdout: '' })
    const audit = await run(['audit', 'claude', '--all'])
    expect(audit.exit).toBe(1)
    expect(audit.stderr).toContain(numberedId(7))
  },
)

test('a folder of sessions that cannot be read is told', async () => {
  const { home, run } = handoffMachine({ hasSessions: true })
  symlinkSync('loop', join(home, 'loop'))
  const { exit, stderr } = await handoffMachine({ env: { CODEX_HOME: join(home, 'loop') } }).run([
    'list',
    '--local',
  ])
  expect(exit).toBe(0)
  expect(stderr).toMatch(/warning: .*loop.* is passed over, it cannot be read: ELOOP/)
  expect((await run(['list', '--local'])).stderr).toBe('')
})

test('a secret in a title or beside what is looked for is shown by no command, for people or programs', async () => {
  const { home, run } = handoffMachine()
  const secret = `gh${'p_'}${drawer(41)('A-Za-z0-9', 36)}`
  const folder = join(home, '.claude/projects/app')
  mkdirSync(folder, { recursive: true })
  for (const number of [1, 2]) {
    const sessionId = numberedId(number)
    const titled = { type: 'custom-title', customTitle: `rotate ${secret}`, sessionId }
    const asked = { type: 'user', sessionId, message: { role: 'user', content: `the lamp key is ${secret}` } }
    const lines = [titled, asked].map((line) => `${JSON.stringify(line)}\n`)
    writeFileSync(join(folder, `${sessionId}.jsonl`), lines.join(''))
  }
  const words = [['list'], ['search', 'lamp'], ['search', secret.slice(4, 14)], ['show', 'rotate']]
  for (const asked of words.flatMap((some) => [some, [...some, '--json']])) {
    const { stdout, stderr } = await run(asked)
    const shown = stdout + stderr
    expect([asked, shown.includes('⟦github-pat#'), shown.includes(secret.slice(4, 20))]).toEqual([
      asked,
      true,
      false,
    ])
  }
})
