// Programs whose arguments or input are run by other rules than a wrapper's: shells, interpreters, `xargs`, `parallel`,
// `find -exec`, git's own ways to start programs. Each gives the inner commands back to the reader.
import { callsOf } from './code-calls.ts'
import { shellTextOf } from './command-prompt.ts'
import { COMPUTED, isUnknown, withoutGlobs } from './marks.ts'

import { foundBy } from './found-by.ts'
import { resolvePath } from './paths.ts'
import { startGit } from './start-git.ts'
import { doubt, joined, quoteWord, through } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { runScript } from './run-script.ts'

/** Gives the output, or nothing where the program is to be judged like any other as well. */
type Launcher = (argv: readonly string[], call: Call, reader: Reader) => string | undefined

const SHELLS = /^(?:bash|sh|zsh|dash|ksh|mksh|ash|fish|rbash|csh|tcsh|git-bash)$/
const INTERPRETERS =
  /^(?:python[\d.]*w?|pypy[\d.]*|ipython3?|node|nodejs|bun|deno|tsx|ts-node|perl[\d.]*|ruby[\d.]*|php[\d.]*|lua[\d.]*|osascript|Rscript|R|tclsh|wish|julia|elixir|iex|groovy|guile|scala|swift|[gmn]?awk)$/
const BACKQUOTES = /^(?:perl|ruby|php|julia)/

export function launcherOf(program: string): Launcher | undefined {
  if (SHELLS.test(program)) return startShell
  if (INTERPRETERS.test(program)) return startCode
  return Object.hasOwn(LAUNCHERS, program) ? LAUNCHERS[program] : undefined
}

const LAUNCHERS: Readonly<Record<string, Launcher>> = {
  xargs: eachInput,
  gxargs: eachInput,
  parallel: inParallel,
  find: forFound,
  gfind: forFound,
  fd: forFound,
  fdfind: forFound,
  at: fromInput,
  batch: fromInput,
  crontab: fromInput,
  tmux: sendKeys,
  screen: sendKeys,
  cmd: commandPrompt,
  vim: editorCommands,
  vi: editorCommands,
  nvim: editorCommands,
  ex: editorCommands,
  emacs: editorCommands,
  expect: expectScript,
  tar: tarHooks,
  sed: streamEditor,
  gsed: streamEditor,
  gdb: debuggerCommands,
  lldb: debuggerCommands,
  make: makeText,
  gmake: makeText,
  zip: zipTest,
  rsync: remoteShell,
  sqlite3: databaseShell,
  sqlite: databaseShell,
  psql: databaseShell,
  mysql: databaseShell,
  git: startGit,
  hub: startGit,
}

const SHELL_VALUES = /^(?:--rcfile|--init-file|-C|--init-command|[-+][a-zA-Z]*[oO])$/

function startShell(argv: readonly string[], call: Call, reader: Reader): string {
  const [name = '', ...args] = argv
  let positional: readonly string[] = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    // It only looks whether the script is well-formed.
    if (/^-[a-zA-Z]*n[a-zA-Z]*$/.test(arg)) return ''
    if (SHELL_VALUES.test(arg)) at += 1
    else if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(arg) || arg === '--command')
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
  return runScript(text, `${name} -c`, call, reader, positional, zero)
}

/** A script whose text this command line has written, or that is on the disk and nobody has reviewed. */
export function runFile(
  path: string,
  args: readonly string[],
  via: string,
  call: Call,
  reader: Reader,
): string {
  const full = resolvePath(call.scope.folder, withoutGlobs(path))
  if (full === undefined) return COMPUTED
  const text =
    call.scope.files.get(full) ??
    (/^\/dev\/(?:stdin|fd\/0)$/.test(full) ? call.stdin : undefined) ??
    reader.surroundings.readScript(full)
  if (text === undefined) return COMPUTED
  const [, program] = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(?:\S*\/)?([\w.-]+)/.exec(text) ?? []
  if (program !== undefined && INTERPRETERS.test(program)) return runCode(text, program, call, reader)
  return runScript(text, `${via} ${path}`, call, reader, args)
}

const CODE_OPTIONS = /^(?:-\w*[ce]|-[Ep]|--eval|--print|-r|-ne|-pe|--execute)$/

