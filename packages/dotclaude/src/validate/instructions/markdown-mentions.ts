// What a Markdown text says in code spans, shell blocks and links: the places where it names something exactly. Prose is
// left alone, because a word there may mean anything.

export interface Mention {
  /** `code`: a code span; `shell`: a line of a shell block; `link`: a target; `import`: `@path` as Claude Code reads it. */
  readonly kind: 'code' | 'shell' | 'link' | 'import'
  readonly text: string
  readonly line: number
  readonly column: number
  /** What stands around it on its line. */
  readonly before: string
  readonly after: string
}

const SHELLS = /^(sh|bash|zsh|shell|console|shell-session|terminal)\b/
const CODE_SPAN = /(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g
const LINK = /\]\(\s*<?([^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s+["'(][^)]*)?\)/g
const DEFINITION = /^ {0,3}\[[^\]^][^\]]*\]:\s+<?([^\s<>]+)>?/g
const IMPORT = /(?<=^|\s)@((?:[\w.-]+\/)*[\w.-]+\.md)\b/g

/** In the order of the text. Comments and blocks of other languages say nothing. */
export function mentionsIn(markdown: string): readonly Mention[] {
  let fence: { readonly mark: string; readonly isShell: boolean } | undefined
  return withoutComments(markdown)
    .split(/\r\n|\n|\r/)
    .flatMap((text, index) => {
      const mark = /^\s*(`{3,}|~{3,})(.*)$/.exec(text)
      if (fence !== undefined) {
        const ends = mark?.[1]?.startsWith(fence.mark) === true && mark[2]?.trim() === ''
        const { isShell } = fence
        if (ends) fence = undefined
        return isShell && !ends ? shellLine(text, index + 1) : []
      }
      if (mark === null || (mark[1]?.startsWith('`') === true && mark[2]?.includes('`') === true))
        return mentionsInLine(text, index + 1)
      fence = { mark: mark[1] ?? '', isShell: SHELLS.test(mark[2]?.trim() ?? '') }
      return []
    })
}

/** Comments become blanks, so that everything else stays where it was. */
function withoutComments(markdown: string): string {
  return markdown.replaceAll(/<!--[^]*?(?:-->|$)/g, (comment) => comment.replaceAll(/[^\n\r]/g, ' '))
}

function shellLine(text: string, line: number): readonly Mention[] {
  const command = text.replace(/^\s*(\$|>|#)?\s*/, '').trimEnd()
  const isRemark = /^\s*#/.test(text)
  if (command === '' || isRemark) return []
  return [{ kind: 'shell', text: command, line, column: text.indexOf(command) + 1, before: '', after: '' }]
}

function mentionsInLine(text: string, line: number): readonly Mention[] {
  const at = (kind: Mention['kind'], found: string, index: number, length: number): Mention => ({
    kind,
    text: found,
    line,
    column: index + 1,
    before: text.slice(0, index),
    after: text.slice(index + length),
  })
  const spans = [...text.matchAll(CODE_SPAN)]
  const prose = spans.reduce((rest, { 0: span, index }) => blanked(rest, index, span.length), text)
  const linked = [LINK, DEFINITION].flatMap((pattern) => [...prose.matchAll(pattern)])
  return [
    ...spans.map((match) => at('code', match[2]?.trim() ?? '', match.index, match[0].length)),
    ...linked.map((match) => at('link', match[1] ?? '', match.index + match[0].indexOf(match[1] ?? ''), 0)),
    ...[...prose.matchAll(IMPORT)].map((match) => at('import', match[1] ?? '', match.index, match[0].length)),
  ].toSorted((a, b) => a.column - b.column)
}

function blanked(text: string, index: number, length: number): string {
  return text.slice(0, index) + ' '.repeat(length) + text.slice(index + length)
}
