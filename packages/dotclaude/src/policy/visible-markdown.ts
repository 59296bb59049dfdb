// What a reader of a pull request sees as text: without HTML comments, fenced code and indented code. An unfinished
// comment or fence hides the rest, as it does on the page.

interface Scan {
  /** The marks that end the fence we are in. */
  readonly fence: string | undefined
  readonly inComment: boolean
}

/** The lines that count, in order; a hidden line comes back empty, so that paragraphs stay apart. */
export function visibleLines(markdown: string): readonly string[] {
  const lines: string[] = []
  let scan: Scan = { fence: undefined, inComment: false }
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    const read = readLine(line, scan)
    lines.push(read.text)
    scan = read.scan
  }
  return lines
}

function readLine(line: string, scan: Scan): { readonly text: string; readonly scan: Scan } {
  if (scan.fence !== undefined) {
    return { text: '', scan: closesFence(line, scan.fence) ? { fence: undefined, inComment: false } : scan }
  }
  const { text, inComment } = withoutComments(line, scan.inComment)
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1]
  if (fence !== undefined && !inComment && !isInlineCode(text, fence))
    return { text: '', scan: { fence, inComment } }
  const isIndentedCode = /^(?: {4}|\t)/.test(line)
  return { text: isIndentedCode ? '' : text, scan: { fence: undefined, inComment } }
}

function withoutComments(
  line: string,
  startsInComment: boolean,
): { readonly text: string; readonly inComment: boolean } {
  let text = ''
  let rest = line
  let inComment = startsInComment
  for (;;) {
    const mark = inComment ? '-->' : '<!--'
    const at = rest.indexOf(mark)
    if (!inComment) text += at === -1 ? rest : rest.slice(0, at)
    if (at === -1) return { text, inComment }
    rest = rest.slice(at + mark.length)
    inComment = !inComment
  }
}

/** A line such as ```` ```a``` ```` is code inside a paragraph and opens nothing. */
function isInlineCode(line: string, fence: string): boolean {
  return fence.startsWith('`') && line.trimStart().slice(fence.length).includes('`')
}

function closesFence(line: string, fence: string): boolean {
  const marks = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]
  return marks !== undefined && marks.startsWith(fence)
}
