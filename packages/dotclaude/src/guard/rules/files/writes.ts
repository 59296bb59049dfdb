// Which files a program would write, replace or move away: for the rule about overwriting, and for the policy of the
// session, which asks whether a spec covers them.
import { FROM_ARCHIVE, isUnknown, withoutGlobs } from '../../read/marks.ts'
import { baseOf, resolvePath } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import type { RepositoryState } from '../../guard-context.ts'
import { fileWrite } from './file-write.ts'
import type { FileWrite, Manner } from './file-write.ts'
import { gitWrites, patched } from './git-writes.ts'
import { awkWrites, codeWrites, sedWrites } from './in-place.ts'
import { hasOption, splitWords } from './operands.ts'
import type { Words } from './operands.ts'

type Writer = (run: Run, state: RepositoryState) => readonly FileWrite[]

/** Patches and branches change files that their words do not name. */
export function writesOf(run: Run, state: RepositoryState): readonly FileWrite[] {
  if (run.isElsewhere) return []
  return WRITERS[run.program]?.(run, state) ?? []
}

const WRITERS: Readonly<Record<string, Writer>> = {
  tee: (run) => {
    const words = splitWords(run.args)
    return words.operands.map((path) =>
      fileWrite(run, path, { by: 'tee', isReplaced: !hasOption(words, 'a', '--append') }),
    )
  },
  sponge: (run) => operandsOf(run, 'sponge', true),
  truncate: (run) =>
    splitWords(run.args, '-s --size -r --reference').operands.map((path) =>
      fileWrite(run, path, { by: 'truncate', isReplaced: true }),
    ),
  touch: (run) =>
    splitWords(run.args, '-d -t -r --date --reference').operands.map((path) =>
      fileWrite(run, path, { by: 'touch', isReplaced: false }),
    ),
  cp: copies,
  install: copies,
  mv: (run, state) => [
    ...sourcesOf(run).map((source) => fileWrite(run, source, { by: 'mv', isReplaced: false })),
    ...copies(run, state),
  ],
  ln: copies,
  scp: received,
  docker: (run) => received({ ...run, args: run.args.slice(1) }, run.args[0]),
  podman: (run) => received({ ...run, args: run.args.slice(1) }, run.args[0]),
  kubectl: (run) => received({ ...run, args: run.args.slice(1) }, run.args[0]),
  gunzip: unpackedOver,
  unxz: unpackedOver,
  bunzip2: unpackedOver,
  unzstd: unpackedOver,
  '7z': extracted,
  '7za': extracted,
  '7zr': extracted,
  '7zz': extracted,
  rsync: (run, state) => copies(run, state).map((one) => ({ ...one, isTree: true, isReplaced: false })),
  dd: (run) =>
    run.args
      .filter((arg) => arg.startsWith('of='))
      .map((arg) => fileWrite(run, arg.slice(3), { by: 'dd', isReplaced: true })),
  sed: sedWrites,
  gsed: sedWrites,
  perl: codeWrites,
  ruby: codeWrites,
  gawk: awkWrites,
  curl: (run) => optionPaths(run, 'curl', ['-o', '--output', '-D', '--dump-header']),
  wget: (run) => optionPaths(run, 'wget', ['-O', '--output-document']),
  // What it sorts into itself stays, in another order.
  sort: (run) =>
    optionPaths(run, 'sort', ['-o', '--output']).map((one) => ({
      ...one,
      isReplaced: !splitWords(run.args, '-o --output -k -t -S -T').operands.some(
        (path) => one.path === resolvePath(run.folder, withoutGlobs(path)),
      ),
    })),
  yq: (run) =>
    run.args.some((arg) => /^(?:-i|--inplace|--in-place)$/.test(arg)) ? operandsOf(run, 'yq -i', false) : [],
  ed: (run) => operandsOf(run, 'ed', false),
  patch: (run, state) => (run.args.includes('--dry-run') ? [] : patched(run, state, patching(run))),
  apply_patch: (run, state) => patched(run, state, patching(run)),
  applypatch: (run, state) => patched(run, state, patching(run)),
  tar: (run) =>
    run.args.some((arg, index) => /^-?\w*x/.test(arg) && (index === 0 || arg.startsWith('-'))) ||
    run.args.includes('--extract')
      ? unpacked(run, '-C', '--directory')
      : [],
  unzip: (run) => unpacked(run, '-d', '-d'),
  rm: deleted,
  rimraf: deleted,
  unlink: deleted,
  shred: deleted,
  git: gitWrites,
}

function patching({ program }: Run): Manner {
  return { by: program, isReplaced: false }
}

function operandsOf(run: Run, by: string, isReplaced: boolean): readonly FileWrite[] {
  return splitWords(run.args).operands.map((path) => fileWrite(run, path, { by, isReplaced }))
}

function deleted(run: Run): readonly FileWrite[] {
  const words = splitWords(run.args)
  const isTree = hasOption(words, 'rR', '--recursive') || run.program === 'rimraf'
  return words.operands.map((path) => fileWrite(run, path, { by: run.program, isReplaced: false, isTree }))
}

const COPY_VALUES = '-t --target-directory -S --suffix -m --mode -o --owner -g --group -e --rsh'

function copyWords(run: Run): Words {
  return splitWords(run.args, COPY_VALUES)
}

