// Which addresses git is given, and what of them is shown.
import { expect, test } from 'vitest'
import {
  addressProblem,
  hasCredentials,
  shownAddress,
  withoutCredentials,
} from '../../../../src/handoff/store/repository-address.ts'

test.each([
  'https://github.com/you/handoffs.git',
  'https://x-access-token:abc@github.com/you/handoffs.git',
  'http://127.0.0.1:8080/store.git',
  'ssh://git@host.example:2222/you/handoffs.git',
  'git@github.com:you/handoffs.git',
  'file:///srv/handoffs.git',
  '/srv/handoffs.git',
])('%s is used', (address) => {
  expect(addressProblem(address)).toBeUndefined()
})

test.each([
  { address: '--upload-pack=touch /tmp/x', because: 'blank' },
  { address: '--upload-pack=id', because: 'dash' },
  { address: '-oProxyCommand=id', because: 'dash' },
  { address: 'ext::sh', because: 'program' },
  { address: 'ext::sh -c id', because: 'blank' },
  { address: 'fd::17', because: 'program' },
  { address: 'transport-helper::https://x', because: 'program' },
  { address: 'ssh://-oProxyCommand=id/x', because: 'forms' },
  { address: 'git@-oProxyCommand=id:x', because: 'forms' },
  { address: 'git@host:-x', because: 'forms' },
  { address: 'https://-x/y', because: 'forms' },
  { address: 'git://host/x', because: 'forms' },
  { address: 'file://host/x', because: 'forms' },
  { address: 'relative/path', because: 'forms' },
  { address: '/-x', because: 'forms' },
  { address: '', because: 'forms' },
  { address: '/srv/a\nb', because: 'control character' },
  { address: '/srv/a\u001B[31m', because: 'control character' },
  { address: 'http://you:secret@host.example/x', because: 'without encryption' },
])('$address is refused: $because', ({ address, because }) => {
  expect(addressProblem(address)).toContain(because)
})

test.each([
  { address: 'https://token@host/x', has: true },
  { address: 'https://host/x', has: false },
  { address: 'ssh://git@host/x', has: false },
  { address: 'ssh://git:pw@host/x', has: true },
  { address: 'git@host:x', has: false },
])('$address has credentials: $has', ({ address, has }) => {
  expect(hasCredentials(address)).toBe(has)
})

test('what is shown has no user part and nothing that a terminal obeys', () => {
  expect(shownAddress('https://you:to/ken@host/x')).not.toContain('to/ken@')
  expect(shownAddress('https://you:token@host/x\u001B[2J')).toBe('https://host/x?[2J')
  const said = "fatal: unable to access 'https://u:p@host/x/': and http://q@other/"
  expect(withoutCredentials(said)).toBe("fatal: unable to access 'https://host/x/': and http://other/")
})