function startCode(argv: readonly string[], call: Call, reader: Reader): string | undefined {
  const [name = '', ...args] = argv
  const isAwk = name.endsWith('awk')
  if (isAwk) return awkCode(name, args, call, reader)
  const codes = args.flatMap((arg, index) => {
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
  if (codes.length > 0) {
    const last = args.lastIndexOf(codes.at(-1) ?? '')
    const given = args.slice(last + 1)
    for (const code of codes) runCode(withoutGlobs(code), name, call, reader, given)
    return inPlace(name, args) ? undefined : COMPUTED
  }
  const file = args.find((arg) => !arg.startsWith('-'))
  const text =
    file === undefined
      ? call.stdin
      : call.scope.files.get(resolvePath(call.scope.folder, withoutGlobs(file)) ?? '')
  if (text !== undefined) runCode(text, name, call, reader)
  // A program in a file is noted by its name: some are known.
  return file !== undefined || inPlace(name, args) ? undefined : COMPUTED
}

/** `perl -pi -e` and `ruby -pi -e` write files, which the rules look at. */
function inPlace(name: string, args: readonly string[]): boolean {
  return /^(?:perl|ruby)/.test(name) && args.some((arg) => /^-[a-zA-Z0-9]*i/.test(arg))
}

/** `print "text" > "file"`; what is compared with a number stands in brackets. */
const AWK_WRITES = /\bprintf?\b(?:"(?:[^"\\]|\\.)*"|[^;}\n>"])*(>>?)\s*"((?:[^"\\]|\\.)+)"/g

function awkCode(name: string, args: readonly string[], call: Call, reader: Reader): undefined {
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
  return undefined
}

function runCode(
  code: string,
  language: string,
  call: Call,
  reader: Reader,
  given: readonly string[] = [],
): string {
  const calls = callsOf(code, { hasBackquotes: BACKQUOTES.test(language), given })
  const inner = through(call, `${language} code`)
  if (calls.isDisguised) doubt(reader, `the ${language} code builds what it starts out of pieces`, code)
  for (const script of calls.scripts)
    runScript(script, `${language} code`, { ...call, stdin: undefined }, reader)
  for (const command of calls.commands) reader.start(command, inner)
  for (const { path, isReplaced } of calls.writes)
    noteWrite(path, { by: `${language} code`, isReplaced }, call, reader)
  return COMPUTED
}

interface Manner {
  readonly by: string
  readonly isReplaced: boolean
}

function noteWrite(path: string, { by, isReplaced }: Manner, { scope }: Call, reader: Reader): void {
  const full = isUnknown(path) ? undefined : resolvePath(scope.folder, path)
  reader.redirections.push({
    ...(full === undefined ? {} : { path: full }),
    isTree: false,
    certainty: full === undefined ? 'possible' : 'certain',
    by,
    isAppended: !isReplaced,
  })
}

const XARGS_VALUES =
  /^(?:-[nPLdasERIl]|--(?:max-args|max-procs|delimiter|arg-file|max-lines|replace|max-chars|eof))$/

function eachInput(argv: readonly string[], call: Call, reader: Reader): string {
  const args = argv.slice(1)
  let replaced: string | undefined
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
    if (XARGS_VALUES.test(arg) && arg !== '--replace') at += 1
  }
  const command = args.slice(at)
  if (command.length === 0) return call.stdin ?? COMPUTED
  const inputs = (call.stdin ?? COMPUTED)
    .split(replaced === undefined ? /[\s\0]+/ : /[\n\0]+/)
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

