/**
 * What kind of address the host of a target's URL is, from its text alone. Names are not looked up here: the scraper
 * judges the address that it connects to once more.
 */

export type HostKind = 'loopback' | 'link_local' | 'other'

/** `host` is the host of a URL, without brackets: the URL reader has brought addresses to one spelling. */
export function kindOfHost(host: string): HostKind {
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return 'loopback'
  // The prefix 64:ff9b leads to the IPv4 address behind it (NAT64); fd00:ec2 is link-local of AWS in all but its number.
  if (/^(?:fe[89ab][0-9a-f]:|64:ff9b::a9fe:|fd00:ec2:)/.test(host)) return 'link_local'
  const [high, low] = ipv4Halves(host) ?? []
  if (high === undefined || low === undefined) return 'other'
  if (high >> 8 === 127) return 'loopback'
  return high === 0xa9fe ? 'link_local' : 'other'
}

/** The two halves of an IPv4 address, also where it is mapped into IPv6 (`::ffff:7f00:1`). */
function ipv4Halves(host: string): [number, number] | undefined {
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host)
  if (mapped !== null) return [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)]
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(host)?.slice(1).map(Number)
  if (parts === undefined) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = parts
  return [(a << 8) | b, (c << 8) | d]
}
