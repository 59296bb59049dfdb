import type { LookupAddress } from 'node:dns'
import { describe, expect, test } from 'vitest'
import { ForbiddenAddress, guardedLookup, isAddressAllowed } from '../../../src/scrape/address-rule.ts'

describe('which addresses may be scraped (cases 92 and 94)', () => {
  test.each<{ host: string; address: string; allowHosts?: string[]; allowed: boolean }>([
    { host: 'localhost', address: '127.0.0.1', allowed: true },
    { host: 'localhost', address: '::1', allowed: true },
    { host: '127.8.9.1', address: '127.8.9.1', allowed: true },
    { host: '::ffff:127.0.0.1', address: '::ffff:127.0.0.1', allowed: true },
    { host: 'app', address: '10.0.0.5', allowed: false },
    { host: 'app', address: '10.0.0.5', allowHosts: ['app'], allowed: true },
    { host: 'app', address: '10.0.0.5', allowHosts: ['10.0.0.5'], allowed: true },
    { host: 'app', address: '10.0.0.5', allowHosts: ['application'], allowed: false },
    { host: 'app', address: '2001:db8::1', allowHosts: ['*'], allowed: true },
    { host: '0.0.0.0', address: '0.0.0.0', allowed: false },
    { host: '::', address: '::', allowed: false },
    // Link-local: never, whatever is configured and however it is written.
    { host: '169.254.169.254', address: '169.254.169.254', allowHosts: ['*'], allowed: false },
    { host: 'app', address: '169.254.0.1', allowHosts: ['app', '169.254.0.1'], allowed: false },
    { host: 'app', address: 'fe80::1', allowHosts: ['*'], allowed: false },
    { host: 'app', address: 'febf::1', allowHosts: ['*'], allowed: false },
    { host: 'app', address: 'fec0::1', allowHosts: ['*'], allowed: true },
    { host: 'app', address: 'fe80::1%eth0', allowHosts: ['*'], allowed: false },
    { host: 'app', address: 'fd00:ec2::254', allowHosts: ['*'], allowed: false },
    { host: 'app', address: '::ffff:169.254.169.254', allowHosts: ['*'], allowed: false },
    { host: 'app', address: '64:ff9b::a9fe:a9fe', allowHosts: ['*'], allowed: false },
  ])('$host at $address with $allowHosts: $allowed', ({ host, address, allowHosts = [], allowed }) => {
    expect(isAddressAllowed(host, address, allowHosts)).toBe(allowed)
  })
})

describe('the lookup', () => {
  const resolved = (...addresses: string[]): LookupAddress[] =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

  async function look(
    all: boolean,
    addresses: LookupAddress[],
    error: Error | null = null,
  ): Promise<unknown[]> {
    const lookup = guardedLookup([], (_host, _options, done) => done(error, addresses))
    return new Promise((resolve) => lookup('app', { all }, (...answer) => resolve(answer)))
  }

  test('hands on the allowed addresses alone, in their order', async () => {
    expect(await look(true, resolved('10.0.0.1', '::1', '169.254.1.1', '127.0.0.1'))).toEqual([
      null,
      resolved('::1', '127.0.0.1'),
    ])
  })

  test('gives one address to those who ask for one', async () => {
    expect(await look(false, resolved('10.0.0.1', '127.0.0.1'))).toEqual([null, '127.0.0.1', 4])
  })

  test('refuses a name that leads elsewhere by now (DNS rebinding)', async () => {
    const [error] = await look(true, resolved('169.254.169.254', '10.0.0.1'))
    expect(error).toBeInstanceOf(ForbiddenAddress)
    expect(error).toMatchObject({ host: 'app', address: '169.254.169.254, 10.0.0.1' })
  })

  test('hands on a failure to resolve', async () => {
    const failure = new Error('no such name')
    expect((await look(true, [], failure))[0]).toBe(failure)
  })
})
