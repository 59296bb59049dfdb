// Whether what stands after a secret's name is a secret: not a type, not a variable, not a word of a form's label, not a
// place to fill in.
import { isAllowed } from './allowed.ts'
import { entropyOf } from './entropy.ts'
import type { NameStrength } from './secret-name.ts'

/** How the value is written: in quotes, alone on a line of a file of variables, or bare in some other text. */
export type Writing = 'quoted' | 'line' | 'bare'

const TOKEN_LENGTH_MIN = 8
const TOKEN_BITS_MIN = 2.6
const HINT_LENGTH_MIN = 16
const HINT_BITS_MIN = 3.4
const PASSWORD_LENGTH_MIN = 4
const WORD_LENGTH_MIN = 6
const WORD_LENGTH_MAX = 18

/** Values that forms, schemas and programs write beside the word password. */
const WORDS: ReadonlySet<string> = new Set(
  'true false null none nil undefined string str number int integer bool boolean bytes byte any unknown void never object array buffer text varchar char required optional missing invalid incorrect wrong empty blank hidden disabled enabled password passwort passwd secret token apikey key value values field input label enter confirm current new old forgot reset change show hide login username email name type default prompt sensitive redacted masked encrypted hashed plain plaintext bearer basic digest oauth oauth2 jwt cookie header query body environment secretstr securestring optional[str] yes no auto generate generated random user admin root test read write readonly always inherit file vault keychain manager keyring stdin interactive ask'.split(
    ' ',
  ),
)

/** Whether the value of a name of that strength is a secret. */
export function isSecretValue(strength: NameStrength, value: string, writing: Writing): boolean {
  if (value.length < PASSWORD_LENGTH_MIN || isAllowed(value) || WORDS.has(value.toLowerCase())) return false
  if (strength === 'phrase') return /^[a-z]{3,}(?:\s[a-z]{3,}){3,}$/.test(value)
  if (isCode(value, writing)) return false
  if (strength === 'password') return isPassword(value, writing)
  return strength === 'token' ? isToken(value, writing) : isHinted(value)
}

function isPassword(value: string, writing: Writing): boolean {
  if (/\s/.test(value) || isPath(value)) return false
  if (/^[A-Za-z][a-z]*$/.test(value) || /^[A-Z]+$/.test(value)) {
    return writing !== 'bare' && value.length >= WORD_LENGTH_MIN && !isLabel(value)
  }
  if (/^[a-z]+(?:[-_][a-z]+)+$/.test(value))
    return writing !== 'bare' && value.length >= 12 && !isLabel(value)
  return !/^\d{1,3}$/.test(value) && !/^[\d.,]+(?:px|ms|s|em|rem|%)$/.test(value)
}

/** `PasswordField`, `Passwordless`, `new-password`: says password itself, so it is a name and no value. */
function isLabel(value: string): boolean {
  return /pass|secret|token|credential|login|required|invalid|field|input/i.test(value)
}

function isToken(value: string, writing: Writing): boolean {
  if (value.length < TOKEN_LENGTH_MIN || /\s/.test(value)) return false
  // Sentences of scripts that put no blanks between words.
  if (/[\u0100-\uFFFF]/.test(value) && !/\d/.test(value)) return false
  if (writing === 'bare' && isNameWithNumber(value)) return false
  if (/^[\d.,:]+$/.test(value)) return value.length >= 12 && !/[.,:]/.test(value)
  if (isWordy(value)) return false
  return entropyOf(value) >= TOKEN_BITS_MIN && (writing !== 'bare' || hasTwoKinds(value))
}

function isHinted(value: string): boolean {
  return (
    value.length >= HINT_LENGTH_MIN &&
    !isWordy(value) &&
    /^[\w+/=.~-]+$/.test(value) &&
    /\d/.test(value) &&
    /[A-Za-z]/.test(value) &&
    !/^\d{4}-\d\d-\d\d/.test(value) &&
    entropyOf(value) >= HINT_BITS_MIN
  )
}

