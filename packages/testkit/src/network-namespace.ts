// Network namespaces of Linux for tests: two of them with a cable between, in which programs have addresses, ports and
// packet filters of their own. Needs root and the package iproute2; `findRealPart` tells whether they can be had.
import { spawnSync } from 'node:child_process'

export interface NetworkNamespace {
  readonly name: string
  /** Its address on the cable. */
  readonly address: string
  /** The command line that runs a command in it. The process keeps its id, so it can be killed by it. */
  readonly inside: (command: readonly string[]) => string[]
  /** Runs a short command in it to its end; throws with its last words where it fails. */
  readonly run: (...command: string[]) => void
}

export interface NamespacePair {
  readonly one: NetworkNamespace
  readonly other: NetworkNamespace
  /** The cable goes with them. Programs that still run in them are the caller's to stop. */
  readonly remove: () => void
}

const CABLE = 'eth0'

/** The names carry the id of this process, so that test files may do this at the same time. */
export function makeNamespacePair(): NamespacePair {
  const one = makeNamespace('one', '10.77.0.1')
  const other = makeNamespace('other', '10.77.0.2')
  ip('link', 'add', CABLE, 'netns', one.name, 'type', 'veth', 'peer', 'name', CABLE, 'netns', other.name)
  for (const { name, address } of [one, other]) {
    ip('-n', name, 'addr', 'add', `${address}/24`, 'dev', CABLE)
    for (const device of ['lo', CABLE]) ip('-n', name, 'link', 'set', device, 'up')
  }
  const remove = (): void => {
    for (const { name } of [one, other]) ip('netns', 'del', name)
  }
  return { one, other, remove }
}

function makeNamespace(role: string, address: string): NetworkNamespace {
  const name = `test-${process.pid}-${role}`
  ip('netns', 'add', name)
  const inside: NetworkNamespace['inside'] = (command) => ['ip', 'netns', 'exec', name, ...command]
  return { name, address, inside, run: (...command) => runToEnd(inside(command)) }
}

const ip = (...args: string[]): void => runToEnd(['ip', ...args])

function runToEnd(command: readonly string[]): void {
  const [program = '', ...args] = command
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`)
}
