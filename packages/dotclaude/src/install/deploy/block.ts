// A part of a file that is the user's: our text between two marks. Everything outside of them stays byte for byte.

const BEGIN = '<!-- dotclaude:begin -->'
const END = '<!-- dotclaude:end -->'

export interface FoundBlock {
  /** What stands before the first mark. */
  readonly before: string
  /** Between the marks, without their line breaks. */
  readonly text: string
  /** What stands behind the line of the last mark. */
  readonly behind: string
}

/** `undefined` where there is none; `broken` where one mark is without the other, or there are several. */
export function findBlock(file: string): FoundBlock | 'broken' | undefined {
  const starts = file.split(BEGIN).length - 1
  const ends = file.split(END).length - 1
  if (starts === 0 && ends === 0) return undefined
  const start = file.indexOf(BEGIN)
  const end = file.indexOf(END)
  if (starts !== 1 || ends !== 1 || end < start) return 'broken'
  const text = file
    .slice(start + BEGIN.length, end)
    .replace(/^\r?\n/, '')
    .replace(/\r?\n$/, '')
  return { before: file.slice(0, start), text, behind: file.slice(end + END.length).replace(/^\r?\n/, '') }
}

/** In the line ends of the file around. */
export function blockText(text: string, around: string): string {
  const eol = around.includes('\r\n') ? '\r\n' : '\n'
  return `${BEGIN}\n${text.trimEnd()}\n${END}\n`.replaceAll('\n', eol)
}

/** What has to stand between the end of a text and our block: an empty line. */
export function glueFor(before: string): string {
  if (before === '') return ''
  const eol = before.includes('\r\n') ? '\r\n' : '\n'
  return before.endsWith('\n') ? eol : eol + eol
}
