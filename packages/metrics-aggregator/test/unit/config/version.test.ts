// The version stands in two places, because a bundled program cannot read its package.json.
import { expect, test } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { version } from '../../../src/config/version.ts'

test('the version is that of the package', () => {
  expect(version).toBe(manifest.version)
})
