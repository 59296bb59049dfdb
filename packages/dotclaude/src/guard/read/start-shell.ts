// Shells that are started by name, and scripts that are run from a file: their text is read like the command line itself.
import { COMPUTED } from './marks.ts'
import type { Call, Reader } from './reader.ts'
import { runScript } from './run-script.ts'
import { textOfScript } from './script-text.ts'
import { runCode } from './start-code.ts'

const INTERPRETERS =
  /^(?:python[\d.]*w?|pypy[\d.]*|ipython3?|node|nodejs|bun|deno|tsx|ts-node|perl[\d.]*|ruby[\d.]*|php[\d.]*|lua[\d.]*|osascript|Rscript|R|tclsh|wish|julia|elixir|iex|groovy|zx|guile|scala(?:-cli)?|swift|jshell|luajit|erl|ocaml|clojure|clj|bb|sbcl|racket|kotlin|ghci?|runghc|csi|[gmn]?awk)$/

/** Languages that are given code on the command line. */
export function isInterpreter(program: string): boolean {
  return INTERPRETERS.test(program)
}

const SHELL_VALUES = /^(?:--rcfile|--init-file|-C|--init-command|[-+][a-zA-Z]*[oO])$/

export function startShell(argv: readonly string[], call: Call, reader: Reader): string {
  const [name = '', ...args] = argv
  let positional: readonly string[] = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    // It only looks whether the script is well-formed.
    if (/^-[a-zA-Z]*n[a-zA-Z]*$/.test(arg)) return ''
    if (/^--(?:rcfile|init-file)$/.test(arg)) runFile(args[at + 1] ?? '', [], name, call, reader)
    if (name === 'fish' && /^(?:-C|--init-command)$/.test(arg))
      runText(name, args[at + 1] ?? '', call, reader)
    const [, glued] = /^--(?:command|commands|init-command)=(.*)$/s.exec(arg) ?? []
    if (glued !== undefined) return runText(name, glued, call, reader)
    if (SHELL_VALUES.test(arg)) at += 1
    else if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(arg) || /^--commands?$/.test(arg))
      return scriptArgument(name, args.slice(at + 1), call, reader)
    else if (/^-[a-zA-Z]*s[a-zA-Z]*$/.test(arg)) {
      positional = args.slice(at + 1).filter((word, index) => !(index === 0 && word === '--'))
      break
    } else if (arg === '-' || arg === '--') continue
    else if (!/^[-+]/.test(arg)) return runFile(arg, args.slice(at + 1), name, call, reader)
  }
  if (call.stdin === undefined) return ''
  return runScript(call.stdin, `input of ${name}`, { ...call, stdin: undefined }, reader, positional)
}

function scriptArgument(name: string, rest: readonly string[], call: Call, reader: Reader): string {
  const start = rest.findIndex((word) => !/^(?:--|[-+][a-zA-Z]+)$/.test(word))
  const [text = '', zero, ...positional] = start === -1 ? [] : rest.slice(start)
  return runText(name, text, call, reader, positional, zero)
}

function runText(
  name: string,
  text: string,
  call: Call,
  reader: Reader,
  positional: readonly string[] = [],
  zero?: string,
): string {
  // Nushell marks programs that are none of its own.
  const plain = name.startsWith('nu') ? text.replaceAll(/(^|[\s;|({])\^(?=[\w./])/g, '$1') : text
  return runScript(plain, `${name} -c`, call, reader, positional, zero)
}

/** A script whose text this command line has written, or that is on the disk and nobody has reviewed. */
export function runFile(
  path: string,
  args: readonly string[],
  via: string,
  call: Call,
  reader: Reader,
): string {
  const text = textOfScript(path, call, reader)
  if (text === undefined) return COMPUTED
  const [, program] = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(?:\S*\/)?([\w.-]+)/.exec(text) ?? []
  if (program !== undefined && isInterpreter(program)) return runCode(text, program, call, reader)
  return runScript(text, `${via} ${path}`, call, reader, args)
}
