// Lines that every shell reads alike: words of harmless characters or whole in quotes, parted by blanks, commands parted by
// `&&`, `||`, `;` and `|`, output that goes to nothing or to the other stream. Of such a line it is known what is a program
// and what is data. Anything else is no plain line: variables, substitutions, files to write, remarks, words of control,
// assignments, line breaks. Letter by letter, because to compile a pattern takes longer than to read a line.

/** The words of a command, without their quotes, and where its text stands. */
export interface PlainCommand {
  readonly words: readonly string[]
  /** Where each word begins, with its quote. */
  readonly places: readonly number[]
  readonly redirections: readonly PlainRedirection[]
  readonly start: number
  readonly end: number
  /** What follows it: `&&`, `||`, `;`, `|` or nothing. */
  readonly separator: string
  readonly next: number
}

export interface PlainRedirection {
  readonly text: string
  readonly place: number
}

/** Commands by pipeline: what one says, the next ones read. */
export type PlainLine = readonly (readonly PlainCommand[])[]

export function plainLine(text: string): PlainLine | undefined {
  const line: PlainCommand[][] = [[]]
  for (let at = 0; ;) {
    const command = plainCommand(text, at)
    if (command === undefined) return undefined
    line.at(-1)?.push(command)
    if (command.separator === '') return line
    if (command.separator !== '|') line.push([])
    at = command.next
  }
}

/** Up to and with the separator behind it; empty ones are none. */
function plainCommand(text: string, start: number): PlainCommand | undefined {
  const words: string[] = []
  const places: number[] = []
  const redirections: PlainRedirection[] = []
  for (let end = start; ;) {
    const at = afterBlanks(text, end)
    const redirection = words.length === 0 ? undefined : redirectionAt(text, at)
    const next = redirection === undefined ? wordEnd(text, at) : at + redirection.length
    if (redirection !== undefined) redirections.push({ text: redirection, place: at })
    else if (next > at) {
      words.push(isQuote(text[at]) ? text.slice(at + 1, next - 1) : text.slice(at, next))
      places.push(at)
    } else {
      const separator = separatorAt(text, at)
      if (separator === undefined || steers(words[0])) return undefined
      return { words, places, redirections, start, end, separator, next: at + separator.length }
    }
    end = next
  }
}

function afterBlanks(text: string, start: number): number {
  let at = start
  while (text[at] === ' ' || text[at] === '\t') at += 1
  return at
}

/** Where the word ends that begins there; the same place if none does. */
function wordEnd(text: string, start: number): number {
  // A remark, and for PowerShell the end of everything that it reads.
  if (text[start] === '#' || text.startsWith('--%', start)) return start
  const end = isQuote(text[start]) ? quoteEnd(text, start) : bareEnd(text, start)
  return isBoundary(text[end]) ? end : start
}

function isQuote(sign: string | undefined): boolean {
  return sign === '"' || sign === "'"
}

function isBoundary(sign: string | undefined): boolean {
  return sign === undefined || ' \t;&|'.includes(sign)
}

const SIGNS = '_@^~:./=,%+#-'

function bareEnd(text: string, start: number): number {
  let at = start
  for (; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    const isBare =
      (sign >= 'a' && sign <= 'z') ||
      (sign >= 'A' && sign <= 'Z') ||
      (sign >= '0' && sign <= '9') ||
      SIGNS.includes(sign)
    if (!isBare) break
  }
  return at
}

/** For PowerShell the quotes of print are quotes as well. */
function quoteEnd(text: string, start: number): number {
  const quote = text[start] ?? ''
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (sign === quote) return at + 1
    if ((sign >= '\u2018' && sign <= '\u201F') || (quote === '"' && '$`\\!'.includes(sign))) return start
  }
  return start
}

const REDIRECTIONS = '2>&1 2>/dev/null >/dev/null &>/dev/null 1>&2 >&2 1>/dev/null'.split(' ')

/** Only what loses nothing. */
function redirectionAt(text: string, start: number): string | undefined {
  const found = REDIRECTIONS.find((redirection) => text.startsWith(redirection, start))
  return found !== undefined && isBoundary(text[start + found.length]) ? found : undefined
}

function separatorAt(text: string, at: number): string | undefined {
  const sign = text[at]
  if (sign === undefined) return ''
  const isDouble = text[at + 1] === sign
  if (sign === ';') return sign
  if (sign === '|') return isDouble ? '||' : text[at + 1] === '&' ? undefined : sign
  return sign === '&' && isDouble ? '&&' : undefined
}

/** Words by which a shell steers, or that change what other words mean. */
const STEERS = new Set(
  'if then elif else elseif fi for foreach while until do done case switch esac select function filter time coproc try catch in begin process end hash enable set shopt export declare typeset readonly local alias %'.split(
    ' ',
  ),
)

/** An assignment stands where a program would. */
function steers(word: string | undefined): boolean {
  return word === undefined || word.includes('=') || STEERS.has(word.toLowerCase())
}