function sourcesOf(run: Run): readonly string[] {
  const words = copyWords(run)
  return words.values.has('-t') || words.values.has('--target-directory')
    ? words.operands
    : words.operands.slice(0, -1)
}

/** Into a folder each source keeps its name. */
function copies(run: Run, state: RepositoryState): readonly FileWrite[] {
  const words = copyWords(run)
  const { program } = run
  if (program === 'install' && hasOption(words, 'd', '--directory')) return []
  const folder = words.values.get('-t') ?? words.values.get('--target-directory')
  const target = folder ?? words.operands.at(-1)
  const sources = sourcesOf(run)
  if (target === undefined || (sources.length === 0 && program !== 'ln')) return []
  const keeps =
    hasOption(words, program === 'ln' ? '' : 'n', '--no-clobber', '--update=none') ||
    hasOption(words, program === 'ln' || program === 'install' ? '' : 'b', '--backup')
  const isReplaced = !keeps && (program !== 'ln' || hasOption(words, 'f', '--force'))
  const isTree = hasOption(words, 'rRa', '--recursive', '--archive')
  const path = isUnknown(target) ? undefined : resolvePath(run.folder, withoutGlobs(target))
  const isFolder =
    folder !== undefined ||
    sources.length > 1 ||
    /(?:^|\/)\.{0,2}$/.test(target) ||
    (path !== undefined && state.isFolder(path))
  if (!isFolder || isUnknown(target)) return [fileWrite(run, target, { by: program, isReplaced, isTree })]
  return sources.map((source) =>
    fileWrite(run, `${target}/${baseOf(withoutGlobs(source).replace(/\/+$/, ''))}`, {
      by: program,
      isReplaced,
      isTree,
    }),
  )
}

function optionPaths(run: Run, by: string, names: readonly string[]): readonly FileWrite[] {
  const { values } = splitWords(run.args, names.join(' '))
  const letters = names.filter((name) => name.length === 2).map((name) => name.slice(1))
  // In a bundle the last letter takes the next word.
  const bundled = run.args.flatMap((arg, index) =>
    /^-[a-zA-Z]{2,}$/.test(arg) && letters.some((letter) => arg.endsWith(letter) && arg[1] !== letter)
      ? (run.args[index + 1] ?? [])
      : [],
  )
  return [...values.values(), ...bundled]
    .filter((path) => path !== '-')
    .map((path) => fileWrite(run, path, { by, isReplaced: true }))
}

/** What comes from another machine or a container: its name has a colon, the target has none. */
function received(run: Run, verb?: unknown): readonly FileWrite[] {
  if (typeof verb === 'string' && verb !== 'cp') return []
  const { operands } = splitWords(run.args, '-i -P -F -o -c -J -l -n --namespace --container')
  const [target, ...sources] = operands.toReversed()
  if (target === undefined || target.includes(':') || !sources.some((source) => source.includes(':')))
    return []
  return [fileWrite(run, target, { by: run.program, isReplaced: true })]
}

/** Without force it asks where a file is there. */
function unpackedOver(run: Run): readonly FileWrite[] {
  const words = splitWords(run.args, '-S --suffix')
  if (!hasOption(words, 'f', '--force') || hasOption(words, 'ct', '--stdout', '--test')) return []
  return words.operands.map((path) =>
    fileWrite(run, path.replace(/\.\w+$/, ''), { by: run.program, isReplaced: true }),
  )
}

/** `7z x ARCHIVE MEMBERS`; without `-y` or `-aoa` it asks where a file is there. */
function extracted(run: Run): readonly FileWrite[] {
  if (!/^[xe]$/.test(run.args[0] ?? '') || !run.args.some((arg) => /^-(?:y|aoa)$/.test(arg))) return []
  const folder = run.args.find((arg) => /^-o./.test(arg))?.slice(2)
  const { operands } = splitWords(run.args)
  return operands
    .slice(2)
    .map((member) =>
      fileWrite(run, folder === undefined ? member : `${folder}/${member}`, { by: '7z', isReplaced: true }),
    )
}

/** The members that are named are replaced; without names the archive alone knows which. */
function unpacked(run: Run, short: string, long: string): readonly FileWrite[] {
  const isTar = run.program === 'tar'
  const [first = '', ...rest] = run.args
  // `tar xf FILE` has its letters without a dash.
  const args = isTar && /^[a-zA-Z]+$/.test(first) ? [`-${first}`, ...rest] : run.args
  const { values, operands } = splitWords(args, `${short} ${long} -x --exclude`)
  const hasArchive = args.some((arg) => /^-[a-zA-Z]*f$/.test(arg) || arg === '--file')
  const members = operands.slice(isTar && !hasArchive ? 0 : 1)
  const folder = values.get(short) ?? values.get(long)
  const isReplaced = isTar
    ? !args.some((arg) => /^(?:-[a-zA-Z]*k|--keep-old-files|--skip-old-files)/.test(arg))
    : args.some((arg) => /^-\w*o/.test(arg))
  if (members.length > 0)
    return members.map((member) =>
      fileWrite(run, folder === undefined ? member : `${folder}/${member}`, {
        by: run.program,
        isReplaced,
        isTree: true,
      }),
    )
  const isOld = run.stdin?.includes(FROM_ARCHIVE) === true
  const whole = fileWrite(run, folder ?? '.', { by: run.program, isReplaced: isOld, isTree: true })
  return [isOld ? whole : { ...whole, certainty: 'possible' }]
}
