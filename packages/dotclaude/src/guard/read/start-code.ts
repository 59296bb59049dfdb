// Interpreters with code on the command line or on their input: what the code would start and write is read from it, as far
// as its string literals tell.
import { callsOf } from './code-calls.ts'
import { COMPUTED, withoutGlobs } from './marks.ts'
import { noteWrite } from './note-write.ts'
import { resolvePath } from './paths.ts'
import { doubt, note, through } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { runScript } from './run-script.ts'

const BACKQUOTES = /^(?:perl|ruby|php|julia)/
const CLOSED = /^(?:node|nodejs|tsx|ts-node|python|pypy|ipython)/
const CODE_OPTIONS = /^(?:-\w*[ce]|-[Ep]|--?eval|--print|-r|-ne|-pe|--execute)$/

export function startCode(argv: readonly string[], call: Call, reader: Reader): string | undefined {
  const [name = '', ...args] = argv
  const isAwk = name.endsWith('awk')
  if (isAwk) return awkCode(name, args, call, reader)
  const fetched = fetchedProgram(name, args)
  if (fetched !== undefined) return reader.start(fetched, through(call, name))
  if (name === 'bun' && args[0] === 'exec') return runScript(args[1] ?? '', 'bun exec', call, reader)
  // A module has words of its own.
  const own = name.startsWith('py') && args.includes('-m') ? args.slice(0, args.indexOf('-m')) : args
  if (name.startsWith('ruby') && args.includes('-run')) return unnamed(args, call, reader)
  const codes = own.flatMap((arg, index) => {
    const glued =
      /^(?:--eval|--print|--execute)=(.*)$/s.exec(arg)?.[1] ??
      (name.startsWith('python') ? /^-c(.+)$/s.exec(arg)?.[1] : undefined)
    if (glued !== undefined) return [glued]
    return CODE_OPTIONS.test(arg) ||
      (/^(?:perl|ruby)/.test(name) && /^-[a-zA-Z0-9]*[eE]$/.test(arg)) ||
      (name === 'deno' && arg === 'eval')
      ? [args[index + 1] ?? '']
      : []
  })
  if (name.startsWith('py') && args[args.indexOf('-m') + 1] === 'timeit' && args.includes('-m'))
    codes.push(...args.slice(args.indexOf('-m') + 2).filter((arg) => !/^-(?!-)?\w/.test(arg)))
  if (codes.length > 0) {
    const last = args.lastIndexOf(codes.at(-1) ?? '')
    const given = args.slice(last + 1)
    for (const code of codes) runCode(withoutGlobs(code), name, call, reader, given)
    if (isEachLine(args) && codes.some((code) => /\bunlink\s*(?:\(?\s*\$_|[;}]|$)/.test(code)))
      reader.start(['rm', '-f', ...(call.stdin ?? COMPUTED).split('\n').filter(Boolean)], through(call, name))
    return inPlace(name, args) ? undefined : COMPUTED
  }
  const at = args.findIndex((arg) => arg === '-' || !arg.startsWith('-'))
  const file = /^(?:-|\/dev\/(?:stdin|fd\/0))$/.test(args[at] ?? '') ? undefined : args[at]
  const text =
    file === undefined
      ? call.stdin
      : call.scope.files.get(resolvePath(call.scope.folder, withoutGlobs(file)) ?? '')
  if (text !== undefined) runCode(text, name, call, reader, at === -1 ? [] : args.slice(at + 1))
  // A program in a file is noted by its name: some are known.
  return file !== undefined || inPlace(name, args) ? undefined : COMPUTED
}

/** `ruby -run -e rm -- WORDS` is the program of that name. */
function unnamed(args: readonly string[], call: Call, reader: Reader): string {
  const at = args.indexOf('-e')
  return reader.start(
    [args[at + 1] ?? '', ...args.slice(at + 2).filter((arg) => arg !== '--')],
    through(call, 'ruby'),
  )
}

/** `bun x PACKAGE`, `deno run npm:PACKAGE`. */
function fetchedProgram(name: string, [verb, ...args]: readonly string[]): readonly string[] | undefined {
  if (name === 'bun' && verb === 'x') return ['bunx', ...args]
  const at = name === 'deno' && verb === 'run' ? args.findIndex((arg) => arg.startsWith('npm:')) : -1
  return at === -1 ? undefined : ['npx', (args[at] ?? '').slice(4), ...args.slice(at + 1)]
}

