/**
 * The host of the merge engine: compiles the WebAssembly module once, hands out instances from a small pool, and gives
 * the assembly's exports their types. Memory views are taken anew on every use, since growing detaches them.
 */
import { engineModuleBase64 } from './module.generated.ts'
import { powersOfTen } from './powers-of-ten.ts'

/** The exports of `assembly/index.ts`; addresses, lengths and handles are numbers. */
interface EngineExports {
  readonly memory: WebAssembly.Memory
  configure(
    targetsMax: number,
    lineBytesMax: number,
    labelsMax: number,
    onCollision: number,
    onTypeConflict: number,
    flags: number,
  ): void
  room(size: number): number
  addTarget(
    injected: number,
    injectedLength: number,
    labels: number,
    labelCount: number,
    isLenient: number,
    isChecking: number,
  ): number
  limit(
    target: number,
    lineBytesMax: number,
    labelsMax: number,
    samplesMax: number,
    targetBytesMax: number,
    familyBytesMax: number,
  ): void
  dropLabels(target: number, names: number, count: number): void
  ignoreTimestamps(target: number): void
  decideCollisions(policy: number): void
  begin(target: number, format: number): void
  stageAt(): number
  feed(target: number, length: number): number
  finish(target: number, isCertain: number): number
  drop(target: number): void
  nextFamily(target: number, family: number): number
  familyName(family: number): number
  familyNameLength(family: number): number
  familyType(family: number): number
  familySamples(family: number): number
  leaveOut(target: number, family: number): void
  check(target: number): void
  render(format: number): void
  statusOf(target: number): number
  planAt(): number
  planLength(): number
  pageLength(): number
  familyCount(): number
  sampleCount(): number
  gatherPage(): number
  findings(): number
  events(): number
  powersAt(): number
  doubleAt(address: number): number
  writeDoubleAt(address: number, number: number): number
}

export interface Engine extends EngineExports {
  /** All of the memory as bytes; valid until the next call that may grow it. */
  bytes(): Uint8Array
  /** The unsigned 32-bit number at an address. */
  number(address: number): number
  /** Must be called before the first protobuf target or page of a merge: floats are converted from then on. */
  useFloats(): void
}

/** Largest chunk that may be staged at once, as the assembly's CHUNK_BYTES_MAX. */
export const STAGE_BYTES_MAX: number = 65_536

const IDLE_MAX = 4
/** Memory never shrinks, so an instance that once held a huge page is not kept. */
const IDLE_BYTES_MAX = 128 * 1024 * 1024

const idle: Engine[] = []
let engineModule: WebAssembly.Module | undefined

/** An instance for one page; give it back with `releaseEngine` when nothing points into its memory any more. */
export function takeEngine(): Engine {
  return idle.pop() ?? instantiate()
}

export function releaseEngine(engine: Engine): void {
  if (idle.length < IDLE_MAX && engine.memory.buffer.byteLength <= IDLE_BYTES_MAX) idle.push(engine)
}

function instantiate(): Engine {
  if (typeof WebAssembly === 'undefined') {
    throw new Error('this Node.js runs without WebAssembly (--jitless?), which the merge engine needs')
  }
  engineModule ??= new WebAssembly.Module(Buffer.from(engineModuleBase64, 'base64'))
  const instance = new WebAssembly.Instance(engineModule)
  // The assembly is compiled from this repository, so its exports are what the interface says.
  const calls = instance.exports as unknown as EngineExports
  let knowsPowers = false
  return {
    ...calls,
    bytes: () => new Uint8Array(calls.memory.buffer),
    number: (address) => new DataView(calls.memory.buffer).getUint32(address, true),
    useFloats: () => {
      if (!knowsPowers) {
        const powers = powersOfTen()
        new BigUint64Array(calls.memory.buffer, calls.powersAt(), powers.length).set(powers)
      }
      knowsPowers = true
    },
  }
}
