// Facts about which file holds the configuration.
import { expect, test } from 'vitest'
import { namedFile } from '../../../src/config/named-file.ts'

test.each([
  { env: {}, flags: {}, named: undefined },
  { env: { METRICS_CONFIG_FILE: ' ' }, flags: {}, named: undefined },
  { env: { METRICS_CONFIG_FILE: '/a' }, flags: {}, named: { path: '/a', source: 'METRICS_CONFIG_FILE' } },
  { env: { METRICS_CONFIG_FILE: '/a' }, flags: { config: '/b' }, named: { path: '/b', source: '--config' } },
  { env: { METRICS_CONFIG_FILE: '/a' }, flags: { config: '' }, named: undefined },
])('$env and $flags name $named', ({ env, flags, named }) => {
  expect(namedFile('configFile', env, flags)).toEqual(named)
})
