import { expect, test } from 'vitest'
import { missingParts } from '../../../tools/lockfile-parts.ts'

const lockfileWith = (name: string, listed: string[] = []): Parameters<typeof missingParts>[0] => ({
  packages: {
    'node_modules/tool': { version: '1.0.0', optionalDependencies: { [name]: '1.0.0' } },
    ...Object.fromEntries(listed.map((path) => [path, { version: '1.0.0' }])),
  },
})

test.each([
  { name: '@tool/darwin-arm64', entry: { os: ['darwin'], cpu: ['arm64'] } },
  { name: '@tool/core-linux-x64-musl', entry: { os: ['linux'], cpu: ['x64'], libc: ['musl'] } },
  { name: '@tool/binding-linux-arm-gnueabihf', entry: { os: ['linux'], cpu: ['arm'], libc: ['glibc'] } },
  { name: '@tool/binding-win32-ia32-msvc', entry: { os: ['win32'], cpu: ['ia32'] } },
  { name: '@tool/tool-win32-x64-gnu', entry: { os: ['win32'], cpu: ['x64'] } },
  { name: '@tool/binding-android-arm-eabi', entry: { os: ['android'], cpu: ['arm'] } },
])('$name is for $entry', ({ name, entry }) => {
  expect(missingParts(lockfileWith(name))).toEqual({
    [`node_modules/${name}`]: { version: '1.0.0', dev: true, optional: true, ...entry },
  })
})

test('a part that is listed anywhere is not missing', () => {
  expect(missingParts(lockfileWith('p-linux-x64', ['node_modules/tool/node_modules/p-linux-x64']))).toEqual(
    {},
  )
})

test('a name without a platform needs a person', () => {
  expect(() => missingParts(lockfileWith('fsevents'))).toThrow('by hand')
})
