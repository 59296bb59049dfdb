// Lines that every shell reads alike: words of harmless characters or whole in quotes, parted by blanks, commands parted by
// `&&`, `||`, `;` and `|`. Of such a line it is known what is a program and what is data. Anything else is no plain line:
// variables, substitutions, redirections, remarks, words of control, assignments, line breaks.

/** The words of a command, without their quotes, and where its text stands. */
interface PlainCommand {
  readonly words: readonly string[]
  readonly start: number
  readonly end: number
  /** What follows it: `&&`, `||`, `;`, `|` or nothing. */
  readonly separator: string
  readonly next: number
}

/** Commands by pipeline: what one says, the next ones read. */
type PlainLine = readonly (readonly PlainCommand[])[]

/**
 * One word or one separator, from where the last one ended. A remark begins with `#`; for PowerShell the quotes of print
 * are quotes as well, and `--%` makes data of what follows.
 */
const TOKEN =
  /[ \t]*(?:("[^"$`\\!\u2018-\u201F]*"|'[^'\u2018-\u201F]*'|(?!#|--%)[\w@^~:./=,%+#-]+)(?=[ \t;&|]|$)|(&&|\|\||;|\|(?!&)|$))/y

/** Words by which a shell steers, or that change what other words mean. An assignment stands where a program would. */
const STEERS =
  /=|^(?:if|then|elif|else|elseif|fi|for|foreach|while|until|do|done|case|switch|esac|select|function|filter|time|coproc|try|catch|in|begin|process|end|hash|enable|set|shopt|export|declare|typeset|readonly|local|%)$/i

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
  TOKEN.lastIndex = start
  for (let end = start; ; end = TOKEN.lastIndex) {
    const [, word, separator] = TOKEN.exec(text) ?? []
    if (word !== undefined) words.push(/^["']/.test(word) ? word.slice(1, -1) : word)
    else if (separator === undefined || STEERS.test(words[0] ?? '=')) return undefined
    else return { words, start, end, separator, next: TOKEN.lastIndex }
  }
}
