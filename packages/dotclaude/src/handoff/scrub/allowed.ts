// Texts that look like secrets and are none: keys that documentation made famous, and places where a secret would be filled
// in. It is asked about what a finder took for a secret, so an allowed text hides only itself.
import { hasPlaceholder } from './placeholder.ts'

/** Parts of examples that the vendors themselves publish, in lower case. */
const EXAMPLES: readonly string[] = [
  'akiaiosfodnn7example',
  'wjalrxutnfemi/k7mdeng',
  'example',
  'changeme',
  'change-me',
  'change_me',
  'placeholder',
  'your-',
  'your_',
  'yourtoken',
  'yourapikey',
  'yourkey',
  'redacted',
  'dummy',
  'sk-xxx',
  '1234567890abcdef1234567890abcdef',
  '0123456789abcdef0123456789abcdef',
  'abcdefghijklmnopqrstuvwxyz',
  'do-not-use',
  'not-a-real',
  'notareal',
  'not_a_real',
]

/** How much of a long text is looked at for signs of an example. */
const LOOKED_AT_MAX = 400
/** So often a character stands at the end of no secret. */
const ALIKE_MIN = 6

/** The token that jwt.io shows; its first two parts are in thousands of tutorials. */
const FAMOUS_WEB_TOKEN =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ'

/** A famous example, a place to fill in, or nothing but one character again and again. */
export function isAllowed(text: string): boolean {
  if (hasPlaceholder(text) || isFilledIn(text)) return true
  const lower = text.toLowerCase()
  return (
    EXAMPLES.some((example) => lower.includes(example)) ||
    /x{6}|\*{3}|\.{3}|…|•{3}|0123456789abc/.test(lower.slice(0, LOOKED_AT_MAX)) ||
    endsAlike(lower.slice(0, LOOKED_AT_MAX)) ||
    text.startsWith(FAMOUS_WEB_TOKEN)
  )
}

/** Nothing but one character again and again, or six times at the end. */
function endsAlike(text: string): boolean {
  const last = text.at(-1) ?? '\n'
  const length = Math.max(2, Math.min(text.length, ALIKE_MIN))
  return last !== '\n' && text.endsWith(last.repeat(length))
}

/** `${TOKEN}`, `<token>`, `{{ token }}`, `%TOKEN%`, `process.env.TOKEN`, `secrets.TOKEN`: the place of a secret. */
function isFilledIn(text: string): boolean {
  return (
    /^\$(?:\w+|\{[^}]*\}?|\([^)]*\)?|\{\{[^}]*\}?\}?)$/.test(text) ||
    /^(?:<[^<>]*>?|\{\{?[^{}]*\}?\}?|%\w+%|@\w+@|\[[^[\]]*\]?|\(\(?[^()]*\)?\)?)$/.test(text) ||
    /^(?:process\.|os\.|env[.[(]|import\.meta|System\.|secrets\.|vars\.|var\.|local\.|data\.|module\.|config\.|self\.|this\.|ENV\[|vault:|op:\/\/|ref\+|sops:|arn:|projects\/|awssm:|ssm:|file:|!vault|!ref|!sub|enc\[)/i.test(
      text,
    )
  )
}
