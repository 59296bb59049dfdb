// Archives that are unpacked over files: which of them would be replaced. Members that are named are; otherwise the archive
// is asked for its list, as long as it is there by now and something below the folder is changed at all. Of an archive that
// only the run knows, nobody can say what it would replace: it passes, and the work tree is saved before it.
import { CONTENT, FROM_ARCHIVE, isUnknown, withoutGlobs } from '../../read/marks.ts'
import { resolvePath } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import type { RepositoryState } from '../../guard-context.ts'
import { fileWrite } from './file-write.ts'
import type { FileWrite } from './file-write.ts'
import { hasOption, splitWords } from './operands.ts'

interface Extraction {
  /** Absent where it comes in. */
  readonly archive: string | undefined
  readonly members: readonly string[]
  readonly folder: string
  readonly isReplaced: boolean
  /** So many folders are cut off in front of each name; all of them, if names alone are kept. */
  readonly strip: number
}

type Reader = (args: readonly string[]) => Extraction | undefined

const READERS: Readonly<Record<string, Reader>> = {
  tar: tarred,
  bsdtar: tarred,
  unzip: zipped,
  '7z': packed,
  '7za': packed,
  '7zr': packed,
  '7zz': packed,
  cpio: copiedIn,
  pax: exchanged,
  jar: (args) => (/^-?\w*x|^--extract$/.test(args[0] ?? '') ? tarred(args) : undefined),
}

export function extractionWrites(run: Run, state: RepositoryState): readonly FileWrite[] {
  const found = Object.hasOwn(READERS, run.program) ? READERS[run.program]?.(run.args) : undefined
  return found === undefined ? [] : writesFrom(found, run, state)
}

/** `python -m tarfile -e ARCHIVE FOLDER`, and the same of zipfile. */
export function moduleExtraction(run: Run, state: RepositoryState): readonly FileWrite[] {
  const at = run.args.findIndex((arg) => /^(?:-e|--extract)$/.test(arg))
  const [archive, folder = '.'] = run.args.slice(at + 1)
  if (at === -1 || archive === undefined) return []
  return writesFrom({ archive, members: [], folder, isReplaced: true, strip: 0 }, run, state)
}

function writesFrom(found: Extraction, run: Run, state: RepositoryState): readonly FileWrite[] {
  const { members, folder, isReplaced } = found
  const by = run.program
  if (members.length > 0)
    return members.map((member) =>
      fileWrite(run, folder === '.' ? member : `${folder}/${member}`, { by, isReplaced, isTree: true }),
    )
  if (run.stdin?.includes(FROM_ARCHIVE) === true)
    return [{ ...fileWrite(run, folder, { by, isReplaced, isTree: true }), certainty: 'possible' }]
  const whole = {
    ...fileWrite(run, folder, { by, isReplaced: false, isTree: true }),
    certainty: 'possible',
  } as const
  const changed = isReplaced && whole.path !== undefined ? (changedBelow(whole.path, state) ?? []) : []
  if (whole.path === undefined || changed.length === 0) return [whole]
  const names = membersOf(found, run, state)
  if (names === undefined) return [{ ...whole, isLossy: true }]
  const inside = new Set(names.map((name) => resolvePath(whole.path, name)))
  const lost = changed.filter((path) => inside.has(path))
  return [whole, ...lost.map((path) => fileWrite(run, path, { by, isReplaced: true }))]
}

function changedBelow(path: string, state: RepositoryState): readonly string[] | undefined {
  return state.insideRepository(path) && !state.isIgnored(path) ? state.filesUnlike('HEAD', path) : []
}

function membersOf(
  { archive, strip }: Extraction,
  run: Run,
  state: RepositoryState,
): readonly string[] | undefined {
  const [, incoming] = new RegExp(`${CONTENT}([^${CONTENT}]+)${CONTENT}`).exec(run.stdin ?? '') ?? []
  const word = archive === undefined || archive === '-' ? incoming : archive
  const path = word === undefined || isUnknown(word) ? undefined : resolvePath(run.folder, withoutGlobs(word))
  const names = path === undefined ? undefined : state.archiveMembers(path)
  return names?.flatMap((name) => {
    const parts = name.split('/').filter((part) => part !== '' && part !== '.')
    const kept = strip === Number.POSITIVE_INFINITY ? parts.slice(-1) : parts.slice(strip)
    return kept.length === 0 ? [] : [kept.join('/')]
  })
}

/** Letters of `tar` that take a word each, in their order; the first word needs no dash. */
const TAR_VALUES = 'fCTXIbgKLNVH'
const TAR_LONG = new Set(
  '--file --directory --files-from --exclude --exclude-from --strip-components --strip --transform --xform --owner --group --mode --use-compress-program --wildcards-match'.split(
    ' ',
  ),
)

