// What `explain` says about codes: a list of all, or the page of one.
import { CODES, CODE_TABLE, isCode } from '../diagnostics/code-table.ts'
import type { Code } from '../diagnostics/code-table.ts'
import { Failure } from '../diagnostics/failure.ts'
import { nearestName } from '../diagnostics/nearest-name.ts'
import { PAGES } from '../diagnostics/pages.generated.ts'

/** All codes where none is named. Case does not matter. */
export function codesNamed(words: readonly string[]): readonly Code[] {
  return words.length === 0 ? CODES : words.map(codeNamed)
}

function codeNamed(word: string): Code {
  const id = word.toUpperCase()
  if (isCode(id)) return id
  const nearest = nearestName(id, CODES)
  throw new Failure(
    'USAGE_UNKNOWN_ID',
    { kind: 'code', id: word, ...(nearest !== undefined && { nearest }) },
    { hint: 'Run `dotclaude explain` to see all.' },
  )
}

export function listText(codes: readonly Code[]): string {
  const width = Math.max(...codes.map((code) => code.length))
  return codes
    .map((code) => {
      const { severity, summary } = CODE_TABLE[code]
      return `${code.padEnd(width)}  ${severity.padEnd('warning'.length)}  ${summary}\n`
    })
    .join('')
}

export function pageText(code: Code): string {
  return PAGES[code] ?? `# ${code}\n\n${CODE_TABLE[code].summary}.\n`
}

export function codeDocument(code: Code): object {
  const { severity, category, summary, since, fixable = false } = CODE_TABLE[code]
  return { code, severity, category, summary, since, fixable, page: pageText(code) }
}
