// What happens when the shell starts a command: an alias or function of the same line, a builtin, a wrapper around another
// program, a shell or interpreter with text of its own, or simply a program, which is noted for the rules.
import { BUILTINS } from './builtins.ts'
import { launcherOf } from './launchers.ts'
import { runScript } from './run-script.ts'
import { COMPUTED, DECODED, UNSET, isGlob, isUnknown, withoutContent, withoutGlobs } from './marks.ts'
import { insideOf } from './mounts.ts'
import { isGitVerb } from './git-words.ts'
import { outputOf } from './output-of.ts'
import { startBehind } from './start-behind.ts'
import { startPowerShell } from './start-powershell.ts'
import { runFile } from './start-shell.ts'
import { startVariables } from './start-variables.ts'
import { DEPTH_MAX, doubt, joined, note, quoteWord, through } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { programName } from './run.ts'
import { innerScope } from './scope.ts'
import { isWrapper, unwrap } from './unwrap.ts'

/** These run what a file holds, when its text is given to them. */
const RUNS_TEXT = /(?:^|\/)(?:eval|[a-z]*sh)$/

export function startProgram(words: readonly string[], call: Call, reader: Reader): string {
  const [path, ...args] = RUNS_TEXT.test(words[0] ?? '') ? words : words.map(withoutContent)
  if (path === undefined) return ''
  reader.stepsLeft -= 1
  if (call.scope.depth > DEPTH_MAX || reader.stepsLeft < 0) {
    // A function that calls itself ends here; what it does was seen before.
    return COMPUTED
  }
  // A variable from outside may be empty: then the next word is the program.
  if (path === UNSET && args.length > 0) reader.start(args, call)
  startVariables(call, reader)
  return startNamed(path, args, call, reader)
}

function startNamed(path: string, args: readonly string[], call: Call, reader: Reader): string {
  // What zsh has for the file of `rm`.
  if (/^=\w/.test(path)) return startNamed(path.slice(1), args, call, reader)
  if (isGlob(path)) startMatching(path, args, call, reader)
  const name = programName(withoutGlobs(path))
  const verb = /^git-([\w-]+)$/.exec(name)?.[1]
  if (verb !== undefined && isGitVerb(verb)) return reader.start(['git', verb, ...args], call)
  const byShell = call.isProgram ? undefined : startInShell(withoutGlobs(path), args, call, reader)
  if (byShell !== undefined) return byShell
  const output = Object.hasOwn(BUILTINS, name) ? BUILTINS[name]?.(args, call, reader) : undefined
  if (output !== undefined) return output
  if (isWrapper(name)) return startWrapped(name, path, args, call, reader)
  if (/^(?:powershell|pwsh)$/.test(name)) return startPowerShell(args, call, reader)
  const launched = launcherOf(name)?.([name, ...args], call, reader)
  if (launched !== undefined) return launched
  if (path.includes('/') && !isUnknown(path)) runFile(path, args, '', call, reader)
  if (name.startsWith(DECODED))
    doubt(reader, 'the name of the program is decoded first', joined([path, ...args]))
  if (!isUnknown(path)) startBehind(name, args, call, reader)
  note(reader, [path, ...args], call)
  return printed(name, args, call, reader)
}

const DANGEROUS = [
  'git',
  'rm',
  'find',
  'dd',
  'bash',
  'sh',
  'mv',
  'cp',
  'chmod',
  'truncate',
  'shred',
  'rsync',
  'python3',
  'node',
  'perl',
  'gh',
]

