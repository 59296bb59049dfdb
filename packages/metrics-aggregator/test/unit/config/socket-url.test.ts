// Facts about the addresses of unix sockets.
import { expect, test } from 'vitest'
import { socketOf } from '../../../src/config/socket-url.ts'

test.each([
  { url: 'unix:/run/app.sock', socketPath: '/run/app.sock', path: '/metrics' },
  { url: 'unix:/run/app.sock:/stats', socketPath: '/run/app.sock', path: '/stats' },
  { url: 'unix:/run/app.sock:/stats?a=b', socketPath: '/run/app.sock', path: '/stats?a=b' },
  { url: 'unix:///run/app.sock:/', socketPath: '/run/app.sock', path: '/' },
  { url: 'unix:/run/a:b.sock:/m', socketPath: '/run/a:b.sock', path: '/m' },
  { url: 'unix:/run/a%20b.sock', socketPath: '/run/a b.sock', path: '/metrics' },
])('$url', ({ url, socketPath, path }) => {
  expect(socketOf(new URL(url))).toEqual({ socketPath, path })
})

test.each([
  'http://127.0.0.1/run/app.sock:/metrics',
  'unix:app.sock',
  'unix://host/run/app.sock',
  'unix:/',
  'unix:/%00.sock',
  'unix:/%E0%A4%A',
  `unix:/${'x'.repeat(107)}`,
])('%s is none', (url) => {
  expect(socketOf(new URL(url))).toBeUndefined()
})
