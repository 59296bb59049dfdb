/**
 * The leading 128 bits of the powers of ten, rounded down, as the engine's number conversions need them. Computed where
 * it is first needed, because most daemons never see protobuf and none should start later for it.
 */

/** As `POWER_MIN` and `POWER_MAX` of `assembly/powers-of-ten.ts`. */
const POWER_MIN = -348
const POWER_MAX = 347
const BITS = 128n
const HALF = 64n

let words: BigUint64Array | undefined

/** Per power its high and its low 64 bits. */
export function powersOfTen(): BigUint64Array {
  words ??= computePowers()
  return words
}

function computePowers(): BigUint64Array {
  const table = new BigUint64Array(2 * (POWER_MAX - POWER_MIN + 1))
  for (let power = POWER_MIN; power <= POWER_MAX; power += 1) {
    const leading = leadingBits(power)
    table[2 * (power - POWER_MIN)] = leading >> HALF
    table[2 * (power - POWER_MIN) + 1] = BigInt.asUintN(64, leading)
  }
  return table
}

/** Powers of two do not change leading bits, so five stands for ten. */
function leadingBits(power: number): bigint {
  const five = 5n ** BigInt(Math.abs(power))
  const length = BigInt(five.toString(2).length)
  if (power < 0) {
    const quotient = (1n << (length + BITS)) / five
    return quotient >> BigInt(quotient.toString(2).length - Number(BITS))
  }
  return length > BITS ? five >> (length - BITS) : five << (BITS - length)
}
