// What simple programs print, where the command line alone decides it: enough to see through `$(echo git)`, decoders and
// pipes into a shell. What cannot be worked out is computed, or decoded where it was made of text that stands here.
import { foundBy } from './found-by.ts'
import {
  COMPUTED,
  CONTENT,
  DECODED,
  FROM_ARCHIVE,
  FROM_DIFF,
  isGlob,
  isUnknown,
  withoutContent,
  withoutGlobs,
} from './marks.ts'
import { baseOf, parentOf, resolvePath } from './paths.ts'
import type { Surroundings } from './reader.ts'

export interface Printing {
  readonly args: readonly string[]
  readonly stdin: string | undefined
  readonly folder: string | undefined
  readonly files: ReadonlyMap<string, string>
  readonly surroundings: Surroundings
  /** Another one for each program that is started. */
  readonly serial: number
}

type Printer = (printing: Printing) => string

const SILENT =
  /^(?:cd|mkdir|rm|cp|mv|ln|touch|chmod|chown|test|\[|true|false|:|set|export|unset|sleep|shopt|umask|wait|trap|exit|return|break|continue|local|declare|readonly|alias)$/

export function outputOf(program: string, printing: Printing): string {
  if (SILENT.test(program)) return ''
  return (Object.hasOwn(PRINTERS, program) ? PRINTERS[program]?.(printing) : undefined) ?? COMPUTED
}

const PRINTERS: Readonly<Record<string, Printer>> = {
  echo: ({ args }) => echo(args),
  print: ({ args }) => echo(args),
  printf: ({ args }) => printf(args),
  cat: (printing) => contentOf(printing),
  tac: (printing) => contentOf(printing),
  tee: ({ stdin }) => stdin ?? COMPUTED,
  grep: searched,
  egrep: searched,
  rg: searched,
  ag: searched,
  head: passThrough,
  tail: passThrough,
  sort: passThrough,
  uniq: passThrough,
  sed: rewrite,
  awk: rewrite,
  cut: rewrite,
  tr: translate,
  paste: pasted,
  rev: (printing) => eachLine(contentOf(printing), (line) => line.split('').toReversed().join('')),
  base64: (printing) => (decodes(printing.args) ? decode(contentOf(printing), fromBase64) : COMPUTED),
  openssl: (printing) =>
    printing.args.includes('-d')
      ? printing.args.includes('base64') || printing.args.includes('-base64')
        ? decode(printing.stdin ?? COMPUTED, fromBase64)
        : DECODED
      : COMPUTED,
  xxd: (printing) =>
    printing.args.some((arg) => /^-\w*r/.test(arg)) ? decode(printing.stdin ?? COMPUTED, fromHex) : COMPUTED,
  gunzip: unpack,
  zcat: unpack,
  gzip: unpack,
  bzcat: unpack,
  xzcat: unpack,
  uudecode: unpack,
  gpg: unpack,
  pwd: ({ folder }) => `${folder ?? COMPUTED}\n`,
  which: located,
  type: located,
  command: located,
  mktemp: temporaryName,
  dirname: ({ args }) => `${parentOf(lastOf(args))}\n`,
  basename: ({ args }) => `${baseOf(withoutGlobs(args.find((arg) => !arg.startsWith('-')) ?? ''))}\n`,
  realpath: absolute,
  readlink: absolute,
  git: fromGit,
  find: found,
  ls: namedFiles,
  seq: () => `${COMPUTED}\n`,
  yes: ({ args }) => `${args.length === 0 ? 'y' : args.map(withoutGlobs).join(' ')}\n`,
}

function lastOf(args: readonly string[]): string {
  return args.at(-1) ?? ''
}

function echo(args: readonly string[]): string {
  const at = args.findIndex((arg) => !/^-[neE]+$/.test(arg))
  const options = (at === -1 ? args : args.slice(0, at)).join('')
  const text = (at === -1 ? [] : args.slice(at)).map(withoutGlobs).join(' ')
  // Some shells read escapes without being asked.
  const shown = options.includes('e') || text.includes('\\') ? unescaped(text) : text
  return options.includes('n') ? shown : `${shown}\n`
}

function printf(args: readonly string[]): string {
  const [first = '', ...others] = args[0] === '--' ? args.slice(1) : args
  const format = withoutGlobs(first)
  if (isUnknown(format)) return COMPUTED
  const values = others.map(withoutGlobs)
  let used = 0
  const round = (): string =>
    unescaped(format).replaceAll(
      /%(?:%|[-+ #0]*\d*(?:\.\d+)?([sbdqicxXou])|\(.*?\)T)/g,
      (sign, kind: string | undefined) => {
        if (sign === '%%') return '%'
        const value = values[used] ?? ''
        used += 1
        return kind === 'b' ? unescaped(value) : value
      },
    )
  let output = round()
  // The format is used again until nothing is left.
  while (used > 0 && used < values.length && output.length < 10_000) output += round()
  return output
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '',
  b: '',
  f: '',
  v: '',
  e: '\u001B',
  '\\': '\\',
  "'": "'",
  '"': '"',
}

export function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:x([0-9A-Fa-f]{1,2})|u\{?([0-9A-Fa-f]{1,6})\}?|0?([0-7]{1,3})|(.))/gs,
    (
      sign,
      hex: string | undefined,
      unicode: string | undefined,
      octal: string | undefined,
      letter: string | undefined,
    ) => {
      if (letter !== undefined) return ESCAPES[letter] ?? sign
      const code = hex ?? unicode
      return String.fromCodePoint(
        code === undefined
          ? Number.parseInt(octal ?? '0', 8)
          : Math.min(Number.parseInt(code, 16), 0x10_ff_ff),
      )
    },
  )
}

