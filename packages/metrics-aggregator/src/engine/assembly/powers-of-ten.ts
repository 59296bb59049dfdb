// The table that both directions between decimals and binary floats need: for each power of ten its leading 128 bits,
// rounded down. The host computes it and writes it here before the first protobuf page or target, so that nobody who
// reads text pays for it; it outlives pages, since it stands in static memory.

export const POWER_MIN: i32 = -348
const POWER_MAX: i32 = 347

/** Sixteen bytes for each of the 696 powers: the high 64 bits, whose highest is 1, then the low 64 bits. */
export const powers = memory.data(11136, 16)

export function isPowerKnown(exponent: i32): bool {
  return exponent >= POWER_MIN && exponent <= POWER_MAX
}

// @ts-ignore: decorator
@inline
export function powerHigh(exponent: i32): u64 {
  return load<u64>(powers + ((<usize>(exponent - POWER_MIN)) << 4))
}

// @ts-ignore: decorator
@inline
export function powerLow(exponent: i32): u64 {
  return load<u64>(powers + ((<usize>(exponent - POWER_MIN)) << 4), 8)
}

/** The high half of the product of two 64-bit numbers. */
export function multiplyHigh(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff
  const aHigh = a >> 32
  const bLow = b & 0xffffffff
  const bHigh = b >> 32
  const middle = aHigh * bLow + ((aLow * bLow) >> 32)
  const cross = aLow * bHigh + (middle & 0xffffffff)
  return aHigh * bHigh + (middle >> 32) + (cross >> 32)
}
