// What a Secret of Kubernetes holds, whatever its keys are called: all of it is secret.
import { isAllowed } from './allowed.ts'
import type { Notation } from './notation.ts'
import type { Span } from './secret-form.ts'

const IS_SECRET = /\bkind["']?\s*:\s*["']?Secret\b/
const VALUE_LENGTH_MIN = 6
/** The kind of a document is not further away from what it holds. */
const AROUND = 8_192
/** A value is the rest of a line of YAML, or a string of JSON. */
const YAML_VALUE = /^[ \t]+["']?[\w.-]+["']?:[ \t]+["']?([^\s"'|>&*{[][^\s"']*)/gm
const JSON_VALUE = /"[\w.-]+"\s?:\s?"([^"\\\n]+)"/g

export const KEPT: Notation = {
  beginnings: ['data:', 'stringdata:', '"data"', '"stringdata"'],
  needs: IS_SECRET,
  pattern:
    /(?<!\w)(?:data|stringData):[ \t]*(?:\r?\n[ \t]+["']?[\w.-]{1,253}["']?:[ \t][^\n]{1,8192}){1,200}|"(?:data|stringData)"\s?:\s?\{[^{}]{1,65536}\}/iy,
  read: (match) => (isOfSecret(match) ? valuesOf(match) : []),
}

/** Several documents of one text may be of several kinds. */
function isOfSecret({ input, index, 0: found }: RegExpExecArray): boolean {
  const before =
    input
      .slice(Math.max(0, index - AROUND), index)
      .split('\n---')
      .at(-1) ?? ''
  const after =
    input
      .slice(index + found.length)
      .slice(0, AROUND)
      .split('\n---')[0] ?? ''
  return IS_SECRET.test(before) || IS_SECRET.test(after)
}

function valuesOf({ index, 0: found }: RegExpExecArray): readonly Span[] {
  return [...found.matchAll(found.startsWith('"') ? JSON_VALUE : YAML_VALUE)].flatMap((match) => {
    const [whole, value = ''] = match
    if (value.length < VALUE_LENGTH_MIN || isAllowed(value)) return []
    const start = index + match.index + whole.lastIndexOf(value)
    return [{ start, end: start + value.length, kind: 'kubernetes-secret' }]
  })
}