/** The files that are named, or what comes in. */
function contentOf({ args, stdin, folder, files }: Printing): string {
  const paths = args.filter((arg) => !arg.startsWith('-') && arg !== '')
  if (paths.length === 0) return stdin ?? COMPUTED
  return paths
    .map((path) => {
      const full = resolvePath(folder, withoutGlobs(path))
      if (full === undefined) return COMPUTED
      return files.get(full) ?? `${COMPUTED}${CONTENT}${full}${CONTENT}`
    })
    .join('')
}

/** What only leaves lines out may leave all of them in. */
function passThrough({ stdin, args, files }: Printing): string {
  if (stdin !== undefined) return stdin
  return files.get(args.at(-1) ?? '') ?? COMPUTED
}

/** Names of files alone, where only those are asked for: somewhere in what is searched. */
function searched(printing: Printing): string {
  const { args } = printing
  if (!args.some((arg) => /^-(?!-)[a-zA-Z]*[lL]|^--files-with/.test(arg))) return passThrough(printing)
  const [, ...places] = args.filter((arg) => !arg.startsWith('-'))
  return places.length === 0 ? COMPUTED : places.map((place) => `${place}/${COMPUTED}\n`).join('')
}

/** Changes text: what stood in the command line is a disguise, what came from elsewhere is not known anyway. */
function rewrite({ stdin }: Printing): string {
  if (stdin === undefined || isFromElsewhere(stdin)) return COMPUTED
  // Names of changed files stay such, however the lines are cut.
  return stdin.trim() === FROM_DIFF ? FROM_DIFF : DECODED
}

/** Lines of one input, side by side. */
function pasted(printing: Printing): string {
  const { args } = printing
  const isParted = (index: number): boolean => /^-[a-zA-Z]*d$/.test(args[index - 1] ?? '')
  const options = args.filter((arg, index) => /^-./.test(arg) && !isParted(index))
  const names = args.filter((arg, index) => !arg.startsWith('-') && !isParted(index))
  const text = contentOf({ ...printing, args: names })
  if (!options.some((arg) => /^-[a-zA-Z]*s/.test(arg))) return text
  const apart = args.find((_, index) => isParted(index))
  const glued = options.map((arg) => /^-[a-zA-Z]*d(.+)$/s.exec(arg)?.[1]).find((sign) => sign !== undefined)
  return text.replace(/\n$/, '').replaceAll('\n', unescaped(glued ?? apart ?? '\t'))
}

function isFromElsewhere(text: string): boolean {
  return /^[\s\uE000\uE001]*$/.test(withoutContent(text))
}

const SETS: Readonly<Record<string, string>> = {
  '[:upper:]': 'A-Z',
  '[:lower:]': 'a-z',
  '[:digit:]': '0-9',
  '[:space:]': ' \t\n',
}

function translate({ args, stdin }: Printing): string {
  if (stdin === undefined || isFromElsewhere(stdin)) return COMPUTED
  const options = args.filter((arg) => /^-[dscC]+$/.test(arg)).join('')
  const [from, to] = args.filter((arg) => !/^-[dscC]+$/.test(arg)).map((arg) => members(withoutGlobs(arg)))
  if (/[sc]/i.test(options) || from === undefined || (to === undefined && !options.includes('d')))
    return DECODED
  return stdin
    .split('')
    .map((letter) => {
      const at = from.lastIndexOf(letter)
      return at === -1 ? letter : options.includes('d') ? '' : (to?.[Math.min(at, to.length - 1)] ?? '')
    })
    .join('')
}

function members(set: string): string {
  const plain = Object.entries(SETS).reduce(
    (text, [name, range]) => text.replaceAll(name, range),
    unescaped(set),
  )
  return plain.replaceAll(/(.)-(.)/gs, (_, first: string, last: string) => {
    const start = first.charCodeAt(0)
    return Array.from({ length: Math.max(0, Math.min(last.charCodeAt(0) - start + 1, 256)) }, (__, index) =>
      String.fromCharCode(start + index),
    ).join('')
  })
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n')
}

