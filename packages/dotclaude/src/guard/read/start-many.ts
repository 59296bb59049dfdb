// Programs that start another one for each of their inputs: `xargs`, `parallel`, and `find` with `-exec`.
import { foundBy } from './found-by.ts'
import { COMPUTED, withoutGlobs } from './marks.ts'
import { unescaped } from './output-of.ts'
import { quoteWord, through } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { runScript } from './run-script.ts'

const XARGS_VALUES =
  /^(?:-[nPLdasERIl]|--(?:max-args|max-procs|delimiter|arg-file|max-lines|replace|max-chars|eof))$/

export function eachInput(argv: readonly string[], call: Call, reader: Reader): string {
  const args = argv.slice(1)
  let replaced: string | undefined
  let separator: string | undefined
  let at = 0
  for (; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '--') {
      at += 1
      break
    }
    if (!arg.startsWith('-')) break
    const glued = /^(?:-I|-i|--replace=?)(.*)$/s.exec(arg)
    if (glued !== null) replaced = glued[1] === '' ? (arg === '-I' ? args[at + 1] : '{}') : glued[1]
    if (/^(?:-0|--null)$/.test(arg)) separator = '\0'
    const delimiter = /^(?:-d|--delimiter=?)(.*)$/s.exec(arg)?.[1]
    if (delimiter !== undefined) separator = unescaped(delimiter === '' ? (args[at + 1] ?? '\n') : delimiter)
    if (XARGS_VALUES.test(arg) && arg !== '--replace') at += 1
  }
  const command = args.slice(at)
  if (command.length === 0) return call.stdin ?? COMPUTED
  // What a file has is not what comes in.
  const isFromFile = args.slice(0, at).some((arg) => /^(?:-a|--arg-file)/.test(arg))
  const inputs = ((isFromFile ? undefined : call.stdin) ?? COMPUTED)
    .split(
      separator === undefined || separator === '\0'
        ? replaced === undefined && separator === undefined
          ? /[\s\0]+/
          : /[\n\0]+/
        : separator,
    )
    .filter((text) => text !== '')
  const inner = { ...through(call, 'xargs'), stdin: undefined }
  if (replaced === undefined) return reader.start([...command, ...inputs.slice(0, 200).map(unquoted)], inner)
  const sign = replaced
  return inputs
    .slice(0, 12)
    .map((input) =>
      reader.start(
        command.map((word) => word.replaceAll(sign, () => input)),
        inner,
      ),
    )
    .join('')
}

function unquoted(text: string): string {
  return text.replaceAll(/['"\\]/g, '')
}

export function inParallel(argv: readonly string[], call: Call, reader: Reader): string {
  const args = argv.slice(1)
  if (args.includes('--dry-run') || args.includes('--dryrun')) return COMPUTED
  const start = args.findIndex(
    (arg, index) =>
      !arg.startsWith('-') &&
      !/^-(?:j|n|N|L|a|I|-jobs|-max-args|-delay|-joblog|-results|-colsep)$/.test(args[index - 1] ?? ''),
  )
  const words = start === -1 ? [] : args.slice(start)
  const marker = words.findIndex((word) => /^:::+\+?$/.test(word))
  const command = marker === -1 ? words : words.slice(0, marker)
  const inputs =
    marker === -1
      ? (call.stdin ?? COMPUTED).split('\n').filter((line) => line !== '')
      : words.slice(marker + 1).filter((word) => !/^:::+\+?$/.test(word))
  const text = command.map(withoutGlobs).join(' ')
  const inner = { ...call, stdin: undefined }
  for (const input of inputs.slice(0, 24)) {
    const line =
      text === ''
        ? input
        : /\{[^ ]*\}/.test(text)
          ? text.replaceAll(/\{[./#%\d]*\}/g, () => quoteWord(input))
          : `${text} ${quoteWord(input)}`
    runScript(line, 'parallel', inner, reader)
  }
  return COMPUTED
}

/** `-exec` and its kin; the search itself is judged by the rules too. */
export function forFound(argv: readonly string[], call: Call, reader: Reader): undefined {
  const args = argv.slice(1)
  const isFd = (argv[0] ?? '').startsWith('fd')
  args.forEach((arg, index) => {
    if (!(isFd ? /^(?:-x|-X|--exec|--exec-batch)$/ : /^-(?:exec|execdir|ok|okdir)$/).test(arg)) return
    const rest = args.slice(index + 1)
    const end = rest.findIndex((word) => word === ';' || word === '+' || word === '\\;')
    const command = end === -1 ? rest : rest.slice(0, end)
    const results = isFd ? [COMPUTED] : foundBy(args)
    const inner = { ...through(call, `${argv[0] ?? ''} ${arg}`), stdin: undefined }
    for (const result of results) {
      const words = command.map((word) => word.replaceAll('{}', () => result))
      reader.start(isFd && !command.join(' ').includes('{') ? [...words, result] : words, inner)
    }
  })
  return undefined
}