/** Names of things: words joined by capitals, dots, dashes or underscores; a path, an address, a version. */
function isWordy(value: string): boolean {
  return (
    isWords(value) ||
    /^v?\d+(?:\.\d+)+/.test(value) ||
    /^(?:https?|file|s3|gs|git|ssh|npm):\/\/[^@]*$/.test(value) ||
    isPath(value)
  )
}

/** Letters only, in pieces of a word's length, with a capital where a word begins; at most a number at the end. */
function isWords(value: string): boolean {
  if (!/^_*[A-Za-z]+(?:[-_./: ]{1,2}[A-Za-z]+)*[-_.]?\d{0,3}$/.test(value)) return false
  const capitals = (value.match(/[a-z][A-Z]|[A-Z]{2}[a-z]/g) ?? []).length
  const words = value.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
  const isMixed = /[a-z]/.test(value) && capitals > value.length / 5
  return !isMixed && words.every((word) => word.length < WORD_LENGTH_MAX)
}

function isPath(value: string): boolean {
  return (
    /^(?:~|\.{1,2}|[A-Za-z]:)?[\\/](?:[\w .@-]+[\\/])*[\w .@-]*$/.test(value) &&
    !holdsInOrder(value, [/\d/g, /[A-Z]/g, /[a-z]/g, /\d/g])
  )
}

/** As one pattern with gaps this would try all pairs, and pairs of pairs. */
function holdsInOrder(value: string, signs: readonly RegExp[]): boolean {
  let from = 0
  return signs.every((sign) => {
    sign.lastIndex = from
    const isFound = sign.test(value)
    from = sign.lastIndex
    return isFound
  })
}

/** `Uint8Array`, `round1Secret`, `X448PublicKey`. */
function isNameWithNumber(value: string): boolean {
  return /^_*(?:[A-Z]?[a-z]{2,}\d{0,5}|[A-Z]\d{1,5})(?:[A-Z][a-z]{2,}\d{0,5})+$/.test(value)
}

function hasTwoKinds(value: string): boolean {
  return [/\d/, /[a-z]/, /[A-Z]/].filter((kind) => kind.test(value)).length >= 2
}

/** An expression of a program, which names the secret without holding it. */
function isCode(value: string, writing: Writing): boolean {
  if (/^[$<{[(]|^%[A-Z_]+%$|^\\[$]/.test(value) && !/^\$\d\w?\$/.test(value)) {
    return (
      writing !== 'quoted' || isAllowed(value) || /^(?:\$\{?\w+\}?|\$\(.*|\{.*|<.*>|\[.*|\(.*)$/.test(value)
    )
  }
  if (writing === 'quoted') return /\$\{[^}]*\}|\{\{.*\}\}|^%s$|^\$\(|^[\w.:]+\(\)$/.test(value)
  return (
    /^[\w$.?[\]'"!]+\(|^[\w$]+\]\.\w|^:\w+:|^[\w$.]+\?[\w$."']+:[\w$."']|^[\w$]+(?:\.[\w$]+)+,[\w$]+\.[\w$]+=/.test(
      value,
    ) ||
    /^(?:await|new|async|function|typeof|return|if|not|and|or|let|const|var|self|this|req|request|res|options|opts|props|args|params|config|settings|process|os|env)\b/.test(
      value,
    ) ||
    (writing === 'bare' && isExpression(value))
  )
}

/** A name, names joined by dots, an element of a list. */
function isExpression(value: string): boolean {
  return (
    /^[A-Za-z_$][A-Za-z_$]*:?$/.test(value) ||
    /^[A-Za-z_$][\w$]*(?:(?:\??\.|::|->)[A-Za-z_$]+(?:\d{1,2}[A-Za-z_$]*)?)+:?$/.test(value) ||
    value.includes('[')
  )
}
