/** Floats as Go's strconv writes them with 'g' and the fewest digits (merge-semantics §11, Lowering). */

const EXPONENT_MIN = -4
const EXPONENT_END = 6
const EXPONENT_DIGITS_MIN = 2

export function goFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [, sign = '', first = '', more = '', power = ''] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(
    value.toExponential(),
  )!
  const exponent = Number(power)
  const digits = first + more
  if (exponent < EXPONENT_MIN || exponent >= EXPONENT_END) {
    const fraction = more === '' ? '' : `.${more}`
    const size = String(Math.abs(exponent)).padStart(EXPONENT_DIGITS_MIN, '0')
    return `${sign}${first}${fraction}e${exponent < 0 ? '-' : '+'}${size}`
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = digits.slice(exponent + 1)
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
