// Paths without the user's name.
import { expect, test } from 'vitest'
import { shortPath } from '../../../../src/handoff/digest/short-paths.ts'

const PATHS: readonly (readonly [string, string | undefined, string])[] = [
  ['/home/me/work/x/src/a.ts', '/home/me/work/x', 'src/a.ts'],
  ['/home/me/work/x', '/home/me/work/x', '~/work/x'],
  ['/home/me', undefined, '~'],
  ['/home/me/work/a.ts', '/srv', '~/work/a.ts'],
  ['/home/meyer/a.ts', undefined, '/home/meyer/a.ts'],
  ['/srv/work/xy/a.ts', '/srv/work/x', '/srv/work/xy/a.ts'],
  ['C:\\work\\x\\a.ts', 'C:\\work\\x\\', 'a.ts'],
  ['src/a.ts', '/srv', 'src/a.ts'],
  ['/a.ts', '/', '/a.ts'],
]

test.each(PATHS)('%s in %s', (path, root, wanted) => {
  expect(shortPath(path, { home: '/home/me', ...(root === undefined ? {} : { root }) })).toBe(wanted)
})
