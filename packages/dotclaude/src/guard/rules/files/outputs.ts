// Where programs put what they make: the file that an option names, the last word of a converter, the name of what is
// fetched. Nearly all say `-o` or `--output`, so a program that is not known is read like that; those for which the letter
// means something else are listed. Only files that are tracked and changed make an offence of it.
import { withoutGlobs } from '../../read/marks.ts'
import { baseOf } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import { fileWrite } from './file-write.ts'
import type { FileWrite } from './file-write.ts'
import { splitWords } from './operands.ts'

interface Outputs {
  /** Options besides the usual ones; those with a sign in the end have their value glued to it. */
  readonly options?: string
  /** The last of so many words is written, if nothing else says what. */
  readonly lastOf?: number
  /** Options that take a value and are no outputs, where words count. */
  readonly values?: string
  /** Without one of these it refuses or asks where a file is there. */
  readonly only?: RegExp
}

const USUAL = '-o --output --out --outfile --outFile --out-file --output-file --output-document --result-file'

/** For these the letter is no file: what they match, how they show it, whom they reach, or that they overwrite. */
const OTHERWISE =
  /^(?:git|hub|[efz]?grep|pcregrep|rg|ag|ack|ls|ll|exa|eza|tree|ps|top|lsof|ssh|scp|sftp|sshfs|mount|umount|tar|bsdtar|unzip|cpio|rsync|find|gfind|bfs|fd|fdfind|od|stat|id|test|\[|pytest|py\.test|cp|mv|rm|install|ln|chown|chgrp|chmod|gh|sed|awk|gawk|echo|printf|set|shopt|npm|yarn|kubectl|oc|column|getopt|touch|cat|head|tail|wc|diff|jq)$/

const FORCED = /^(?:-[a-zA-Z]*f[a-zA-Z]*|--force)$/

const PROGRAMS: Readonly<Record<string, Outputs>> = {
  brotli: { only: FORCED },
  convert: { lastOf: 2 },
  cpp: { lastOf: 2 },
  curl: { options: '-D --dump-header -c --cookie-jar --stderr --trace --trace-ascii' },
  ffmpeg: { only: /^-y$/, lastOf: 1, values: '-i -f -c -t -ss -to -vf -af -r -s -b -map -codec' },
  go: { options: '-coverprofile -cpuprofile -memprofile -blockprofile -mutexprofile -trace' },
  gpg: { only: /^--yes$/ },
  gpg2: { only: /^--yes$/ },
  gs: { options: '-sOutputFile=' },
  lz4: { only: FORCED, lastOf: 2 },
  magick: { lastOf: 2 },
  mkcert: { options: '-cert-file -key-file' },
  mysqldump: { options: '-r' },
  mongodump: { options: '--archive' },
  objcopy: { lastOf: 2, values: '-I -O -B -j -R' },
  openssl: { options: '-out -keyout' },
  pdftotext: { lastOf: 2, values: '-f -l -r -x -y -W -H -enc -eol' },
  pg_dump: { options: '-f --file' },
  protoc: { options: '--descriptor_set_out' },
  'redis-cli': { options: '--rdb' },
  script: { options: '-O --log-out -B --log-io', lastOf: 1, values: '-c --command -t -T -I -E' },
  terraform: { options: '-out' },
  tofu: { options: '-out' },
  tcpdump: { options: '-w' },
  uniq: { lastOf: 2, values: '-f -s -w' },
  wget: { options: '-O' },
  xxd: { lastOf: 2, values: '-c -g -l -n -s' },
  xz: { only: FORCED },
  zstd: { only: FORCED },
}

/** What a program writes by its options or its last word; names that it does not know by itself are left out. */
export function outputsOf(run: Run): readonly FileWrite[] {
  const { program } = run
  const known = Object.hasOwn(PROGRAMS, program) ? PROGRAMS[program] : undefined
  if (known === undefined && OTHERWISE.test(program)) return []
  const only = known?.only
  if (only !== undefined && !run.args.some((arg) => only.test(arg))) return []
  const named = namedBy(run.args, `${USUAL} ${known?.options ?? ''}`.trim().split(' '))
  const paths = [...named, ...(named.length === 0 ? lastOf(run, known) : []), ...fetched(run)]
  return paths.filter((path) => path !== '-' && path !== '').map((path) => outputFile(run, path))
}

/** What is read and written under one name is edited, and not replaced. */
function outputFile(run: Run, path: string): FileWrite {
  const isRead = run.args.filter((arg) => arg === path).length > 1
  return fileWrite(run, path, { by: run.program, isReplaced: !isRead })
}

function namedBy(args: readonly string[], names: readonly string[]): readonly string[] {
  return args.flatMap((arg, index) => {
    const next = args[index + 1]
    if (names.includes(arg)) return next === undefined ? [] : [next]
    const long = names.find(
      (name) => name.length > 2 && arg.startsWith(name.endsWith('=') ? name : `${name}=`),
    )
    if (long !== undefined) return [arg.slice(arg.indexOf('=') + 1)]
    if (!/^-[a-zA-Z]/.test(arg)) return []
    const short = names.filter((name) => name.length === 2)
    const glued = short.find((name) => arg.startsWith(name))
    if (glued !== undefined) return [arg.slice(2)]
    // In a bundle the last letter takes the next word.
    return /^-[a-zA-Z]+$/.test(arg) && next !== undefined && short.some((name) => arg.endsWith(name.slice(1)))
      ? [next]
      : []
  })
}

function lastOf({ args }: Run, known: Outputs | undefined): readonly string[] {
  if (known?.lastOf === undefined) return []
  const { operands } = splitWords(args, known.values ?? '')
  return operands.length < known.lastOf ? [] : operands.slice(-1)
}

const REMOTE_NAME = /^(?:-[a-zA-Z]*O[a-zA-Z]*|--remote-name(?:-all)?)$/
const ADDRESS = /^(?:[a-z]+:\/\/)?[^/]+\/(?:[^?#]*\/)?([^/?#]+)(?:[?#].*)?$/i

/** Named like the end of the address. */
function fetched({ program, args }: Run): readonly string[] {
  const isKept =
    program === 'curl'
      ? args.some((arg) => REMOTE_NAME.test(arg))
      : program === 'wget' && args.some((arg) => /^(?:-[a-zA-Z]*N[a-zA-Z]*|--timestamping)$/.test(arg))
  if (!isKept) return []
  const { values, operands } = splitWords(args, '--output-dir -P --directory-prefix -H -X -u -A -e -o -d')
  const folder = values.get('--output-dir') ?? values.get('-P') ?? values.get('--directory-prefix') ?? '.'
  return operands.flatMap((word) => {
    const [, name] = ADDRESS.exec(withoutGlobs(word)) ?? []
    return name === undefined ? [] : [`${folder}/${baseOf(name)}`]
  })
}
