// What the engine made of the hook's scripts is kept for the next call, and used only if nobody but the user can have
// written it, and whole. Whatever lies there, the verdict is the same.
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import type { Run } from 'testkit/run-cli'
import { expect, onTestFinished, test } from 'vitest'
import { callHook, governedRepository } from '../../support/hook-process.ts'

const DENIED = { exitCode: 2, stderr: expect.stringContaining('GUARD_GIT_RESET_HARD') as string }
const OLD = new Date(1_000)

interface Machine {
  /** Of the repository. */
  readonly root: string
  /** Of the compiled scripts. */
  readonly folder: string
  readonly call: (command?: string, env?: Readonly<Record<string, string>>) => Promise<Run>
}

function machine(): Machine {
  const { root } = governedRepository()
  const state = makeTempTree()
  onTestFinished(state.remove)
  const input = (command: string): string =>
    JSON.stringify({ hook_event_name: 'PreToolUse', cwd: root, tool_name: 'Bash', tool_input: { command } })
  return {
    root,
    folder: join(state.root, 'dotclaude/guard/compiled'),
    call: (command = 'git reset --hard', env = {}) =>
      callHook({ words: [], input: input(command), cwd: root, env: { XDG_STATE_HOME: state.root, ...env } }),
  }
}

const keptIn = (folder: string): readonly string[] => readdirSync(folder).map((name) => join(folder, name))

/** The one of the guard, with a time by which it can be told from a later one. */
async function kept({ folder, call }: Machine): Promise<string> {
  await call()
  const file = keptIn(folder).find((path) => path.includes('guard%20')) ?? ''
  utimesSync(file, OLD, OLD)
  return file
}

const isOld = (file: string): boolean => statSync(file).mtimeMs === OLD.getTime()

test('a harmless command keeps nothing, since nothing was compiled', async () => {
  const { folder, call } = machine()
  await call('npm test')
  expect(() => readdirSync(folder)).toThrow('ENOENT')
})

test('nor does the removal of build output that git ignores', async () => {
  const { root, folder, call } = machine()
  writeFileSync(join(root, '.gitignore'), 'node_modules\n')
  mkdirSync(join(root, 'node_modules'))
  expect(await call('rm -rf node_modules')).toMatchObject({ exitCode: 0 })
  expect(() => readdirSync(folder)).toThrow('ENOENT')
})

test('the next call finds it, and it is for the user alone', async () => {
  const own = machine()
  const file = await kept(own)
  expect(await own.call()).toMatchObject(DENIED)
  expect(isOld(file)).toBe(true)
  expect([statSync(own.folder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600])
})

test('other options of Node have their own', async () => {
  const own = machine()
  await own.call()
  const before = keptIn(own.folder).length
  expect(await own.call(undefined, { NODE_OPTIONS: '--max-old-space-size=512' })).toMatchObject(DENIED)
  expect(keptIn(own.folder).length).toBeGreaterThan(before)
})

const DAMAGES: readonly { readonly what: string; readonly damage: (file: string, folder: string) => void }[] =
  [
    { what: 'a flipped byte', damage: flip },
    { what: 'half of it', damage: (file) => truncateSync(file, statSync(file).size / 2) },
    { what: 'an empty file', damage: (file) => truncateSync(file) },
    { what: 'text', damage: (file) => writeFileSync(file, 'text'.repeat(1_000)) },
    { what: 'a file that others may write', damage: (file) => chmodSync(file, 0o666) },
    { what: 'a link', damage: linked },
  ]

test.each(DAMAGES)('$what is not used, and replaced', async ({ damage }) => {
  const own = machine()
  const file = await kept(own)
  damage(file, own.folder)
  utimesSync(file, OLD, OLD)
  expect(await own.call()).toMatchObject(DENIED)
  expect(isOld(file)).toBe(false)
  utimesSync(file, OLD, OLD)
  expect(await own.call()).toMatchObject(DENIED)
  expect(isOld(file)).toBe(true)
})

/** In the middle of the first half, behind what the engine itself would look at. */
function flip(file: string): void {
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 2) ^ 0xff, bytes.length >> 2)
  writeFileSync(file, bytes)
}

function linked(file: string, folder: string): void {
  const elsewhere = join(folder, 'elsewhere')
  copyFileSync(file, elsewhere)
  rmSync(file)
  symlinkSync(elsewhere, file)
}

test('in a folder that others may write nothing is used and nothing kept', async () => {
  const own = machine()
  const file = await kept(own)
  chmodSync(own.folder, 0o777)
  rmSync(file)
  expect(await own.call()).toMatchObject(DENIED)
  expect(keptIn(own.folder)).not.toContain(file)
})

test('where nothing can be kept, the verdict is the same', async () => {
  const { folder, call } = machine()
  mkdirSync(join(folder, '..'), { recursive: true })
  writeFileSync(folder, '')
  expect(await call()).toMatchObject(DENIED)
  expect(await call('rm -rf build-of-nobody')).toMatchObject({ exitCode: 0 })
})

test('what nobody asked for in a month goes when something is kept', async () => {
  const own = machine()
  const file = await kept(own)
  rmSync(file)
  const other = join(own.folder, 'guard%20other')
  writeFileSync(other, '')
  utimesSync(other, OLD, OLD)
  await own.call()
  expect(keptIn(own.folder)).toContain(file)
  expect(keptIn(own.folder)).not.toContain(other)
})