function tarred(args: readonly string[]): Extraction | undefined {
  const values = new Map<string, string>()
  const operands: string[] = []
  let letters = ''
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    const [name, glued] = arg.startsWith('--') ? splitAtSign(arg) : [arg, undefined]
    if (arg.startsWith('--')) {
      const value = glued ?? (TAR_LONG.has(name) ? args[(at += 1)] : undefined)
      values.set(name, value ?? '')
    } else if ((arg.startsWith('-') && arg !== '-') || (at === 0 && /^[a-zA-Z]+$/.test(arg))) {
      const bundle = arg.replace(/^-/, '')
      letters += bundle
      const valued = bundle.split('').findIndex((letter) => TAR_VALUES.includes(letter))
      const rest = arg.startsWith('-') && valued !== -1 ? bundle.slice(valued + 1) : ''
      if (rest !== '') values.set(bundle[valued] ?? '', rest)
      else
        for (const letter of bundle)
          if (TAR_VALUES.includes(letter)) values.set(letter, args[(at += 1)] ?? '')
    } else operands.push(arg)
  }
  const extracts = letters.includes('x') || values.has('--extract') || values.has('--get')
  if (!extracts || letters.includes('O') || values.has('--to-stdout') || values.has('--to-command'))
    return undefined
  const keeps =
    letters.includes('k') ||
    [...values.keys()].some((name) => /^--(?:keep|skip-old|one-top|backup)/.test(name))
  return {
    archive: values.get('f') ?? values.get('--file'),
    members: operands,
    folder: values.get('C') ?? values.get('--directory') ?? '.',
    isReplaced: !keeps,
    strip: Number(values.get('--strip-components') ?? values.get('--strip') ?? 0),
  }
}

function splitAtSign(arg: string): readonly [string, string | undefined] {
  const sign = arg.indexOf('=')
  return sign === -1 ? [arg, undefined] : [arg.slice(0, sign), arg.slice(sign + 1)]
}

/** Without `-o` it asks where a file is there. */
function zipped(args: readonly string[]): Extraction | undefined {
  const end = args.indexOf('-x')
  const words = splitWords(end === -1 ? args : args.slice(0, end), '-d -P')
  if (hasOption(words, 'plvtzZ')) return undefined
  const { values, operands } = words
  const behind = end === -1 ? -1 : args.indexOf('-d', end)
  const folder = values.get('-d') ?? (behind === -1 ? undefined : args[behind + 1]) ?? '.'
  const strip = hasOption(words, 'j') ? Number.POSITIVE_INFINITY : 0
  return {
    archive: operands[0],
    members: operands.slice(1),
    folder,
    isReplaced: hasOption(words, 'o') && !hasOption(words, 'n'),
    strip,
  }
}

/** `7z x ARCHIVE MEMBERS`; without `-y` or `-aoa` it asks where a file is there. */
function packed(args: readonly string[]): Extraction | undefined {
  const [verb = ''] = args
  if (!/^[xe]$/.test(verb)) return undefined
  const { operands } = splitWords(args.slice(1))
  return {
    archive: operands[0],
    members: operands.slice(1).filter((word) => !word.endsWith('/')),
    folder:
      args.find((arg) => /^-o./.test(arg))?.slice(2) ??
      operands.slice(1).find((word) => word.endsWith('/')) ??
      '.',
    isReplaced: args.some((arg) => /^-(?:y|aoa)$/.test(arg)),
    strip: verb === 'e' ? Number.POSITIVE_INFINITY : 0,
  }
}

/** Without `-u` what is newer stays, and changed files are. */
function copiedIn(args: readonly string[]): Extraction | undefined {
  const words = splitWords(args, '-F --file -I -D --directory -E -H --format -R')
  if (!hasOption(words, 'i', '--extract') || hasOption(words, 't', '--list', '--to-stdout')) return undefined
  const { values, operands } = words
  return {
    archive: values.get('-F') ?? values.get('--file') ?? values.get('-I'),
    members: operands,
    folder: values.get('-D') ?? values.get('--directory') ?? '.',
    isReplaced: hasOption(words, 'u', '--unconditional'),
    strip: 0,
  }
}

function exchanged(args: readonly string[]): Extraction | undefined {
  const words = splitWords(args, '-f -s -x -o -p')
  if (!hasOption(words, 'r') || hasOption(words, 'w')) return undefined
  const isReplaced = !hasOption(words, 'ku')
  // In a bundle the last letter takes the next word.
  const isBundled = args.some((arg) => /^-[a-eg-z]+f$/.test(arg))
  const [first, ...others] = words.operands
  const archive = isBundled ? first : words.values.get('-f')
  return { archive, members: isBundled ? others : words.operands, folder: '.', isReplaced, strip: 0 }
}