/** A pattern in the place of a program is whatever it finds. */
function startMatching(path: string, args: readonly string[], call: Call, reader: Reader): void {
  const base = path.slice(path.lastIndexOf('/') + 1)
  const source = withoutGlobs(base)
    .replaceAll(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  for (const name of DANGEROUS) if (matches(source, name)) reader.start([name, ...args], call)
}

function matches(source: string, name: string): boolean {
  try {
    return new RegExp(`^${source}$`).test(name)
  } catch {
    return false
  }
}

function printed(name: string, args: readonly string[], { scope, stdin }: Call, reader: Reader): string {
  const { folder, files } = scope
  const output = outputOf(name, {
    args,
    stdin,
    folder,
    files,
    surroundings: reader.surroundings,
    serial: reader.stepsLeft,
  })
  if (name === 'tee')
    for (const path of args.filter((arg) => !arg.startsWith('-'))) {
      files.set(pathIn(folder, path), output)
      reader.sinks.get(path)?.(output)
    }
  if (/^(?:cp|mv|install|ln)$/.test(name)) copyText(args, scope)
  return output
}

function pathIn(folder: string | undefined, path: string): string {
  return path.startsWith('/') ? path : `${folder ?? ''}/${path.replace(/^\.\//, '')}`
}

/** A script that is copied before it runs keeps its text. */
function copyText(args: readonly string[], { folder, files }: Call['scope']): void {
  const [from, to] = args.filter((arg) => !arg.startsWith('-'))
  const text = from === undefined ? undefined : files.get(pathIn(folder, from))
  if (text !== undefined && to !== undefined) files.set(pathIn(folder, to), text)
}

/** Functions and aliases of this command line. A backslash before the name leaves aliases out, and has gone by now. */
function startInShell(name: string, args: readonly string[], call: Call, reader: Reader): string | undefined {
  const { scope, stdin } = call
  const body = scope.functions.get(name)
  if (body !== undefined) {
    const inner = innerScope(scope, { positional: args, stdin, via: [...scope.via, `function ${name}`] })
    const pos = { pos: 0, end: 0 } as const
    const command = body.type === 'CompoundList' ? ({ type: 'BraceGroup', body, ...pos } as const) : body
    const script = {
      type: 'Script',
      shebang: undefined,
      commands: [{ type: 'Statement', command, background: undefined, ...pos }],
      ...pos,
    } as const
    const { returned } = reader.jumps
    const output = reader.walk(script, inner)
    reader.jumps.returned = returned
    scope.folder = inner.folder
    scope.previous = inner.previous
    scope.pushed = inner.pushed
    return output
  }
  const alias = scope.aliases.get(name)
  if (alias === undefined || scope.via.includes(`alias ${name}`)) return undefined
  const inner = innerScope(scope, { stdin, via: [...scope.via, `alias ${name}`] })
  return reader.readText(`${alias} ${args.map(quoteWord).join(' ')}`, inner)
}

function startWrapped(
  name: string,
  path: string,
  args: readonly string[],
  call: Call,
  reader: Reader,
): string {
  const unwrapped = unwrap(name, args, call.scope.folder)
  if (unwrapped === undefined || (unwrapped.argv.length === 0 && unwrapped.scripts.length === 0)) {
    if (opensShell(name, args) && call.stdin !== undefined)
      return runScript(call.stdin, name, { ...call, stdin: undefined }, reader)
    note(reader, [path, ...args], call)
    return outputOf(name, {
      args,
      stdin: call.stdin,
      folder: call.scope.folder,
      files: call.scope.files,
      surroundings: reader.surroundings,
      serial: reader.stepsLeft,
    })
  }
  // The wrapper is noted as well: rules of its own may be about it.
  const isElsewhere = unwrapped.isElsewhere && !reachesHere(name, unwrapped.before)
  if (isElsewhere || name === 'npx') note(reader, [path, ...args], call)
  else if (RECORDS.test(name)) note(reader, [path, ...unwrapped.before], call)
  const inner = through(
    call,
    name,
    isElsewhere
      ? {
          isElsewhere: true,
          ...insideOf(name, unwrapped.before, call.scope, reader.surroundings.rootOf),
        }
      : unwrapped.isElsewhere
        ? { folder: reader.surroundings.home }
        : unwrapped.folder === undefined
          ? {}
          : { folder: unwrapped.folder },
  )
  const environment = new Map([...call.environment, ...unwrapped.environment])
  const [text = '', ...more] = unwrapped.argv
  // `yarn exec` takes a line as well as words.
  if (isRegistry(name) && more.length === 0 && text.includes(' '))
    return runScript(text, name, { ...inner, environment }, reader)
  const output = unwrapped.scripts.map((text) => runScript(text, name, { ...inner, environment }, reader))
  if (unwrapped.argv.length === 0) return output.join('')
  return reader.start(isRegistry(name) ? withoutVersion(unwrapped.argv) : unwrapped.argv, {
    ...inner,
    environment,
    isProgram: name !== 'builtin' && name !== 'time' && name !== 'exec' ? inner.isProgram : call.isProgram,
  })
}

/** They write what they see into a file. */
const RECORDS = /^(?:g?time|strace|ltrace|perf|script|valgrind)$/

/** Without a program they start a shell, which reads what comes in. */
function opensShell(name: string, args: readonly string[]): boolean {
  return (
    /^(?:su|runuser|unshare|nsenter|chroot)$/.test(name) ||
    (/^(?:sudo|doas|ssh)$/.test(name) &&
      (name !== 'ssh' ? args.some((arg) => /^-[a-zA-Z]*[si]$/.test(arg)) : reachesHere(name, args)))
  )
}

/** A way over the network that ends where it began. */
function reachesHere(name: string, words: readonly string[]): boolean {
  return (
    name === 'ssh' &&
    words.some((word) => /^(?:[\w.-]+@)?(?:localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(word))
  )
}

/** These fetch a package and start the program in it, by a name that may carry a version. */
function isRegistry(name: string): boolean {
  return /^(?:npx|bunx|pnpm|yarn|npm|uvx)$/.test(name)
}

function withoutVersion([program = '', ...args]: readonly string[]): readonly string[] {
  return [program.replace(/(?<=[\w-])(?:@|==)[^/@]*$/, ''), ...args]
}
