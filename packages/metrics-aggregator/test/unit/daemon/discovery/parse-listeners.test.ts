// Facts about the kernel's tables of sockets.
import { expect, test } from 'vitest'
import { parseListeners } from '../../../../src/daemon/discovery/parse-listeners.ts'

const HEADING =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n'
const row = (local: string, state: string, inode: number): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 100 0 0 10 0\n`

test.each([
  { local: '0100007F:1F90', address: '127.0.0.1', port: 8080 },
  { local: '00000000:0050', address: '0.0.0.0', port: 80 },
  { local: '0700000A:FFFF', address: '10.0.0.7', port: 65_535 },
  { local: '00000000000000000000000000000000:1F90', address: '::', port: 8080 },
  { local: '00000000000000000000000001000000:1F90', address: '::1', port: 8080 },
  { local: '0000000000000000FFFF00000100007F:1F90', address: '127.0.0.1', port: 8080 },
  { local: 'B80D01200000000000000000DDCCBBAA:1F90', address: '2001:db8::aabb:ccdd', port: 8080 },
])('$local is $address port $port', ({ local, address, port }) => {
  expect(parseListeners(HEADING + row(local, '0A', 4711))).toEqual([{ address, port, inode: '4711' }])
})

test.each(['01', '06', '08'])('a socket of state %s does not listen', (state) => {
  expect(parseListeners(HEADING + row('0100007F:1F90', state, 1))).toEqual([])
})

test.each(['', HEADING, 'nonsense\n', '0: XX:YY 0 0A\n', '0: 0100007F 0 0A\n'.repeat(0)])(
  '%j has no listener',
  (text) => {
    expect(parseListeners(text)).toEqual([])
  },
)