function decodes(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:-\w*[dD]|--decode|--d\w*)$/.test(arg))
}

function decode(text: string, decoder: (text: string) => string): string {
  if (isUnknown(text)) return DECODED
  try {
    return decoder(text)
  } catch {
    return DECODED
  }
}

function fromBase64(text: string): string {
  return utf8(Uint8Array.from(atob(text.replaceAll(/\s+/g, '')), (letter) => letter.charCodeAt(0)))
}

function fromHex(text: string): string {
  const pairs = text.replaceAll(/[^0-9A-Fa-f]/g, '').match(/../g) ?? []
  return utf8(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)))
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function unpack({ stdin }: Printing): string {
  return stdin === undefined ? COMPUTED : DECODED
}

function located({ args }: Printing): string {
  return `${withoutGlobs(args.find((arg) => !arg.startsWith('-')) ?? '')}\n`
}

/** A name that nothing has: where it is going to lie is known, and that nothing lies there yet. */
function temporaryName({ args, serial }: Printing): string {
  const at = args.findIndex((arg) => /^(?:-\w*p|--tmpdir)$/.test(arg))
  const glued = args.map((arg) => /^(?:--tmpdir=|-p)(.+)$/s.exec(arg)?.[1]).find((text) => text !== undefined)
  const folder = glued ?? (args[at] === '--tmpdir' || at === -1 ? undefined : args[at + 1])
  const template = args.find((arg, index) => !arg.startsWith('-') && (at === -1 || index !== at + 1))
  const isBelowTemporary =
    template === undefined || args.some((arg) => /^-\w*t$/.test(arg) || arg.startsWith('--tmpdir'))
  const name = (template ?? 'tmp.XXXX').replace(/X{3,}(?=[^X]*$)/, `new${serial}`)
  const place = folder ?? (isBelowTemporary ? '/tmp' : undefined)
  return `${place === undefined ? '' : `${place}/`}${name}\n`
}

function absolute({ args, folder }: Printing): string {
  return `${resolvePath(folder, withoutGlobs(lastOf(args))) ?? COMPUTED}\n`
}

function fromGit({ args, folder, surroundings }: Printing): string {
  const words = args.join(' ')
  const format = args
    .map((arg) => /^--(?:format|pretty)=(?:format:)?(.*)$/s.exec(arg)?.[1])
    .find((text) => text !== undefined)
  if (/^archive\b/.test(words)) return FROM_ARCHIVE
  if (format !== undefined) return `${format.replaceAll(/%\([^)]*\)|%[a-zA-Z]+/g, COMPUTED)}\n`
  if (args[0] === 'ls-files') return listed(args.slice(1))
  if (/^(?:diff|show|stash show|status .*(?:--porcelain|--short|-\w*s)|status --?s)\b/.test(words))
    return FROM_DIFF
  if (folder === undefined) return COMPUTED
  const root = surroundings.rootOf(folder) ?? COMPUTED
  if (words.endsWith('rev-parse --show-toplevel')) return `${root}\n`
  if (/rev-parse --(?:absolute-)?git-dir$|rev-parse --git-common-dir$/.test(words)) return `${root}/.git\n`
  if (args.slice(0, -1).join(' ').endsWith('rev-parse --git-path')) return `${root}/.git/${lastOf(args)}\n`
  if (/^(?:branch --show-current|rev-parse --abbrev-ref HEAD|symbolic-ref --short (?:-q )?HEAD)$/.test(words))
    return `${surroundings.currentBranch(folder) ?? COMPUTED}\n`
  return COMPUTED
}

/** A line for each path that is asked for, as a search would give it; all of them, or those that match. */
function listed(args: readonly string[]): string {
  const options = args.filter((arg) => arg.startsWith('-'))
  if (options.some((option) => !/^(?:-[zcmt]+|--cached|--modified|--full-name|--)$/.test(option)))
    return FROM_DIFF
  const names = args.filter((arg) => !/^[-:]/.test(arg)).map(withoutGlobs)
  return (names.length === 0 ? ['*'] : names)
    .map((name) => `./${COMPUTED}/${name}\n${/[*?[]/.test(name) ? '' : `${name}/${COMPUTED}\n`}`)
    .join('')
}

/** A pattern of files is what it finds; of folders it would print what is in them. */
function namedFiles({ args }: Printing): string {
  const names = args.filter((arg) => !arg.startsWith('-'))
  const isSure = names.length > 0 && names.every((name) => isGlob(name) && /\.\w+$/.test(name))
  return isSure ? names.map((name) => `${withoutGlobs(name)}\n`).join('') : COMPUTED
}

/** A line for each folder and name that is searched. */
function found({ args }: Printing): string {
  return foundBy(args)
    .map((path) => `${path}\n`)
    .join('')
}
