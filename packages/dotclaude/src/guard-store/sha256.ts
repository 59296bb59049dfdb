// SHA-256 of a short text (FIPS 180-4). Node has it, but to load Node's takes longer than everything else that a denial
// does; texts here are single command lines, so that nothing depends on how fast it runs.

const BLOCK_BYTES = 64
const LENGTH_BYTES = 8
const ROUNDS = 64

/** The first 32 bits behind the point of a root of each of the first primes: the words that the standard begins with. */
function rootsOfPrimes(count: number, root: (prime: number) => number): Uint32Array {
  const words = new Uint32Array(count)
  for (let candidate = 2, found = 0; found < count; candidate += 1) {
    if (!isPrime(candidate)) continue
    words[found] = (root(candidate) % 1) * 2 ** 32
    found += 1
  }
  return words
}

function isPrime(number: number): boolean {
  for (let factor = 2; factor * factor <= number; factor += 1) if (number % factor === 0) return false
  return true
}

/** In hexadecimal. */
export function sha256(text: string): string {
  const constants = rootsOfPrimes(ROUNDS, Math.cbrt)
  const state = rootsOfPrimes(8, Math.sqrt)
  const message = padded(new TextEncoder().encode(text))
  for (let at = 0; at < message.byteLength; at += BLOCK_BYTES) addBlock(message, at, state, constants)
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** A one, zeros up to whole blocks, and the length in bits. */
function padded(bytes: Uint8Array): DataView {
  const blocks = Math.ceil((bytes.length + 1 + LENGTH_BYTES) / BLOCK_BYTES)
  const message = new Uint8Array(blocks * BLOCK_BYTES)
  message.set(bytes)
  message[bytes.length] = 0x80
  const view = new DataView(message.buffer)
  view.setBigUint64(message.length - LENGTH_BYTES, BigInt(bytes.length) * 8n)
  return view
}

function addBlock(message: DataView, at: number, state: Uint32Array, constants: Uint32Array): void {
  const schedule = scheduleOf(message, at)
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let round = 0; round < ROUNDS; round += 1) {
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const one =
      h +
      (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) +
      choice +
      word(constants, round) +
      word(schedule, round)
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((value, index) => {
    state[index] = word(state, index) + value
  })
}

function scheduleOf(message: DataView, at: number): Uint32Array {
  const schedule = new Uint32Array(ROUNDS)
  for (let index = 0; index < ROUNDS; index += 1) {
    if (index < 16) {
      schedule[index] = message.getUint32(at + index * 4)
      continue
    }
    const near = word(schedule, index - 2)
    const far = word(schedule, index - 15)
    schedule[index] =
      word(schedule, index - 16) +
      (turned(far, 7) ^ turned(far, 18) ^ (far >>> 3)) +
      word(schedule, index - 7) +
      (turned(near, 17) ^ turned(near, 19) ^ (near >>> 10))
  }
  return schedule
}

const word = (words: Uint32Array, index: number): number => words[index] ?? 0

/** To the right by so many bits, which come back from the left. */
const turned = (bits: number, by: number): number => (bits >>> by) | (bits << (32 - by))