/** `-n` and `-p` run the code for each line that comes in. */
function isEachLine(args: readonly string[]): boolean {
  return args.some((arg) => /^-(?![MmIF])[a-zA-Z0-9]*[np]/.test(arg))
}

/** `perl -pi -e` and `ruby -pi -e` write files, which the rules look at. */
function inPlace(name: string, args: readonly string[]): boolean {
  return /^(?:perl|ruby)/.test(name) && args.some((arg) => /^-[a-zA-Z0-9]*i/.test(arg))
}

/** `print "text" > "file"`; what is compared with a number stands in brackets. */
const AWK_WRITES = /\bprintf?\b(?:"(?:[^"\\]|\\.)*"|[^;}\n>"])*(>>?)\s*"((?:[^"\\]|\\.)+)"/g

function awkCode(name: string, args: readonly string[], call: Call, reader: Reader): string | undefined {
  const code = args.find((arg, index) => !arg.startsWith('-') && !/^-[vFf]$/.test(args[index - 1] ?? ''))
  if (code === undefined) return undefined
  const plain = withoutGlobs(code)
  // What is printed into a shell is a script: a text of the program, or a line that comes in.
  if (/\|\s*"(?:\S*\/)?(?:ba|z|da|k)?sh\b/.test(plain)) {
    for (const [, text = ''] of plain.matchAll(/print[f]?\s+"((?:[^"\\]|\\.)*)"/g))
      runScript(text, name, call, reader)
    if (call.stdin !== undefined) runScript(call.stdin, name, { ...call, stdin: undefined }, reader)
  }
  const piped = plain
    .replaceAll(/("[^"]*")\s*\|\s*getline/g, 'system($1)')
    .replaceAll(/\|\s*("[^"]*")/g, ';system($1)')
  runCode(piped, name, call, reader)
  for (const [, sign, path = ''] of plain.matchAll(AWK_WRITES))
    noteWrite(path, { by: `${name} >`, isReplaced: sign === '>' }, call, reader)
  const output = args.includes('inplace') ? undefined : printedLines(plain)
  if (output !== undefined) note(reader, [name, ...args], call)
  return output
}

/** What it prints, where a text stands among it: fields of a line are not known. */
function printedLines(code: string): string | undefined {
  const lines = [...code.matchAll(/\bprintf?\s*\(?((?:"(?:[^"\\]|\\.)*"|[^;{}\n>|"])*)/g)].flatMap(
    ([, words = '']) =>
      words.includes('"')
        ? [
            words.replaceAll(
              /"((?:[^"\\]|\\.)*)"|[^"]+/g,
              (other, text?: string) => text ?? (other.trim() === '' ? '' : COMPUTED),
            ),
          ]
        : [],
  )
  return lines.length === 0 ? undefined : `${lines.join('\n')}\n`
}

const TCL_DELETES = /\bfile\s+delete\s+(-force\s+)?(?:--\s+)?([^\s;\]]+)/g

export function runCode(
  code: string,
  language: string,
  call: Call,
  reader: Reader,
  given: readonly string[] = [],
): string {
  for (const [, option, path = ''] of language.startsWith('tcl') ? code.matchAll(TCL_DELETES) : [])
    reader.start(['rm', option === undefined ? '-f' : '-rf', path], call)
  // A notebook's shell starts lines with a sign.
  if (language.startsWith('ipython'))
    for (const [, line = ''] of code.matchAll(/^\s*(?:!|%%?(?:sx|system|bash|sh)\s)\s*(.+)$/gm))
      runScript(line, language, { ...call, stdin: undefined }, reader)
  const calls = callsOf(code, {
    hasBackquotes: BACKQUOTES.test(language),
    isClosed: CLOSED.test(language),
    given,
  })
  const inner = through(call, `${language} code`)
  if (calls.isDisguised) doubt(reader, `the ${language} code builds what it starts out of pieces`, code)
  for (const script of calls.scripts)
    runScript(script, `${language} code`, { ...call, stdin: undefined }, reader)
  for (const command of calls.commands) reader.start(command, inner)
  for (const { path, isReplaced } of calls.writes)
    noteWrite(path, { by: `${language} code`, isReplaced }, call, reader)
  return COMPUTED
}
