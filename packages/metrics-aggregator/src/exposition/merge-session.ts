/**
 * One merge as it happens: targets begin, deliver their bodies in chunks and in any order, end or are dropped; then the
 * page is rendered in a format. The page depends on the configured order and the bytes alone, never on who was first.
 * All bytes live in an engine instance until `release`.
 */
import { type Engine, releaseEngine, STAGE_BYTES_MAX, takeEngine } from '../engine/engine.ts'
import {
  canQuoteNames,
  contentTypeOf,
  type ExpositionFormat,
  formatOf,
  type FormatVersion,
} from './formats.ts'
import { escapingFlags } from './escaping-flags.ts'
import { familyFilter, textNameOf } from './family-filter.ts'
import { FORMAT_NUMBERS } from './format-numbers.ts'
import { injectedLabels } from './identity.ts'
import { limitOf } from './limit-of.ts'
import {
  DEFAULT_MERGE_OPTIONS,
  type MergeOptions,
  type TargetIdentity,
  type TargetLimits,
} from './options.ts'
import { readCanonicalBytes, readCounters, readEvents, readRefusal } from './readback.ts'
import type { FamilyEvent, FamilySize, MergeReport, Refusal, TargetReport } from './report.ts'

/** The name under which our own metrics stand on the page; no target may bear it. */
const OWN_NAME = 'metrics-aggregator'
const OWN_IDENTITY: TargetIdentity = Object.freeze({ name: OWN_NAME })
/** Limits are for what others write: ours has to be on every page, however little a target may send. */
const OWN_LIMITS: TargetLimits = DEFAULT_MERGE_OPTIONS.limits

/** Below this many bytes a slice on average, one copied page is cheaper to send than many slices (merge-engine.md). */
const SLICE_BYTES_MIN = 2048

const COLLISION_NUMBERS = { rename: 0, keep: 1, overwrite: 2, drop_series: 3, fail_target: 4 } as const
const CONFLICT_NUMBERS = { untyped: 0, first_wins: 1, drop_later: 2 } as const

export interface Page {
  /** The page's bytes in order: views into engine memory, valid until the session is released or renders again. */
  readonly slices: readonly Uint8Array[]
  readonly bytes: number
  readonly contentType: string
  readonly events: readonly FamilyEvent[]
  /** Read out of the engine, as long as the page is valid; a daemon that only sends the page has no use for it. */
  readonly report: () => MergeReport
}

/** Which families stay; absent where all do. */
type Keeps = ((name: string) => boolean) | undefined

interface SessionTarget {
  readonly name: string
  readonly handle: number
  readonly isOwn: boolean
  readonly keeps: Keeps
  readonly limits: TargetLimits
  format: ExpositionFormat
  hasEnded: boolean
  refusal: Refusal | undefined
}

export class MergeSession {
  readonly #engine: Engine
  readonly #options: MergeOptions
  readonly #targets: SessionTarget[]
  #isReleased = false

  private constructor(engine: Engine, options: MergeOptions, identities: readonly TargetIdentity[]) {
    this.#engine = engine
    this.#options = options
    const all = [options.limits, OWN_LIMITS, ...identities.flatMap(({ limits }) => limits ?? [])]
    engine.configure(
      // Each may have something of ours beside it, and there are our own metrics.
      identities.length * 2 + 1,
      Math.max(...all.map(({ lineBytesMax }) => lineBytesMax)),
      Math.max(...all.map(({ labelsMax }) => labelsMax)),
      COLLISION_NUMBERS[options.onCollision],
      CONFLICT_NUMBERS[options.onTypeConflict],
      policyFlags(options, identities),
    )
    this.#targets = identities.map((identity) => addTarget(engine, identity, options))
  }

  /** Takes an engine instance from the pool; `release` must follow, once. */
  static open(
    targets: readonly TargetIdentity[],
    options: MergeOptions = DEFAULT_MERGE_OPTIONS,
  ): MergeSession {
    return new MergeSession(takeEngine(), options, targets)
  }

  /** The target answered in this format and its body follows. */
  begin(target: number, format: ExpositionFormat): void {
    const state = this.#at(target)
    state.format = format
    if (format === 'protobuf') this.#engine.useFloats()
    this.#engine.begin(state.handle, FORMAT_NUMBERS[format])
  }

