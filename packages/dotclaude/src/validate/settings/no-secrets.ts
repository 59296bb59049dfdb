// SEC-1: settings are committed, copied and shown, so no secret stands in them: neither under a name that means one nor
// in a form that is one, also inside arguments, addresses and headers.
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Rule } from '../rule.ts'
import { isPlaceholder, secretKindIn } from '../secret-kinds.ts'
import { isMapping } from '../shape.ts'
import { settingsRule } from './settings-rule.ts'
import type { Keys } from './settings-rule.ts'

const NAME = /(^|[_-]|[a-z](?=[A-Z]))(key|token|secret|password|passwd|pwd|credential)s?$/i
const PASSWORD = /(password|passwd|pwd)$/i
/** A key's or token's value; a single word of letters is a name. */
const VALUE = /^(?=.*[0-9_+/=.-])[\w+/=.:~-]{16,}$|^[A-Za-z]{32,}$/
const PATH = /^(\.{0,2}\/|~\/|[A-Za-z]:\\)|^https?:\/\/[^@]*$/

export const noSecrets: Rule = settingsRule({
  id: 'no-secrets',
  code: 'SETTINGS_SEC_1',
  check: (value, report) =>
    textsBelow(value, []).flatMap(({ keys, text }): readonly Diagnostic[] => {
      const kind =
        secretKindIn(text) ?? (isNamedSecret(String(keys.at(-1)), text) ? 'by its name' : undefined)
      return kind === undefined ? [] : [report(keys, { key: keys.join('.'), kind })]
    }),
})

function isNamedSecret(key: string, text: string): boolean {
  if (!NAME.test(key) || /public/i.test(key) || isPlaceholder(text) || PATH.test(text)) return false
  return PASSWORD.test(key) ? text.length >= 6 : VALUE.test(text)
}

function textsBelow(value: unknown, keys: Keys): readonly { readonly keys: Keys; readonly text: string }[] {
  if (typeof value === 'string') return [{ keys, text: value }]
  if (Array.isArray(value))
    return value.flatMap((inner: unknown, index) => textsBelow(inner, [...keys, index]))
  return isMapping(value)
    ? Object.entries(value).flatMap(([key, inner]) => textsBelow(inner, [...keys, key]))
    : []
}
