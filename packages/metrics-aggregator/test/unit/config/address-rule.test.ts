// Facts about the hosts of target URLs, in every spelling that the URL reader accepts.
import { expect, test } from 'vitest'
import { kindOfHost } from '../../../src/config/address-rule.ts'
import { bareHost } from '../../../src/config/value-kind.ts'

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.255.0.9', 'loopback'],
  ['127.1', 'loopback'],
  ['2130706433', 'loopback'],
  ['0x7f.0.0.1', 'loopback'],
  ['localhost', 'loopback'],
  ['LOCALHOST', 'loopback'],
  ['localhost.', 'loopback'],
  ['app.localhost', 'loopback'],
  ['[::1]', 'loopback'],
  ['[0:0:0:0:0:0:0:1]', 'loopback'],
  ['[::ffff:127.0.0.1]', 'loopback'],
  ['169.254.169.254', 'link_local'],
  ['0xa9fea9fe', 'link_local'],
  ['[::ffff:169.254.169.254]', 'link_local'],
  ['[64:ff9b::169.254.169.254]', 'link_local'],
  ['[fe80::1]', 'link_local'],
  ['[febf::1]', 'link_local'],
  ['[fec0::1]', 'other'],
  ['[fe8::1]', 'other'],
  ['10.0.0.1', 'other'],
  ['0.0.0.0', 'other'],
  ['[::]', 'other'],
  ['128.0.0.1', 'other'],
  ['169.253.0.1', 'other'],
  ['example.com', 'other'],
  ['notlocalhost', 'other'],
  ['localhost.example.com', 'other'],
])('%s is %s', (host, kind) => {
  expect(kindOfHost(bareHost(new URL(`http://${host}/`)))).toBe(kind)
})
