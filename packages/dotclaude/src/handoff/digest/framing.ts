// Words of a session, or of whoever wrote a stored handoff, made safe to stand in a document that an agent reads: no
// character acts on a terminal, no tag closes ours or opens one that means something, and each quoted line says that it is
// quoted. Ordinary text reads as it was.
import { visibleText } from '../../diagnostics/visible-text.ts'

const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/

/** Names that harnesses give a meaning to. */
const MEANT = String.raw`(?:handoff|system|user|assistant|human|developer|tool|function|invoke|instructions?|antml|environment_context)\b`

/**
 * Those names wherever they stand, also with spaces or behind a sign that only looks like `<`; any other tag where it does
 * not follow a word.
 */
const TAG = new RegExp(
  String.raw`<(?=[/!?|])|<(?=${MEANT}|\s+/\s*${MEANT})|[\u2039\u2329\u27E8\u3008\uFE64\uFF1C](?=\s*/?\s*${MEANT})|(?<![\w)\]])<(?=[a-z])`,
  'gi',
)

export function quoted(text: string): readonly string[] {
  return linesOf(text).map((line) => `> ${line}`.trimEnd())
}

/** The lines of a text, each safe by itself. */
function linesOf(text: string): readonly string[] {
  return text.trim().split(LINE_END).map(framedLine)
}

/** One line: line breaks show as such. */
export function framedLine(text: string): string {
  return visibleText(text.replaceAll('\t', '  ')).replaceAll(TAG, '&lt;')
}

/** As code in Markdown, whatever backticks it has. */
export function framedCode(text: string): string {
  const line = framedLine(text.trim())
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`
}

/** The value of an attribute, without its quotes. */
export function framedAttribute(text: string): string {
  return visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