  /** Takes a chunk of the decompressed body. A refusal is final: the rest need not be read. */
  write(target: number, chunk: Uint8Array): Refusal | undefined {
    const state = this.#at(target)
    for (let at = 0; at < chunk.length && state.refusal === undefined; at += STAGE_BYTES_MAX) {
      const piece = chunk.subarray(at, at + STAGE_BYTES_MAX)
      this.#engine.bytes().set(piece, this.#engine.stageAt())
      if (this.#engine.feed(state.handle, piece.length) === 0) this.#noteRefusal(state)
    }
    return state.refusal
  }

  /** The body is over; `complete` when its framing said so, `close` when only the connection ended (case 2). */
  end(target: number, framing: 'complete' | 'close'): Refusal | undefined {
    const state = this.#at(target)
    if (state.refusal !== undefined || state.hasEnded) return state.refusal
    if (this.#engine.finish(state.handle, framing === 'complete' ? 1 : 0) === 0) this.#noteRefusal(state)
    else {
      state.hasEnded = true
      filterFamilies(this.#engine, state)
    }
    return state.refusal
  }

  /** Forgets all that a target delivered. */
  drop(target: number): void {
    const state = this.#at(target)
    state.hasEnded = false
    this.#engine.drop(state.handle)
  }

  /** Adds our own metrics, text 0.0.4, behind all targets. Call it once, before rendering. */
  addOwn(body: Uint8Array): void {
    this.#addOurs(OWN_IDENTITY, body)
  }

  /** Adds what we say of a target, under its labels. At most once for each, before our own metrics. */
  addAbout({ name, labels = {} }: TargetIdentity, body: Uint8Array): void {
    this.#addOurs({ name, labels }, body)
  }

  #addOurs(identity: TargetIdentity, body: Uint8Array): void {
    const limited = { ...identity, limits: OWN_LIMITS }
    const own = { ...addTarget(this.#engine, limited, this.#options), isOwn: true }
    this.#targets.push(own)
    const index = this.#targets.length - 1
    // A name that the user chose for the label may be one of ours; that must not cost the page.
    this.#engine.decideCollisions(COLLISION_NUMBERS.rename)
    this.begin(index, 'text')
    this.write(index, body)
    const refusal = this.end(index, 'complete')
    this.#engine.decideCollisions(COLLISION_NUMBERS[this.#options.onCollision])
    if (refusal !== undefined)
      throw new Error(`our own metrics are refused: ${refusal.code} in line ${refusal.line}`)
  }

  /** What is known of each target before the page is laid out, the page's own limit applied. */
  settle(): readonly TargetReport[] {
    this.#keepPageWithinLimit()
    return this.targetReports()
  }

  /** What is known of each target by now; rendering adds what the page has no place for. Our own metrics are no target. */
  targetReports(): readonly TargetReport[] {
    return this.#targets.filter((state) => !state.isOwn).map((state) => this.#targetReport(state))
  }

  /**
   * The families with the most series that targets delivered, largest first. Walks over all families, so it is for
   * people who ask, not for every page; call it before rendering, which moves families.
   */
  largestFamilies(max: number): readonly FamilySize[] {
    const engine = this.#engine
    const all = this.#targets
      .filter(({ hasEnded, isOwn }) => hasEnded && !isOwn)
      .flatMap((target) => [...familiesOf(engine, target.handle)].map((family) => ({ target, family })))
      .map((row) => ({ ...row, series: engine.familySamples(row.family) }))
    return all
      .toSorted((a, b) => b.series - a.series)
      .slice(0, max)
      .map(({ target, family, series }) => ({
        family: familyNameOf(engine, family, target.format),
        target: target.name,
        series,
      }))
  }

  /** The page in that version's format; it can be rendered again in another. */
  render(version: FormatVersion): Page {
    if (this.#options.escaping === 'allow-utf-8' && !canQuoteNames(version))
      throw new Error(`a page of ${version} has no names between quotes`)
    this.#keepPageWithinLimit()
    const engine = this.#engine
    if (version === 'protobuf') engine.useFloats()
    engine.render(FORMAT_NUMBERS[formatOf(version)])
    const bytes = engine.pageLength()
    const events = readEvents(
      engine,
      this.#targets.map(({ name }) => name),
    )
    return {
      slices: pageSlices(engine, bytes),
      bytes,
      contentType: contentTypeOf(version, this.#options.escaping),
      events,
      report: () => this.#report(events),
    }
  }

  /** Gives the engine back; no slice of any page may be used after. */
  release(): void {
    if (this.#isReleased) return
    this.#isReleased = true
    releaseEngine(this.#engine)
  }

  #at(target: number): SessionTarget {
    const state = this.#targets[target]
    if (state === undefined || this.#isReleased) throw new Error(`no target ${target} in this session`)
    return state
  }

  #noteRefusal(state: SessionTarget): void {
    state.hasEnded = false
    const refusal = readRefusal(this.#engine, state.handle, state.format)
    state.refusal = { ...refusal, ...limitOf(refusal.code, state.limits) }
  }

  /** Case 17: the largest target goes first, whoever came last; of equals the later configured one. */
  #keepPageWithinLimit(): void {
    const max = this.#options.limits.pageBytesMax
    if (max === 0) return
    const sizes = this.#targets.map((state) =>
      state.hasEnded && !state.isOwn ? readCanonicalBytes(this.#engine, state.handle) : 0,
    )
    let total = sizes.reduce((sum, size) => sum + size, 0)
    while (total > max) {
      const largest = sizes.reduce((best, size, index) => (size >= (sizes[best] ?? 0) ? index : best), 0)
      total -= sizes[largest] ?? 0
      sizes[largest] = 0
      this.drop(largest)
      this.#at(largest).refusal = { code: 'PAGE_TOO_LARGE', line: 0, column: 0, excerpt: '', limit: max }
    }
  }

  #report(events: readonly FamilyEvent[]): MergeReport {
    return {
      targets: this.#targets.map((state) => this.#targetReport(state)),
      events,
      families: this.#engine.familyCount(),
      samples: this.#engine.sampleCount(),
    }
  }

  #targetReport(state: SessionTarget): TargetReport {
    const counters = readCounters(this.#engine, state.handle)
    const base = { name: state.name, ok: state.hasEnded, counters }
    return state.refusal === undefined ? base : { ...base, refusal: state.refusal }
  }
}

function policyFlags(options: MergeOptions, identities: readonly TargetIdentity[]): number {
  const isNeeded = ['keep', 'overwrite'].includes(options.onCollision) || identities.some(canRepeatSeries)
  const drops = options.duplicates === 'drop' || (options.duplicates === 'auto' && isNeeded)
  return (
    (options.created === 'drop' ? 1 : 0) |
    (options.targetInfo === 'drop' ? 2 : 0) |
    (options.emptyFamilies === 'drop' ? 4 : 0) |
    (drops ? 8 : 0) |
    escapingFlags(options.escaping)
  )
}

/** Series that a label told apart, or a timestamp. */
function canRepeatSeries({ dropLabels = [], honorTimestamps = true }: TargetIdentity): boolean {
  return dropLabels.length > 0 || !honorTimestamps
}

/** Writes the target's injected labels into the engine and makes it known there. */
function addTarget(engine: Engine, identity: TargetIdentity, options: MergeOptions): SessionTarget {
  const { bytes, parts } = injectedLabels(identity, options.labelName)
  const injected = engine.room(bytes.length)
  const table = engine.room(parts.length * 16)
  engine.bytes().set(bytes, injected)
  const view = new DataView(engine.memory.buffer)
  parts.forEach(({ start, nameLength, length }, index) => {
    const row = table + index * 16
    view.setUint32(row, injected + start, true)
    view.setUint32(row + 4, nameLength, true)
    view.setUint32(row + 8, injected + start, true)
    view.setUint32(row + 12, length, true)
  })
  const isLenient = identity.validation === 'lenient' ? 1 : 0
  const handle = engine.addTarget(injected, bytes.length, table, parts.length, isLenient, 0)
  const limits = identity.limits ?? options.limits
  const { lineBytesMax, labelsMax, samplesMax, targetBytesMax, familyBytesMax } = limits
  engine.limit(handle, lineBytesMax, labelsMax, samplesMax, targetBytesMax, familyBytesMax)
  dropLabels(engine, handle, identity.dropLabels ?? [])
  if (identity.honorTimestamps === false) engine.ignoreTimestamps(handle)
  return {
    name: identity.name,
    handle,
    isOwn: identity.name === OWN_NAME,
    limits,
    keeps: bothOf(familyFilter(identity), familyFilter({ keepFamilies: options.families ?? [] })),
    format: 'text',
    hasEnded: false,
    refusal: undefined,
  }
}

function bothOf(one: Keeps, other: Keeps): Keeps {
  if (one === undefined || other === undefined) return one ?? other
  return (name) => one(name) && other(name)
}

function dropLabels(engine: Engine, handle: number, labels: readonly string[]): void {
  if (labels.length === 0) return
  const names = labels.map((label) => Buffer.from(label))
  const table = engine.room(names.length * 8)
  const addresses = names.flatMap((name) => [place(engine, name), name.length])
  const view = new DataView(engine.memory.buffer)
  addresses.forEach((value, index) => view.setUint32(table + index * 4, value, true))
  engine.dropLabels(handle, table, names.length)
}

/** Filters are the host's, because they are rare and patterns are no matter of bytes. */
function filterFamilies(engine: Engine, { handle, keeps, format }: SessionTarget): void {
  if (keeps === undefined) return
  for (const family of familiesOf(engine, handle))
    if (!keeps(familyNameOf(engine, family, format))) engine.leaveOut(handle, family)
}

/** The name of a family of this target on a text page. */
function familyNameOf(engine: Engine, family: number, format: ExpositionFormat): string {
  const at = engine.familyName(family)
  const name = new TextDecoder().decode(engine.bytes().subarray(at, at + engine.familyNameLength(family)))
  return textNameOf({ name, type: engine.familyType(family), format })
}

function* familiesOf(engine: Engine, handle: number): Generator<number> {
  let family = engine.nextFamily(handle, 0)
  while (family !== 0) {
    const next = engine.nextFamily(handle, family)
    yield family
    family = next
  }
}

function place(engine: Engine, bytes: Uint8Array): number {
  const at = engine.room(bytes.length)
  engine.bytes().set(bytes, at)
  return at
}

function pageSlices(engine: Engine, bytes: number): Uint8Array[] {
  const count = engine.planLength()
  if (count > 1 && bytes / count < SLICE_BYTES_MIN) {
    const at = engine.gatherPage()
    return [engine.bytes().subarray(at, at + bytes)]
  }
  const plan = engine.planAt()
  const memory = engine.bytes()
  return Array.from({ length: count }, (_, index) => {
    const at = engine.number(plan + index * 8)
    return memory.subarray(at, at + engine.number(plan + index * 8 + 4))
  })
}
