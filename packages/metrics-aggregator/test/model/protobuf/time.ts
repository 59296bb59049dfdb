/** Points in time as messages hold them, seconds and nanoseconds, and as lines do, decimals. */
import { readDecimal } from '../numbers.ts'
import { varintField } from './encode.ts'
import { signedOf } from './wire.ts'
import type { MessageNode } from './wire.ts'

const NANOS = 1_000_000_000n
const SECOND_DIGITS_MAX = 18n

/** With as many decimals as it has. */
export function secondsText(time: MessageNode): string {
  const nanos = signedOf(time, 1) * NANOS + signedOf(time, 2)
  const size = nanos < 0n ? -nanos : nanos
  const fraction = (size % NANOS).toString().padStart(9, '0').replace(/0+$/, '')
  return `${nanos < 0n ? '-' : ''}${size / NANOS}${fraction === '' ? '' : `.${fraction}`}`
}

/** The content of a Timestamp; undefined where the token is no time or too large. */
export function timeContent(token: string): string | undefined {
  const seconds = readDecimal(token)
  if (seconds?.kind !== 'finite' || seconds.power > SECOND_DIGITS_MAX) return undefined
  const places = Number(seconds.power < -9n ? -9n : seconds.power) + 9
  const size = BigInt(seconds.digits.slice(0, places).padEnd(places, '0') || '0')
  const nanos = seconds.isNegative ? -size : size
  const rest = ((nanos % NANOS) + NANOS) % NANOS
  const whole = (nanos - rest) / NANOS
  return (whole === 0n ? '' : varintField(1, whole)) + (rest === 0n ? '' : varintField(2, rest))
}
