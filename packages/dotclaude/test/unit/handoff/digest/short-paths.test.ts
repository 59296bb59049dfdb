// Paths without the user's name.
import { expect, test } from 'vitest'
import { shortPath, withoutHome } from '../../../../src/handoff/digest/short-paths.ts'

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

test.each([
  ['cd /home/me/work && ls', 'cd ~/work && ls'],
  ['"/home/me"', '"~"'],
  ['in /home/me.', 'in ~.'],
  ['/home/me/a:/home/me/b', '~/a:~/b'],
  ['file:///home/me/a', 'file://~/a'],
  ['/home/meyer/a', '/home/meyer/a'],
  ['/home/me-too', '/home/me-too'],
  ['/home/me.old/x', '/home/me.old/x'],
  ['/srv/home/me/x', '/srv/home/me/x'],
  ['nothing of it', 'nothing of it'],
])('%s mentions the home folder, and becomes %s', (text, wanted) => {
  expect(withoutHome(text, '/home/me/')).toBe(wanted)
})

test('a home at the top of everything changes nothing', () => {
  expect(withoutHome('/etc/hosts', '/')).toBe('/etc/hosts')
})
