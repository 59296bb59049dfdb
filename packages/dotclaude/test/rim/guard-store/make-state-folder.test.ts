// The guard's folders are for their user alone, and where none can be made the reader is told which and why.
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { folderIn } from '../../../src/guard-store/make-state-folder.ts'

const PERMISSIONS = 0o777

function makeHome(): string {
  const { root, remove } = makeTempTree()
  onTestFinished(remove)
  return root
}

test('a folder is made with all above it, for the user alone, and found the next time', () => {
  const home = makeHome()
  const folder = folderIn({ env: {}, home }, 'log')
  expect(folder).toBe(join(home, '.local/state/dotclaude/guard/log'))
  expect(statSync(folder).mode & PERMISSIONS).toBe(0o700)
  expect(folderIn({ env: {}, home }, 'log')).toBe(folder)
})

test('a file in the way is named', () => {
  const home = makeHome()
  const file = join(home, 'state')
  writeFileSync(file, '')
  expect(() => folderIn({ env: { XDG_STATE_HOME: file }, home }, 'log')).toThrow(
    expect.objectContaining({
      code: 'ENV_FILE_UNWRITABLE',
      facts: expect.objectContaining({ path: join(file, 'dotclaude/guard/log') }),
    }),
  )
})
