/** Which listeners are worth a question: one address for each port, without those that are not the pod's own business. */
import { isAddressAllowed } from '../../scrape/address-rule.ts'
import type { TcpListener } from './parse-listeners.ts'

export interface PortRules {
  readonly ownPort: number
  readonly meshPorts: ReadonlySet<number>
  readonly excludePorts: readonly number[]
  /** Ports of loopback that a configured target is on. */
  readonly configuredPorts: ReadonlySet<number>
  readonly allowHosts: readonly string[]
}

/** Why a port is not asked. */
export type Exclusion = 'own' | 'mesh' | 'excluded' | 'configured' | 'address'

export interface ChosenPort {
  readonly port: number
  /** Where it can be reached. */
  readonly host: string
  readonly inode: string
  readonly exclusion?: Exclusion
}

/** In the order of the ports. */
export function choosePorts(listeners: readonly TcpListener[], rules: PortRules): ChosenPort[] {
  const chosen = new Map<number, ChosenPort>()
  for (const listener of listeners) {
    const candidate = judge(listener, rules)
    const before = chosen.get(listener.port)
    // A port may be listened on by its address alone and by loopback too.
    if (before === undefined || before.exclusion === 'address') chosen.set(listener.port, candidate)
  }
  return [...chosen.values()].toSorted((a, b) => a.port - b.port)
}

function judge({ address, port, inode }: TcpListener, rules: PortRules): ChosenPort {
  const host = hostFor(address)
  const exclusion = exclusionOf(port, host, rules)
  return { port, host, inode, ...(exclusion !== undefined && { exclusion }) }
}

function exclusionOf(port: number, host: string, rules: PortRules): Exclusion | undefined {
  if (port === rules.ownPort) return 'own'
  if (rules.meshPorts.has(port)) return 'mesh'
  if (rules.excludePorts.includes(port)) return 'excluded'
  if (rules.configuredPorts.has(port)) return 'configured'
  return isAddressAllowed(host, host, rules.allowHosts) ? undefined : 'address'
}

/** Who listens on every address is asked over loopback. */
function hostFor(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1'
  // Sockets of `::` take IPv4 as well unless told not to; `localhost` is both.
  return address === '::' ? '127.0.0.1' : address
}
