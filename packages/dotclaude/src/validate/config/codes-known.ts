// The codes that the configuration names exist, or it would switch off nothing.
import { CODES, isCode } from '../../diagnostics/code-table.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { nearestName } from '../../diagnostics/nearest-name.ts'
import { pointerOf } from '../../repo/json-pointer.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { isMapping, isText } from '../shape.ts'
import { CONFIG_FILE, configIn } from './config-file.ts'

export const codesKnown: Rule = {
  id: 'codes-known',
  codes: ['CONFIG_CODE_UNKNOWN'],
  check: (snapshot) => {
    const document = configIn(snapshot)
    return namesIn(document?.value)
      .filter(({ name }) => !isCode(name))
      .map(({ name, pointer }) => {
        const nearest = nearestName(name, CODES)
        const facts = { name, ...(nearest === undefined ? {} : { nearest }) }
        return diagnose('CONFIG_CODE_UNKNOWN', placeIn(CONFIG_FILE, document, pointer), facts)
      })
  },
}

function namesIn(value: unknown): readonly { readonly name: string; readonly pointer: string }[] {
  const { rules, suppressions, guard } = isMapping(value) ? value : {}
  const guarded = isMapping(guard) && isMapping(guard['rules']) ? Object.keys(guard['rules']) : []
  const levels = isMapping(rules) ? Object.keys(rules) : []
  const entries: readonly unknown[] = Array.isArray(suppressions) ? suppressions : []
  return [
    ...levels.map((name) => ({ name, pointer: pointerOf(['rules', name]) })),
    ...guarded.map((name) => ({ name, pointer: pointerOf(['guard', 'rules', name]) })),
    ...entries.flatMap((entry, index) => {
      const code = isMapping(entry) ? entry['code'] : undefined
      return isText(code) ? [{ name: code, pointer: pointerOf(['suppressions', index, 'code']) }] : []
    }),
  ]
}
