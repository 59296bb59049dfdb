// Edits in place that leave nothing of a file, or next to nothing: a script of `sed` that deletes from the beginning to the
// end, and code of `perl`, `ruby` or `awk` that empties every line or keeps the first few. What is deleted by its place in
// the middle or by what it says is the work of whoever makes the edit.

/** So few lines are what is left of a file, and not the file. */
const FEW = '[0-3]'
/** Fits every line that has anything in it. */
const ANY = String.raw`\/(?:\.\*?\$?|\^(?:\.\*?\$?)?|\$)\/`
const SED_EMPTIES: readonly RegExp[] = [
  // Without an address: every line is deleted, replaced or not reached.
  /^(?:d|D|z|q|Q)$|^c\s*\\/,
  new RegExp(String.raw`^(?:[0-4]|${ANY})\s*,\s*\$\s*[dD]$`),
  new RegExp(String.raw`^${ANY}\s*[dD]$`),
  new RegExp(String.raw`^(?:\$|${FEW}(?:\s*,\s*${FEW})?)\s*!\s*[dD]$`),
  new RegExp(String.raw`^${FEW}\s*[qQ]$`),
  /^s(.)\^?\.(?:\*|\\\+|\+|\.\*)\$?\1\1\w*$|^s(.)\.\2\2\w*g\w*$/,
]
const SED_KEEPS_FEW = new RegExp(String.raw`^(?:\$|${FEW}(?:\s*,\s*${FEW})?)\s*p$`)

/** `isQuiet` is a `sed` that prints only what it is told to. */
export function sedEmpties(scripts: readonly string[], isQuiet: boolean): boolean {
  const commands = scripts
    .join('\n')
    .split(/[;\n]/)
    .map((command) => command.trim())
    .filter((command) => command !== '')
  if (isQuiet) return commands.every((command) => SED_KEEPS_FEW.test(command))
  return commands.some((command) => SED_EMPTIES.some((pattern) => pattern.test(command)))
}

const PRINTS = /\b(?:print\w*|printf|say|puts|putc|p|pp|syswrite|write|dump)\b|<<|\$stdout|STDOUT/i
const PRINTS_NOTHING = /^print\s+(?:if\s+(?:0|undef)|unless\s+1)\s*;?\s*$/
const PRINTS_FEW = new RegExp(
  String.raw`^(?:print|puts\s+\$_)\s+if\s+(?:\$\.\s*(?:==|<=?)\s*${FEW}|1\s*\.\.\s*${FEW})\s*;?\s*$`,
)
const NOTHING = String.raw`(?:""|''|q{1,2}\{\}|q{1,2}\(\)|undef|nil)`
const LINE_BECOMES_NOTHING: readonly RegExp[] = [
  new RegExp(String.raw`^\$_\s*=\s*${NOTHING}$`),
  /^undef\s*\(?\s*\$_\s*\)?$/,
  new RegExp(String.raw`^\$_\s*\.\s*(?:clear|replace\s*\(?\s*${NOTHING}\s*\)?)$`),
]
const SUBSTITUTES_ALL =
  /^(?:\$_\s*=~\s*)?s(\W)\^?\.[*+](?:\\n)?\$?\1\1(\w*)$|^g?sub!?[\s(]*\/\^?\.[*+]\$?\/m?\s*,\s*(?:""|'')\s*\)?$/

/** Code that runs once for each line; `letters` are the options that go with it. */
export function codeEmpties(code: string, letters: string): boolean {
  const isPrinted = letters.includes('p')
  if (letters.includes('n') && !isPrinted)
    return [PRINTS_FEW, PRINTS_NOTHING].some((few) => few.test(code.trim())) || !PRINTS.test(code)
  return isPrinted && code.split(';').some((statement) => emptiesLine(statement.trim(), letters))
}

/** Where the file is read as one line, only a few forms reach its end. */
function emptiesLine(statement: string, letters: string): boolean {
  if (LINE_BECOMES_NOTHING.some((pattern) => pattern.test(statement))) return true
  const [found, , flags = 's'] = SUBSTITUTES_ALL.exec(statement) ?? []
  return found !== undefined && (!letters.includes('0') || /[sg]/.test(flags))
}

const AWK_EMPTIES = new RegExp(String.raw`^\s*(?:0|(?:BEGIN|END)?\s*\{\s*\}|NR\s*(?:==|<=?)\s*${FEW})?\s*$`)

export function awkEmpties(program: string): boolean {
  return AWK_EMPTIES.test(program)
}
