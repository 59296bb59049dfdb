// Tools that have a way out to a shell among their options or in their own language: editors, debuggers, archivers, `make`,
// `sed`, terminals and databases.
import { shellTextOf } from './command-prompt.ts'
import { COMPUTED, withoutGlobs } from './marks.ts'
import { noteWrite } from './note-write.ts'
import { resolvePath } from './paths.ts'
import { joined, through } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { runScript } from './run-script.ts'
import { textOfScript } from './script-text.ts'
import { runCode } from './start-code.ts'

export function fromInput(argv: readonly string[], call: Call, reader: Reader): undefined {
  const at = argv.indexOf('-f')
  const file = argv[0] === 'at' && at !== -1 ? argv[at + 1] : argv[0] === 'crontab' ? argv[1] : undefined
  const text =
    (file === undefined || file.startsWith('-') ? undefined : textOfScript(file, call, reader)) ?? call.stdin
  if (text !== undefined)
    runScript(
      argv[0] === 'crontab' ? text.replaceAll(/^(?:@\w+|\S+(?:\s+\S+){4})\s+/gm, '') : text,
      argv[0] ?? '',
      { ...call, stdin: undefined },
      reader,
    )
  return undefined
}

/** What is typed into another terminal, or started in one. */
export function sendKeys(argv: readonly string[], call: Call, reader: Reader): undefined {
  const [name = '', verb = '', ...args] = argv
  if (name === 'screen') {
    const stuff = argv.indexOf('stuff')
    if (stuff !== -1) runScript((argv[stuff + 1] ?? '').replaceAll(/\\[nr]|\^M/g, '\n'), name, call, reader)
    else runScript(joined(startedBy(argv.slice(1))), name, call, reader)
    return undefined
  }
  const words = args.filter(
    (word, index) => !word.startsWith('-') && !/^-[tsncFx]$/.test(args[index - 1] ?? ''),
  )
  if (/^(?:send-keys|send)$/.test(verb)) {
    // Words are typed one behind the other, and some of them name a key.
    const at = args.findIndex((word, index) => !word.startsWith('-') && args[index - 1] !== '-t')
    runScript(args.slice(Math.max(at, 0)).map(typed).join(''), name, call, reader)
    runScript(words.filter((word) => !/^(?:Enter|C-m|KPEnter)$/.test(word)).join(' '), name, call, reader)
  }
  if (/^if(?:-shell)?$/.test(verb))
    for (const word of words)
      runScript(word.replace(/^run(?:-shell)?\s+(["']?)(.*)\1$/s, '$2'), name, call, reader)
  if (/^(?:new|new-session|new-window|neww|split-window|splitw|run|run-shell|respawn-pane)$/.test(verb))
    runScript(words.join(' '), name, call, reader)
  return undefined
}

/** Behind the options and their values. */
function startedBy(words: readonly string[]): readonly string[] {
  const at = words.findIndex(
    (word, index) => !word.startsWith('-') && !/^-[a-zA-Z]*[STtcp]$/.test(words[index - 1] ?? ''),
  )
  return at === -1 ? [] : words.slice(at)
}

function typed(word: string): string {
  if (word === 'Space') return ' '
  return /^(?:Enter|C-m|KPEnter)$/.test(word) ? '\n' : word
}

export function commandPrompt(argv: readonly string[], call: Call, reader: Reader): undefined {
  const at = argv.findIndex((arg) => /^\/[ck]$/i.test(arg))
  const text =
    at === -1
      ? call.stdin
      : argv
          .slice(at + 1)
          .map(withoutGlobs)
          .join(' ')
  if (text !== undefined) runScript(shellTextOf(text), 'cmd', { ...call, stdin: undefined }, reader)
  return undefined
}

export function editorCommands(argv: readonly string[], call: Call, reader: Reader): undefined {
  for (const arg of argv) runCode(arg, 'vim', call, reader)
  const lines = (call.stdin ?? '').split('\n')
  if ([...argv, ...lines].some((arg) => EMPTIES_BUFFER.test(arg) || arg.includes('(erase-buffer)')))
    emptyFiles(argv, call, reader)
  for (const [, path = '', flags = ''] of argv.slice(1).join('\n').matchAll(VIM_DELETES))
    reader.start(['rm', flags.includes('r') ? '-rf' : '-f', path], call)
  for (const [, path = ''] of argv.slice(1).join('\n').matchAll(LISP_WRITES))
    noteWrite(path, { by: argv[0] ?? '', isReplaced: true }, call, reader)
  for (const [, program = '', words = ''] of argv.slice(1).join('\n').matchAll(LISP_STARTS))
    reader.start([program, ...[...words.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word)], call)
  for (const [, verb, path = ''] of joined(argv).matchAll(LISP_DELETES))
    reader.start(['rm', verb === 'directory' ? '-rf' : '-f', path], call)
  for (const arg of [...argv.slice(1), call.stdin ?? '']) {
    const [, text] = /(?:^|[:+|\s(])(?:!|shell-command\s+)\s*"?([^"]*)/.exec(arg) ?? []
    if (text !== undefined && /[!]|shell-command/.test(arg))
      runScript(text.replace(/[")]+$/, ''), `${argv[0] ?? ''} command`, { ...call, stdin: undefined }, reader)
  }
  return undefined
}

/** `ed` takes its commands from the input, a line for each. */
export function lineEditor(argv: readonly string[], call: Call, reader: Reader): undefined {
  if (/^\s*(?:%|,|1,\$)d\s*$/m.test(call.stdin ?? '')) emptyFiles(argv, call, reader)
  return debuggerCommands(argv, call, reader)
}

const EMPTIES_BUFFER =
  /^(?:\+|-\w*c)?\s*:?(?:[^|]*\|\s*)?(?:silent!?\s+)?(?:(?:%|1,\$)d(?:el(?:ete)?)?(?:[\s|_]|$)|g\/\.?\*?\/d|norm(?:al)?!?\s+ggdG)/
const LISP_WRITES = /\(write-region\s+\S+\s+\S+\s+"([^"]+)"\s*\)/g
const LISP_STARTS = /\((?:call|start)-process\s+"([^"]+)"([^()]*)/g
const VIM_DELETES = /\bdelete\(\s*"?'?([^"',()]+?)"?'?\s*(?:,\s*"?'?(\w*)"?'?\s*)?\)/g
const LISP_DELETES = /\(delete-(file|directory)\s+"([^"]+)"/g

function emptyFiles(argv: readonly string[], call: Call, reader: Reader): void {
  const files = argv
    .slice(1)
    .filter((arg, index) => !/^[-+]/.test(arg) && !/^-\w*c$|^--cmd$/.test(argv[index] ?? ''))
  for (const path of files)
    noteWrite(withoutGlobs(path), { by: argv[0] ?? '', isReplaced: true }, call, reader)
}

/** Each word is a text for a shell. */
export function eachText(argv: readonly string[], call: Call, reader: Reader): undefined {
  for (const text of argv.slice(1).filter((arg) => arg.includes(' ')))
    runScript(text, argv[0] ?? '', { ...call, stdin: undefined }, reader)
  return undefined
}

/** A connection with a program at its end. */
export function connection(argv: readonly string[], call: Call, reader: Reader): undefined {
  for (const arg of argv) {
    const [, text] = /^(?:EXEC|SYSTEM|SHELL):['"]?([^,'"]+)/i.exec(arg) ?? []
    if (text !== undefined) runScript(text, argv[0] ?? '', { ...call, stdin: undefined }, reader)
    const [, file, options = ''] = /^(?:OPEN|CREATE|CREAT|GOPEN|FILE):([^,]+)(.*)$/i.exec(arg) ?? []
    if (file !== undefined && (/^cr/i.test(arg) || /trunc/i.test(options)))
      noteWrite(file, { by: argv[0] ?? '', isReplaced: true }, call, reader)
  }
  return undefined
}

export function expectScript(argv: readonly string[], call: Call, reader: Reader): undefined {
  const at = argv.indexOf('-c')
  const text = at === -1 ? call.stdin : argv[at + 1]
  for (const [, line = ''] of (text ?? '').matchAll(/\bspawn\s+([^;\n]+)/g))
    runScript(line, 'expect', { ...call, stdin: undefined }, reader)
  return undefined
}

export function tarHooks(argv: readonly string[], call: Call, reader: Reader): undefined {
  argv.forEach((arg, index) => {
    const [, text = argv[index - 1] === '-I' ? arg : undefined] =
      /^--(?:checkpoint-action=exec=|to-command=|use-compress-program=|info-script=)(.*)$/s.exec(arg) ?? []
    if (text !== undefined) runScript(text, 'tar', call, reader)
  })
  return undefined
}

const SED_RUNS = /(?:^|[;\n{}])[ \t]*(?:\d+|\$|\/[^/]*\/)?(?:,(?:\d+|\$|\/[^/]*\/))?[ \t]*e[ \t]+([^\n]+)/g
// What is escaped has one reading, or a long script would be tried in every combination.
const SED_SUBSTITUTES = /\bs([^\w\s\\])((?:\\.|(?!\1)[^\\\n])*)\1((?:\\.|(?!\1)[^\\\n])*)\1[gip0-9]*e/g
const SED_WRITES = /(?:^|[;\n{}\d$/])\s*w\s+([^\s;}]+)/g

/** `e` runs a command, a substitution with `e` runs its result, and `w` writes a file. */
export function streamEditor(argv: readonly string[], call: Call, reader: Reader): undefined {
  const given = argv.slice(1)
  const named = given.flatMap((arg, index) =>
    /^(?:-e|--expression)$/.test(given[index - 1] ?? '')
      ? [arg]
      : (/^--expression=(.*)$/s.exec(arg)?.[1] ?? []),
  )
  const scripts = named.length > 0 ? named : given.filter((arg) => !arg.startsWith('-')).slice(0, 1)
  for (const script of scripts.map(withoutGlobs)) {
    for (const [, text = ''] of script.matchAll(SED_RUNS)) runScript(text, 'sed', call, reader)
    for (const [, , , text = ''] of script.matchAll(SED_SUBSTITUTES)) runScript(text, 'sed', call, reader)
    for (const [, path = ''] of script.matchAll(SED_WRITES))
      noteWrite(path, { by: 'sed w', isReplaced: true }, call, reader)
  }
  return undefined
}

export function debuggerCommands(argv: readonly string[], call: Call, reader: Reader): undefined {
  for (const arg of [...argv, ...(call.stdin ?? '').split('\n')]) {
    const [, text] = /^\s*(?:--eval-command=|-ex=|\+)?\s*(?:shell|!|platform shell)\s*(.+)$/s.exec(arg) ?? []
    if (text !== undefined) runScript(text, argv[0] ?? '', { ...call, stdin: undefined }, reader)
  }
  return undefined
}

/** Recipes that stand on the command line or come in; those of a Makefile were reviewed with it. */
export function makeText(argv: readonly string[], call: Call, reader: Reader): undefined {
  const evaluated = argv.flatMap(
    (arg, index) =>
      /^--eval=(.*)$/s.exec(arg)?.[1] ??
      (argv[index - 1] === '--eval' || argv[index - 1] === '-E' ? arg : []),
  )
  // `make` puts its own words behind the value of each of these.
  for (const arg of argv.slice(1)) {
    const [, program] = /^(?:SHELL|AR|AS|CC|CXX|CPP|FC|LD|LEX|YACC|MAKE):{0,3}=(.*)$/s.exec(arg) ?? []
    if (program !== undefined) runScript(program, 'make', { ...call, stdin: undefined }, reader)
  }
  const texts = argv.flatMap((arg, index) => {
    const [, glued] = /^(?:-f|--(?:make)?file=)(.+)$/s.exec(arg) ?? []
    const file = /^(?:-f|--(?:make)?file)$/.test(argv[index - 1] ?? '') ? arg : glued
    return file === undefined
      ? []
      : [/^(?:-|\/dev\/(?:stdin|fd\/0))$/.test(file) ? call.stdin : textOnLine(file, call)]
  })
  if (texts.length === 0) texts.push(...ownMakefile(argv, call))
  for (const text of [...evaluated, ...texts.filter((one) => one !== undefined)])
    for (const [, recipe = ''] of text.matchAll(/(?:^\t|;)[@+-]*\s*([^\n]+)/gm))
      runScript(recipe.replaceAll('$$', '$'), 'make', { ...call, stdin: undefined }, reader)
  return undefined
}

/** One that this very line has written. */
function ownMakefile(argv: readonly string[], call: Call): readonly (string | undefined)[] {
  const at = argv.findIndex((arg) => /^(?:-C|--directory)$/.test(arg))
  const folder = at === -1 ? '.' : (argv[at + 1] ?? '.')
  return ['GNUmakefile', 'makefile', 'Makefile'].map((name) => textOnLine(`${folder}/${name}`, call))
}

/** `rg` lets another program read each file first. */
export function searchFilter(argv: readonly string[], call: Call, reader: Reader): undefined {
  argv.forEach((arg, index) => {
    const program = argv[index - 1] === '--pre' ? arg : /^--pre=(.+)$/s.exec(arg)?.[1]
    if (program !== undefined) reader.start([program, COMPUTED], through(call, 'rg --pre'))
  })
  return undefined
}

/** Of a file that this very line has written. */
function textOnLine(file: string, { scope }: Call): string | undefined {
  const path = resolvePath(scope.folder, file)
  return path === undefined ? undefined : scope.files.get(path)
}

export function zipTest(argv: readonly string[], call: Call, reader: Reader): undefined {
  const at = argv.findIndex((arg) => arg === '-TT' || arg === '--unzip-command')
  if (at !== -1) runScript(argv[at + 1] ?? '', 'zip', call, reader)
  return undefined
}

export function remoteShell(argv: readonly string[], call: Call, reader: Reader): undefined {
  argv.forEach((arg, index) => {
    const text = /^(?:-e|--rsh)$/.test(argv[index - 1] ?? '') ? arg : /^--rsh=(.*)$/s.exec(arg)?.[1]
    if (text !== undefined) runScript(text, 'rsync', call, reader)
  })
  return undefined
}

/** Each tool, or what was built, is handed to a program. */
export function toolsOfGo(argv: readonly string[], call: Call, reader: Reader): undefined {
  argv.forEach((arg, index) => {
    const [, glued] = /^--?(?:exec|toolexec)=(.+)$/s.exec(arg) ?? []
    const text = /^--?(?:exec|toolexec)$/.test(argv[index - 1] ?? '') ? arg : glued
    if (text !== undefined) runScript(`${text} ${COMPUTED}`, 'go', call, reader)
  })
  return undefined
}

/** Pages are handed to a program that an option names. */
export function pagerOf(argv: readonly string[], call: Call, reader: Reader): undefined {
  argv.forEach((arg, index) => {
    const text = argv[index - 1] === '-P' ? arg : /^(?:--pager=|-P(?=.))(.*)$/s.exec(arg)?.[1]
    if (text !== undefined) runScript(text, argv[0] ?? '', call, reader)
  })
  return undefined
}

const TO_FILE =
  /^\s*(?:\.(?:output|once|backup|save|log)|\\o|\\g)\s+([^\s|]+)|\bwritefile\s*\(\s*'([^']+)'|\bvacuum\s+into\s+['"]([^'"]+)|\bcopy\b[^;]*?\bto\s+'?([\w./~-]+\.\w+)/gi

export function databaseShell(argv: readonly string[], call: Call, reader: Reader): undefined {
  for (const arg of [...argv.slice(1), ...(call.stdin ?? '').split('\n')]) {
    for (const [, ...names] of arg.matchAll(TO_FILE)) {
      const path = names.find((name) => name !== undefined)
      if (path !== undefined) noteWrite(path, { by: argv[0] ?? '', isReplaced: true }, call, reader)
    }
    const [, text] =
      /^\s*(?:\.(?:shell|system)|\\!|system)\s+(.+)$/s.exec(arg) ??
      /\bto\s+program\s+'([^']+)'/i.exec(arg) ??
      []
    if (text !== undefined) runScript(text, argv[0] ?? '', { ...call, stdin: undefined }, reader)
  }
  return undefined
}
