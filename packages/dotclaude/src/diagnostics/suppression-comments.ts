// Finds `dotclaude-disable-next-line CODE[, CODE] reason` in a file. A comment stands alone on its line and in the
// syntax that the file's kind has: in Markdown an HTML comment outside code fences, or `#` inside the frontmatter.

export interface SuppressionComment {
  /** The line of the comment, from 1. */
  readonly line: number
  /** The line that it speaks of: the next one that is not such a comment itself. */
  readonly disables: number
  /** What stands behind the directive, not yet judged. */
  readonly text: string
}

const DIRECTIVE = 'dotclaude-disable-next-line'
const SLASHES = new RegExp(String.raw`^\s*//+\s*${DIRECTIVE}(?:\s+(.*))?$`)
const HASH = new RegExp(String.raw`^\s*#+\s*${DIRECTIVE}(?:\s+(.*))?$`)
const ANGLES = new RegExp(String.raw`^\s*<!--\s*${DIRECTIVE}(?:\s+(.*?))?\s*-->\s*$`)

const SYNTAXES: readonly { readonly files: RegExp; readonly patterns: readonly RegExp[] }[] = [
  { files: /\.(jsonc?|[cm]?[jt]sx?|go|rs|java|kt|swift|c|cc|cpp|h|cs)$/i, patterns: [SLASHES] },
  { files: /\.(ya?ml|toml|sh|bash|zsh|py|rb|tf|mk|env)$|(^|\/)(Makefile|Dockerfile)$/i, patterns: [HASH] },
  { files: /\.(html?|xml|svg)$/i, patterns: [ANGLES] },
]

/** In the order of the file. */
export function suppressionCommentsIn(file: string, text: string): readonly SuppressionComment[] {
  // Nearly all files have none, so they are not even split.
  if (!text.includes(DIRECTIVE)) return []
  const lines = text.split(/\r\n|\n|\r/)
  const found = isMarkdown(file) ? inMarkdown(lines) : inLines(lines, patternsFor(file))
  const taken = new Set(found.map(({ line }) => line))
  return found.map(({ line, text: words }) => ({ line, disables: nextFree(line, taken), text: words }))
}

interface Found {
  readonly line: number
  readonly text: string
}

function isMarkdown(file: string): boolean {
  return /\.(md|mdx|mdc|markdown)$/i.test(file)
}

function patternsFor(file: string): readonly RegExp[] {
  return SYNTAXES.find(({ files }) => files.test(file))?.patterns ?? [SLASHES, HASH, ANGLES]
}

function inLines(lines: readonly string[], patterns: readonly RegExp[]): readonly Found[] {
  return lines.flatMap((line, index) => commentIn(line, index, patterns))
}

function inMarkdown(lines: readonly string[]): readonly Found[] {
  const bodyStart = frontmatterEnd(lines)
  let fence: string | undefined
  return lines.flatMap((line, index) => {
    if (index < bodyStart) return commentIn(line, index, [HASH])
    const wasOpen = fence !== undefined
    fence = fenceAfter(line, fence)
    return wasOpen || fence !== undefined ? [] : commentIn(line, index, [ANGLES])
  })
}

/** The index of the first line of the body. */
function frontmatterEnd(lines: readonly string[]): number {
  if (lines[0]?.replace(/^\ufeff/, '').trimEnd() !== '---') return 0
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  return end === -1 ? 0 : end + 1
}

/** The fence that is open behind this line: a run of the same mark, at least as long, closes it. */
function fenceAfter(line: string, open: string | undefined): string | undefined {
  const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
  if (mark === undefined) return open
  if (open === undefined) return mark
  const closes = mark.startsWith(open) && line.trim() === mark
  return closes ? undefined : open
}

function commentIn(line: string, index: number, patterns: readonly RegExp[]): readonly Found[] {
  const match = patterns.map((pattern) => pattern.exec(line)).find((result) => result !== null)
  return match === undefined ? [] : [{ line: index + 1, text: (match[1] ?? '').trim() }]
}

function nextFree(line: number, taken: ReadonlySet<number>): number {
  let next = line + 1
  while (taken.has(next)) next += 1
  return next
}
