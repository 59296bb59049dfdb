/**
 * Finds targets without configuration: from time to time the listeners of the pod are read, and those that are not known
 * yet are asked for an exposition. Who gives one is a target from then on; who does not is asked more and more rarely.
 */
import type { Config, TargetConfig } from '../../config/config.ts'
import type { Log } from '../../telemetry/log.ts'
import { choosePorts } from './choose-ports.ts'
import type { ChosenPort, Exclusion } from './choose-ports.ts'
import { probe } from './probe.ts'
import { readListeners } from './read-listeners.ts'

export interface DiscoveryParts {
  /** The configuration in force, without what was found. */
  readonly config: () => Config
  readonly ownPort: number
  readonly log: Log
  readonly version: string
  readonly takeFound: (targets: readonly TargetConfig[]) => Promise<void>
  /** Where the kernel's tables are. */
  readonly tables: string
}

/** What is known of one listener, for people. */
export interface ListenerState {
  readonly port: number
  readonly host: string
  /** `found` gave an exposition, `none` did not, `gone` did and does not listen any more. */
  readonly state: 'found' | 'none' | 'gone' | Exclusion
  /** Why it is none. */
  readonly code?: string
}

interface Known extends ChosenPort {
  state: 'found' | 'none'
  code?: string
  asked: number
  askAgainAtMs: number
  lastSeenMs: number
}

/** A target whose port is closed is missing, and shall be seen to be; after this long it is taken to be gone for good. */
const FORGET_MS = 300_000
/** At most this many intervals between two questions to somebody who has no exposition. */
const PATIENCE_MAX = 20

export class Discovery {
  readonly #parts: DiscoveryParts
  readonly #known = new Map<number, Known>()
  #excluded: readonly ChosenPort[] = []
  /** Ports that listened when they were last looked at. */
  #listening: ReadonlySet<number> = new Set()
  #names = ''
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(parts: DiscoveryParts) {
    this.#parts = parts
  }

  /** Every listener that was met, by port. */
  get states(): readonly ListenerState[] {
    const known = [...this.#known.values()].map(({ port, host, state, code }): ListenerState => {
      const isGone = state === 'found' && !this.#listening.has(port)
      return { port, host, state: isGone ? 'gone' : state, ...(code !== undefined && { code }) }
    })
    const excluded = this.#excluded.flatMap(({ port, host, exclusion }) =>
      exclusion === undefined ? [] : [{ port, host, state: exclusion }],
    )
    return [...known, ...excluded].toSorted((a, b) => a.port - b.port)
  }

  /** Looks now and then again and again. */
  async start(): Promise<void> {
    await this.#look()
    if (this.#isStopped) return
    this.#timer = setTimeout(() => void this.start(), this.#intervalMs())
    this.#timer.unref()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  #intervalMs(): number {
    return this.#parts.config().discovery?.intervalMs ?? FORGET_MS
  }

  async #look(): Promise<void> {
    try {
      const chosen = choosePorts(await readListeners(this.#parts.tables), this.#rules())
      this.#excluded = chosen.filter(({ exclusion }) => exclusion !== undefined)
      this.#note(chosen.filter(({ exclusion }) => exclusion === undefined))
      await this.#ask()
      await this.#tell()
    } catch (error) {
      this.#parts.log.error('looking for targets failed by a mistake of ours', {
        code: 'INTERNAL_BUG',
        error: String(error),
      })
    }
  }

  #rules(): Parameters<typeof choosePorts>[1] {
    const { discovery, targets, scrape } = this.#parts.config()
    const configured = targets.map(({ url }) => (url.port === '' ? 80 : Number(url.port)))
    return {
      ownPort: this.#parts.ownPort,
      meshPorts: new Set(discovery?.meshPorts),
      excludePorts: discovery?.excludePorts ?? [],
      configuredPorts: new Set(configured),
      allowHosts: scrape.allowHosts,
    }
  }

  /** Remembers who listens, and forgets who does not any more. */
  #note(listening: readonly ChosenPort[]): void {
    const now = performance.now()
    for (const chosen of listening) {
      const known = this.#known.get(chosen.port)
      if (known?.inode === chosen.inode) known.lastSeenMs = now
      else this.#known.set(chosen.port, newcomer(chosen, known, now))
    }
    this.#listening = new Set(listening.map(({ port }) => port))
    const isOut = (port: number): boolean => this.#excluded.some((excluded) => excluded.port === port)
    for (const [port, { state, lastSeenMs }] of this.#known) {
      const isForgotten = state === 'none' || now - lastSeenMs > FORGET_MS || isOut(port)
      if (!this.#listening.has(port) && isForgotten) this.#known.delete(port)
    }
  }

  async #ask(): Promise<void> {
    const now = performance.now()
    const due = [...this.#known.values()].filter(
      ({ state, askAgainAtMs }) => state === 'none' && askAgainAtMs <= now,
    )
    await Promise.all(due.map((known) => this.#askOne(known)))
  }

  async #askOne(known: Known): Promise<void> {
    const target = this.#targetOf(known)
    if (target === undefined) return
    const code = await probe(target, {
      allowHosts: this.#parts.config().scrape.allowHosts,
      version: this.#parts.version,
    })
    known.asked += 1
    known.state = code === undefined ? 'found' : 'none'
    if (code === undefined) delete known.code
    else known.code = code
    const patience = Math.min(2 ** (known.asked - 1), PATIENCE_MAX)
    known.askAgainAtMs = performance.now() + this.#intervalMs() * (patience - 0.5)
  }

  #targetOf({ host, port }: ChosenPort): TargetConfig | undefined {
    const template = this.#parts.config().discovery?.template
    if (template === undefined) return undefined
    const authority = host.includes(':') ? `[${host}]` : host
    return { ...template, name: `port-${port}`, url: new URL(`http://${authority}:${port}/metrics`) }
  }

  async #tell(): Promise<void> {
    const found = [...this.#known.values()]
      .filter(({ state }) => state === 'found')
      .toSorted((a, b) => a.port - b.port)
      .flatMap((known) => this.#targetOf(known) ?? [])
    const names = found.map(({ name, url }) => `${name} ${url.href}`).join()
    if (names === this.#names || this.#isStopped) return
    this.#names = names
    this.#parts.log.info('targets found', { targets: found.map(({ name }) => name) })
    await this.#parts.takeFound(found)
  }
}

/** Another socket on a port that gave an exposition is the same program, started again. */
function newcomer(chosen: ChosenPort, known: Known | undefined, now: number): Known {
  if (known?.state === 'found') return { ...known, ...chosen, lastSeenMs: now }
  return { ...chosen, state: 'none', asked: 0, askAgainAtMs: 0, lastSeenMs: now }
}