function inParallel(argv: readonly string[], call: Call, reader: Reader): string {
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
function forFound(argv: readonly string[], call: Call, reader: Reader): undefined {
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

function fromInput(argv: readonly string[], call: Call, reader: Reader): undefined {
  const text = call.stdin
  if (text !== undefined)
    runScript(
      argv[0] === 'crontab' ? text.replaceAll(/^(?:\S+\s+){5}/gm, '') : text,
      argv[0] ?? '',
      { ...call, stdin: undefined },
      reader,
    )
  return undefined
}

/** What is typed into another terminal, or started in one. */
function sendKeys(argv: readonly string[], call: Call, reader: Reader): undefined {
  const [name = '', verb = '', ...args] = argv
  if (name === 'screen') {
    const stuff = argv.indexOf('stuff')
    if (stuff !== -1) runScript(argv[stuff + 1] ?? '', name, call, reader)
    else
      runScript(
        joined(
          argv
            .slice(1)
            .filter((word, index, all) => !word.startsWith('-') && !/^-[STtc]/.test(all[index - 1] ?? '')),
        ),
        name,
        call,
        reader,
      )
    return undefined
  }
  const words = args.filter(
    (word, index) => !word.startsWith('-') && !/^-[tsncFx]$/.test(args[index - 1] ?? ''),
  )
  if (/^(?:send-keys|send)$/.test(verb))
    runScript(words.filter((word) => !/^(?:Enter|C-m|KPEnter)$/.test(word)).join(' '), name, call, reader)
  if (/^(?:new|new-session|new-window|neww|split-window|splitw|run|run-shell|respawn-pane)$/.test(verb))
    runScript(words.join(' '), name, call, reader)
  return undefined
}

function commandPrompt(argv: readonly string[], call: Call, reader: Reader): undefined {
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

function editorCommands(argv: readonly string[], call: Call, reader: Reader): undefined {
  for (const arg of argv) runCode(arg, 'vim', call, reader)
  for (const arg of [...argv.slice(1), call.stdin ?? '']) {
    const [, text] = /(?:^|[:+|\s(])(?:!|shell-command\s+)\s*"?([^"]*)/.exec(arg) ?? []
    if (text !== undefined && /[!]|shell-command/.test(arg))
      runScript(text.replace(/[")]+$/, ''), `${argv[0] ?? ''} command`, { ...call, stdin: undefined }, reader)
  }
  return undefined
}

function expectScript(argv: readonly string[], call: Call, reader: Reader): undefined {
  const at = argv.indexOf('-c')
  const text = at === -1 ? call.stdin : argv[at + 1]
  for (const [, line = ''] of (text ?? '').matchAll(/\bspawn\s+([^;\n]+)/g))
    runScript(line, 'expect', { ...call, stdin: undefined }, reader)
  return undefined
}

function tarHooks(argv: readonly string[], call: Call, reader: Reader): undefined {
  for (const arg of argv) {
    const [, text] =
      /^--(?:checkpoint-action=exec=|to-command=|use-compress-program=|info-script=)(.*)$/s.exec(arg) ?? []
    if (text !== undefined) runScript(text, 'tar', call, reader)
  }
  return undefined
}

const SED_RUNS = /(?:^|[;\n{}])\s*(?:\d+|\$|\/[^/]*\/)?(?:,(?:\d+|\$|\/[^/]*\/))?\s*e\s+([^\n]+)/g
const SED_SUBSTITUTES = /\bs([^\w\s\\])((?:\\.|(?!\1).)*)\1((?:\\.|(?!\1).)*)\1[gip0-9]*e/g
const SED_WRITES = /(?:^|[;\n{}\d$/])\s*w\s+([^\s;}]+)/g

/** `e` runs a command, a substitution with `e` runs its result, and `w` writes a file. */
function streamEditor(argv: readonly string[], call: Call, reader: Reader): undefined {
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

function debuggerCommands(argv: readonly string[], call: Call, reader: Reader): undefined {
  for (const arg of [...argv, ...(call.stdin ?? '').split('\n')]) {
    const [, text] = /^\s*(?:shell|!|platform shell)\s*(.+)$/s.exec(arg) ?? []
    if (text !== undefined) runScript(text, argv[0] ?? '', { ...call, stdin: undefined }, reader)
  }
  return undefined
}

/** Recipes that stand on the command line or come in; those of a Makefile were reviewed with it. */
function makeText(argv: readonly string[], call: Call, reader: Reader): undefined {
  const evaluated = argv.flatMap(
    (arg, index) =>
      /^--eval=(.*)$/s.exec(arg)?.[1] ??
      (argv[index - 1] === '--eval' || argv[index - 1] === '-E' ? arg : []),
  )
  const isInput = argv.some(
    (arg, index) =>
      /^(?:-f-|--file=-|--makefile=-)$/.test(arg) ||
      (arg === '-' && /^(?:-f|--file|--makefile)$/.test(argv[index - 1] ?? '')),
  )
  for (const text of [...evaluated, ...(isInput && call.stdin !== undefined ? [call.stdin] : [])])
    for (const [, recipe = ''] of text.matchAll(/(?:^\t|;)[@+-]*\s*([^\n]+)/gm))
      runScript(recipe.replaceAll('$$', '$'), 'make', { ...call, stdin: undefined }, reader)
  return undefined
}

function zipTest(argv: readonly string[], call: Call, reader: Reader): undefined {
  const at = argv.findIndex((arg) => arg === '-TT' || arg === '--unzip-command')
  if (at !== -1) runScript(argv[at + 1] ?? '', 'zip', call, reader)
  return undefined
}

function remoteShell(argv: readonly string[], call: Call, reader: Reader): undefined {
  argv.forEach((arg, index) => {
    const text = /^(?:-e|--rsh)$/.test(argv[index - 1] ?? '') ? arg : /^--rsh=(.*)$/s.exec(arg)?.[1]
    if (text !== undefined) runScript(text, 'rsync', call, reader)
  })
  return undefined
}

function databaseShell(argv: readonly string[], call: Call, reader: Reader): undefined {
  for (const arg of [...argv.slice(1), ...(call.stdin ?? '').split('\n')]) {
    const [, text] = /^\s*(?:\.(?:shell|system)|\\!|system)\s+(.+)$/s.exec(arg) ?? []
    if (text !== undefined) runScript(text, argv[0] ?? '', { ...call, stdin: undefined }, reader)
  }
  return undefined
}
