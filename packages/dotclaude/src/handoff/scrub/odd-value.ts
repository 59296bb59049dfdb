// Whether a value looks like no word, where what stands before it may be a name of a secret or a word of a sentence.

/** Letters with a number behind them; longer ones are drawn by lot whatever they end with. */
const WORD_LENGTH_MAX = 16

/** Holds a digit and something else: no word of a sentence, no name of a program. */
export function isOdd(value: string): boolean {
  if (!/\d/.test(value) || !/[^\d.,:]/.test(value)) return false
  if (value.length < WORD_LENGTH_MAX && /^\w*[a-z]{4}\d{0,2}$/.test(value)) return false
  return !/^v?\d[\w.]*$|^\w+\.\w+\.?$/.test(value) || isMixed(value)
}

/** As machines and careful people make passwords: small letters and digits, with capitals or signs, and no word's form. */
export function isDrawnWord(value: string): boolean {
  if (!/^[^\s/\\.:()<>[\]{}=]{8,64}$/.test(value) || !/\d/.test(value) || !/[a-z]/.test(value)) return false
  if (/[!@#$%^&*?]/.test(value)) return /^[\w!@#$%^&*?+~-]+$/.test(value) && !/^[$@%&*]/.test(value)
  return /[A-Z]/.test(value) && (value.match(/\d/g)?.length ?? 0) >= 3 && /^\w+$/.test(value)
}

/** Digits among capitals and small letters, in one long piece. */
function isMixed(value: string): boolean {
  return (
    value.length >= WORD_LENGTH_MAX &&
    /^[A-Za-z\d]+$/.test(value) &&
    /[A-Z]/.test(value) &&
    /[a-z]/.test(value)
  )
}
