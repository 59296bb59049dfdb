// Facts about which listeners are asked, and where.
import { expect, test } from 'vitest'
import { choosePorts } from '../../../../src/daemon/discovery/choose-ports.ts'
import type { PortRules } from '../../../../src/daemon/discovery/choose-ports.ts'

const RULES: PortRules = {
  ownPort: 9090,
  meshPorts: new Set([15_020]),
  excludePorts: [6379],
  configuredPorts: new Set([8080]),
  allowHosts: ['10.0.0.7', '*'].slice(0, 1),
}

function chosen(...listeners: [address: string, port: number][]): string[] {
  return choosePorts(
    listeners.map(([address, port]) => ({ address, port, inode: '1' })),
    RULES,
  ).map(({ host, port, exclusion }) => `${host} ${port} ${exclusion ?? 'ask'}`)
}

test.each<{ listener: [string, number]; told: string }>([
  { listener: ['0.0.0.0', 1], told: '127.0.0.1 1 ask' },
  { listener: ['::', 1], told: '127.0.0.1 1 ask' },
  { listener: ['127.0.0.2', 1], told: '127.0.0.2 1 ask' },
  { listener: ['::1', 1], told: '::1 1 ask' },
  { listener: ['10.0.0.7', 1], told: '10.0.0.7 1 ask' },
  { listener: ['10.0.0.8', 1], told: '10.0.0.8 1 address' },
  { listener: ['169.254.169.254', 1], told: '169.254.169.254 1 address' },
  { listener: ['fe80::1', 1], told: 'fe80::1 1 address' },
  { listener: ['0.0.0.0', 9090], told: '127.0.0.1 9090 own' },
  { listener: ['0.0.0.0', 15_020], told: '127.0.0.1 15020 mesh' },
  { listener: ['0.0.0.0', 6379], told: '127.0.0.1 6379 excluded' },
  { listener: ['0.0.0.0', 8080], told: '127.0.0.1 8080 configured' },
])('$listener: $told', ({ listener, told }) => {
  expect(chosen(listener)).toEqual([told])
})

test('one address for a port, in the order of the ports', () => {
  expect(chosen(['10.9.9.9', 2], ['127.0.0.1', 2], ['::1', 2], ['::', 1])).toEqual([
    '127.0.0.1 1 ask',
    '127.0.0.1 2 ask',
  ])
})
