/**
 * Which addresses may be connected to (exposition-semantics, case 94). The rule is applied to the address itself, at
 * the moment of connecting: a name that passed the configuration may resolve to something else later (DNS rebinding).
 */
import type { LookupAddress, LookupAllOptions } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { BlockList, isIP } from 'node:net'

/** Thrown into the connection attempt and turned into SCRAPE_ADDRESS_FORBIDDEN by the one who reads its error. */
export class ForbiddenAddress extends Error {
  readonly host: string
  readonly address: string

  constructor(host: string, address: string) {
    super(`${host} has the forbidden address ${address}`)
    this.name = 'ForbiddenAddress'
    this.host = host
    this.address = address
  }
}

// BlockList also matches IPv4 rules against IPv4-mapped IPv6 addresses.
const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

// Cloud metadata services live here; no setting opens it. The NAT64 prefixes lead to the same IPv4 addresses.
const LINK_LOCAL = new BlockList()
LINK_LOCAL.addSubnet('169.254.0.0', 16, 'ipv4')
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6')
LINK_LOCAL.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6')
// Those of AWS over IPv6: instance metadata, credentials of EKS pods and the clock.
LINK_LOCAL.addSubnet('fd00:ec2::', 32, 'ipv6')

const ANY_HOST = '*'

/** `host` is the name or address of the target's URL without brackets; `allowHosts` is lower case. */
export function isAddressAllowed(host: string, address: string, allowHosts: readonly string[]): boolean {
  // Nearly every target has one of these, and a BlockList makes an object of every address that it is asked about.
  if (address === '127.0.0.1' || address === '::1') return true
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (LINK_LOCAL.check(address, family)) return false
  if (LOOPBACK.check(address, family)) return true
  return allowHosts.includes(ANY_HOST) || allowHosts.includes(host) || allowHosts.includes(address)
}

type Resolve = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

let loading: Promise<Resolve> | undefined

/** As Node does. Loaded for the first name: most targets are addresses. */
const resolveName: Resolve = (host, options, done) => {
  loading ??= import('node:dns').then(({ lookup }) => lookup)
  void loading.then((lookup) => lookup(host, options, done))
}

/**
 * A `lookup` for node:net that resolves as Node does and hands on the allowed addresses alone; the connection is then
 * tried on each of them (localhost is ::1 and 127.0.0.1). With none left the attempt fails with ForbiddenAddress.
 */
export function guardedLookup(allowHosts: readonly string[], resolve: Resolve = resolveName): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, '')
      const allowed = addresses.filter(({ address }) => isAddressAllowed(host, address, allowHosts))
      const first = allowed[0]
      if (first === undefined) return done(new ForbiddenAddress(host, listOf(addresses)), '')
      if (options.all === true) return done(null, allowed)
      done(null, first.address, first.family)
    })
  }
}

function listOf(addresses: readonly LookupAddress[]): string {
  return addresses.map(({ address }) => address).join(', ')
}
