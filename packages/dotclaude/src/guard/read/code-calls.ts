// Code of other languages on a command line: what it would start and what it would delete or write, as far as its string
// literals tell. It looks for calls that leave the language, and reads the literals given to them.
import { COMPUTED } from './marks.ts'
import { unescaped } from './output-of.ts'

export interface CodeCalls {
  /** Texts for a shell. */
  readonly scripts: readonly string[]
  /** Programs with their arguments. */
  readonly commands: readonly (readonly string[])[]
  readonly writes: readonly string[]
  /** It builds what it starts out of pieces that cannot be read. */
  readonly isDisguised: boolean
}

const STARTS =
  /\b(?:os\.(?:system|popen|exec\w*|spawn\w*|posix_spawn\w*)|subprocess\.\w+|commands\.getoutput|pty\.spawn|getoutput|getstatusoutput|check_call|check_output|Popen|run|call|system|exec|execSync|execFile|execFileSync|spawn|spawnSync|fork|popen|shell_exec|passthru|proc_open|pcntl_exec|capture2e?|capture3|execute|Command|sh)\s*\(|\bsystem\s+(?=["'q])|\bexec\s+(?=["'q])|\bqx\s*(?=\W)|%x\s*(?=\W)|`|\bdo shell script\b|\|\s*getline|\$`/g
const DELETES =
  /\b(?:shutil\.rmtree|rmtree|remove_tree|rimraf(?:\.sync)?|rm_rf|rm_r|rm_f|remove_entry\w*|remove_dir|removedirs|rmSync|rmdirSync|unlinkSync|rm|rmdir|unlink|os\.remove|removeSync|emptyDirSync|File\.delete|File\.unlink|delete_file)\s*\(?/g
const RECURSIVE =
  /rmtree|remove_tree|rimraf|rm_rf|rm_r|remove_entry|remove_dir|removedirs|rmSync|\brm\b|removeSync|emptyDirSync/
const WRITES =
  /(?:\bopen\s*\(\s*(?=["'])|writeFileSync\s*\(|writeFile\s*\(|appendFileSync\s*\(|file_put_contents\s*\(|File\.write\s*\(|Path\s*\(\s*(?=["'][^"']*["']\s*\)\s*\.write_))/g
const DISGUISES =
  /b64decode|fromhex|unhexlify|fromCharCode|Buffer\.from|atob\s*\(|\bchr\s*\(|\bpack\s*\(|unpack\s*\(|base64_decode|decode64|codecs\.decode|\.reverse\(|\[::-1\]|str_rot13/
const EVALUATES =
  /(?:^|[^.\w])(?:eval|exec|Function|instance_eval|compile)\s*\(|__import__|getattr\s*\(|require\s*\(\s*[^'"`\s]/
const CALL_LENGTH_MAX = 4000

/** In some languages backquotes start a program, in others they only quote. */
export function callsOf(code: string, hasBackquotes: boolean): CodeCalls {
  const signs = [...code.matchAll(STARTS)].filter(({ 0: sign }) => sign !== '`' || hasBackquotes)
  const starts = signs.map(({ 0: sign, index }) => argumentsAt(code, index, sign))
  const scripts = starts.flatMap((given) => scriptsOf(given, code))
  const evaluated = EVALUATES.test(code)
    ? literalsOf(code).map(({ text }) => callsOf(text, hasBackquotes))
    : []
  return {
    scripts: [
      ...scripts,
      ...evaluated.flatMap((inner) => inner.scripts),
      ...(EVALUATES.test(code) ? literalsOf(code).map(({ text }) => text) : []),
    ],
    commands: [
      ...starts.map((given) => literalsOf(given).map(({ text }) => text)).filter((words) => words.length > 1),
      ...deletionsOf(code),
      ...evaluated.flatMap((inner) => inner.commands),
    ],
    writes: writesOf(code),
    isDisguised: (starts.length > 0 || EVALUATES.test(code)) && DISGUISES.test(code),
  }
}

/** What stands in the brackets of a call, or between its quotes. */
function argumentsAt(code: string, index: number, sign: string): string {
  const start = index + sign.length
  if (sign.endsWith('`')) return `\`${code.slice(start, (code.indexOf('`', start) + 1 || code.length) - 1)}\``
  if (!sign.endsWith('('))
    return quoteLike(sign) ? delimited(code, start) : (code.slice(start).split('\n', 1)[0] ?? '')
  let depth = 1
  for (let at = start; at < code.length && at < start + CALL_LENGTH_MAX; at += 1) {
    const letter = code[at]
    if (letter === '"' || letter === "'") at = literalEnd(code, at) - 1
    else if (letter === '(') depth += 1
    else if (letter === ')' && --depth === 0) return code.slice(start, at)
  }
  return code.slice(start, start + CALL_LENGTH_MAX)
}

function quoteLike(sign: string): boolean {
  return /^(?:qx|%x)/.test(sign)
}

const CLOSINGS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']', '<': '>' }

/** `qx{…}` and `%x(…)`, as a literal. */
function delimited(code: string, start: number): string {
  const open = code[start] ?? ''
  const end = code.indexOf(CLOSINGS[open] ?? open, start + 1)
  return JSON.stringify(code.slice(start + 1, end === -1 ? undefined : end))
}

function scriptsOf(given: string, code: string): readonly string[] {
  const literals = literalsOf(given)
  const [first] = literals
  // A variable: any text of the code may be in it.
  if (first === undefined) return /[A-Za-z_]/.test(given) ? literalsOf(code).map(({ text }) => text) : []
  return literals.length > 1 ? [first.text, literals.map(({ text }) => text).join(' ')] : [first.text]
}

interface Literal {
  readonly text: string
  readonly end: number
}

const PREFIXED = /(?:^|[^\w])[rbuRBU]{0,2}(f|F|fr|rf)?$/

/** String literals in order; those that are added to one another become one. */
function literalsOf(code: string): readonly Literal[] {
  const literals: Literal[] = []
  let lastEnd = -1
  for (let at = 0; at < code.length; at += 1) {
    const quote = code[at]
    if (quote !== '"' && quote !== "'" && quote !== '`') continue
    const end = literalEnd(code, at)
    const width = code.startsWith(quote.repeat(3), at) ? 3 : 1
    const isFilled = quote === '`' || PREFIXED.exec(code.slice(0, at))?.[1] !== undefined || quote === '"'
    const text = unescaped(code.slice(at + width, end - width))
    const filled = isFilled
      ? text.replaceAll(/[#$]?\{[^{}]*\}/g, (hole) =>
          /^[#$]?\{[\w\s.()[\]'"]*\}$/.test(hole) ? COMPUTED : hole,
        )
      : text
    const between = lastEnd === -1 ? undefined : code.slice(lastEnd, at)
    const last = literals.at(-1)
    if (last !== undefined && between !== undefined && /^\s*[+.]\s*$/.test(between))
      literals[literals.length - 1] = { text: last.text + filled, end }
    else literals.push({ text: filled, end })
    lastEnd = end
    at = end - 1
  }
  return literals
}

/** The place after a literal that starts here. */
function literalEnd(code: string, start: number): number {
  const quote = code[start] ?? ''
  const closing = code.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote
  for (let at = start + closing.length; at < code.length; at += 1) {
    if (code[at] === '\\') at += 1
    else if (code.startsWith(closing, at)) return at + closing.length
  }
  return code.length
}

function deletionsOf(code: string): readonly (readonly string[])[] {
  return [...code.matchAll(DELETES)].flatMap(({ 0: sign, index }) => {
    const isCall = sign.endsWith('(')
    const given = isCall
      ? argumentsAt(code, index, sign)
      : (code.slice(index + sign.length).split(/[;\n]/, 1)[0] ?? '')
    // Without brackets only Perl and Ruby call, and they give a literal or a variable.
    if (!isCall && !/^\s*['"$]/.test(given)) return []
    const option = RECURSIVE.test(sign) ? '-rf' : '-f'
    const paths = literalsOf(given)
      .map(({ text }) => text)
      .filter((text) => text !== '')
    if (paths.length > 0) return [['rm', option, ...paths]]
    return option === '-rf' && /[A-Za-z_$]/.test(given) ? [['rm', option, COMPUTED]] : []
  })
}

function writesOf(code: string): readonly string[] {
  return [...code.matchAll(WRITES)].flatMap(({ 0: sign, index }) => {
    const [path, mode] = literalsOf(argumentsAt(code, index, sign)).map(({ text }) => text)
    const isOpen = /\bopen/.test(sign)
    if (path === undefined || (isOpen && !/[wax+]/.test(mode ?? ''))) return []
    return [path]
  })
}
