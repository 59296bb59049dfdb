// What users have in their home before the library comes: whatever it is, bootstrap ends well, adds and tells, and
// uninstall leaves every byte, link and mode as it was.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { homeWith, LIBRARY, PRIOR, SETTINGS, treeOf } from '../../support/prior-homes.ts'
import { runInProcess } from '../../support/run-in-process.ts'
import type { InProcessRun } from '../../support/run-in-process.ts'

const run = (home: string, ...words: readonly string[]): Promise<InProcessRun> =>
  runInProcess(words, { cwd: home, home })

function libraryFolder(): string {
  const made = makeTempTree(LIBRARY)
  onTestFinished(made.remove)
  return made.root
}

test.each(PRIOR)('$name', async ({ files, told = [], isGuarded = true }) => {
  const home = homeWith(files)
  const before = treeOf(home)
  const library = libraryFolder()
  const first = await run(home, 'bootstrap', '--from', library, '--json')
  expect(first).toMatchObject({ exit: 0, stderr: '' })
  const { events } = JSON.parse(first.stdout) as { events: { details?: { code: string; file: string } }[] }
  expect(events.flatMap(({ details }) => (details ? [details.file] : []))).toEqual(told)
  // Nobody's file is gone or begins otherwise; what was told of is as it was.
  const after = treeOf(home)
  expect(Object.keys(before).filter((path) => !(path in after))).toEqual([])
  for (const path of told) expect(after[path]).toBe(before[path])
  const registered = after[SETTINGS] ?? after['dotfiles/settings.json'] ?? ''
  expect(registered.includes('$HOME/.claude/hooks/guard.mjs')).toBe(isGuarded)
  expect((await run(home, 'bootstrap', '--from', library)).stdout).toContain(
    'everything is installed already',
  )
  expect(treeOf(home)).toEqual(after)
  expect((await run(home, 'uninstall')).exit).toBe(0)
  expect(treeOf(home)).toEqual(before)
})

test('the table is as long as it is said to be', () => {
  expect(PRIOR.length).toBeGreaterThanOrEqual(30)
})

test('what the user writes into settings after us stays, and our entries go', async () => {
  const home = homeWith({ [SETTINGS]: '{\n  "model": "opus"\n}\n' })
  await run(home, 'bootstrap', '--from', libraryFolder())
  const text = readFileSync(join(home, SETTINGS), 'utf8').replace(
    '"opus"',
    '"sonnet",\n  "env": { "A": "1" }',
  )
  writeFileSync(join(home, SETTINGS), text)
  await run(home, 'uninstall')
  expect(readFileSync(join(home, SETTINGS), 'utf8')).toBe(
    '{\n  "model": "sonnet",\n  "env": { "A": "1" }\n}\n',
  )
})

test('without the hook no settings are touched, and a later run brings it', async () => {
  const home = homeWith({ [SETTINGS]: '{}\n' })
  const library = libraryFolder()
  await run(home, 'bootstrap', '--from', library, '--no-hook')
  expect(readFileSync(join(home, SETTINGS), 'utf8')).toBe('{}\n')
  await run(home, 'bootstrap', '--from', library)
  expect(readFileSync(join(home, SETTINGS), 'utf8')).toContain('guard.mjs')
  await run(home, 'bootstrap', '--from', library, '--no-hook')
  expect(readFileSync(join(home, SETTINGS), 'utf8')).toBe('{}\n')
})
