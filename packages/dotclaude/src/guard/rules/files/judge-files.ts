// Programs that delete, overwrite or wipe, and what their words mean for the files. Deleting is judged place by place;
// overwriting only where a tracked file has changes that no commit has.
import { FROM_DIFF, isUnknown, shown, withoutGlobs } from '../../read/marks.ts'
import { foundBy } from '../../read/found-by.ts'
import { baseOf, isWithin, resolvePath } from '../../read/paths.ts'
import type { Kept, Redirected, Run } from '../../read/run.ts'
import { isKept, lineOf } from '../judge.ts'
import type { Judge } from '../judge.ts'
import { judgeControlPath } from './control-paths.ts'
import { isThrownAway, judgeDeletion, placeOf } from './delete.ts'
import { hasOption, splitWords } from './operands.ts'
import { controlOf, isBuildFile, isBuildOutput, isSystem } from './places.ts'
import type { FileWrite } from './file-write.ts'

type FileRule = (run: Run, judge: Judge) => void

const DEVICE = /^\/dev\/(?!null$|zero$|full$|tty|std|fd\/|shm\/|random$|urandom$|pts\/)/
const VOLUMES = /^(?:[lpv][gv]remove|mdadm|zfs|zpool|btrfs)$/
const WIPERS = /^(?:mkfs(?:\..+)?|mke2fs|mkswap|wipefs|blkdiscard|sfdisk|newfs(?:_.+)?)$/

export function judgeFiles(run: Run, judge: Judge): void {
  if (WIPERS.test(run.program)) wipe(run, judge)
  if (VOLUMES.test(run.program)) removeVolume(run, judge)
  if (!run.isElsewhere && Object.hasOwn(RULES, run.program)) RULES[run.program]?.(run, judge)
}

/** A file may be made into an image of a disk; looking is no harm. */
function wipe(run: Run, judge: Judge): void {
  const looks = run.args.some((arg) => /^(?:-n|--no-act|-V|--version|--help|-l|--list)$/.test(arg))
  const isWiped = run.program !== 'wipefs' || run.args.some((arg) => /^(?:-\w*[ao]|--all|--offset)/.test(arg))
  const isDevice = run.args.some((arg) => DEVICE.test(arg) || isUnknown(arg))
  if (!looks && isWiped && isDevice) judge.stop('GUARD_FILE_DEVICE', lineOf(run))
}

/** Volumes and pools, with all that they hold. */
function removeVolume(run: Run, judge: Judge): void {
  const [verb = '', second = ''] = run.args.filter((arg) => !arg.startsWith('-') || arg.startsWith('--zero'))
  const isRemoved =
    run.program.endsWith('remove') ||
    /^(?:destroy|rollback|labelclear|--zero-superblock)$/.test(verb) ||
    /^(?:subvolume|device) (?:delete|del|remove)/.test(`${verb} ${second}`)
  if (isRemoved) judge.stop('GUARD_FILE_DEVICE', lineOf(run))
}

const RULES: Readonly<Record<string, FileRule>> = {
  rm: remove,
  grm: remove,
  rimraf: removeAll,
  'del-cli': removeAll,
  trash: () => undefined,
  unlink: remove,
  shred: remove,
  srm: remove,
  wipe: removeAll,
  rd: removeWindows,
  rmdir: removeWindows,
  del: removeWindows,
  erase: removeWindows,
  find: search,
  gfind: search,
  bfs: search,
  rsync: synchronise,
  rclone: synchronise,
  dd: (run, judge) => {
    const targets = run.args.filter((arg) => arg.startsWith('of=')).map((arg) => arg.slice(3))
    if (targets.some((target) => DEVICE.test(target))) judge.stop('GUARD_FILE_DEVICE', lineOf(run))
    undecidedTarget(targets, run, judge)
  },
  parted: partition,
  sgdisk: partition,
  fdisk: partition,
  diskutil: (run, judge) => {
    if (/^(?:erase|partition|zero|secureErase|reformat)/.test(run.args[0] ?? ''))
      judge.stop('GUARD_FILE_DEVICE', lineOf(run))
  },
  cryptsetup: (run, judge) => {
    if (/^(?:luksFormat|erase|luksErase)$/.test(run.args.find((arg) => !arg.startsWith('-')) ?? ''))
      judge.stop('GUARD_FILE_DEVICE', lineOf(run))
  },
  hdparm: (run, judge) => {
    if (run.args.some((arg) => /^--(?:security-erase|trim-sector|write-sector|repair-sector)/.test(arg)))
      judge.stop('GUARD_FILE_DEVICE', lineOf(run))
  },
  mount: (run, judge) => {
    const target = run.args.at(-1) ?? ''
    const path = isUnknown(target) ? undefined : resolvePath(run.folder, withoutGlobs(target))
    if (path !== undefined && run.args.some((arg) => /bind|^-\w*[BR]/.test(arg)))
      judgeControlPath(path, lineOf(run), judge, 'write')
  },
  tar: (run, judge) => {
    if (!run.args.includes('--remove-files')) return
    removeMembers(run, judge)
  },
  zip: (run, judge) => {
    if (run.args.some((arg) => /^-[a-zA-Z]*m[a-zA-Z]*$/.test(arg) || arg === '--move'))
      removeMembers(run, judge)
  },
  '7z': removePacked,
  '7za': removePacked,
  '7zr': removePacked,
  '7zz': removePacked,
  rar: (run, judge) => {
    if (/^(?:m|mf)$/.test(run.args[0] ?? '') || run.args.some((arg) => /^-d[frw]$/.test(arg)))
      removeMembers(run, judge)
  },
  patch: (run, judge) => {
    const isReverse = hasOption(splitWords(run.args), 'R', '--reverse') && !run.args.includes('--dry-run')
    if (isReverse && run.stdin?.includes(FROM_DIFF) === true && isChangedAround(run, judge))
      judge.stop('GUARD_FILE_OVERWRITE', lineOf(run), 'the changed files')
  },
  truncate: (run, judge) =>
    undecidedTarget(splitWords(run.args, '-s --size -r --reference').operands, run, judge),
  mv: move,
  ln: link,
  gzip: pack,
  xz: pack,
  bzip2: pack,
  chmod: changeMode,
  chown: changeMode,
  chgrp: changeMode,
  chattr: changeSystem,
  setfacl: changeSystem,
  crontab: (run, judge) => {
    if (run.args.some((arg) => /^-\w*r/.test(arg)))
      judge.stop('GUARD_FILE_DELETE_OUTSIDE', lineOf(run), 'the times at which programs of the user start')
  },
}

function remove(run: Run, judge: Judge): void {
  const words = splitWords(
    run.args,
    run.program === 'shred' ? '-n -s --iterations --size --random-source' : '',
  )
  if (hasOption(words, '', '--help', '--version')) return
  if (run.program === 'shred' && words.operands.some((path) => DEVICE.test(path)))
    judge.stop('GUARD_FILE_DEVICE', lineOf(run))
  const isRecursive =
    run.program !== 'unlink' && run.program !== 'shred' && hasOption(words, 'rR', '--recursive')
  if (run.program === 'shred') undecidedTarget(words.operands, run, judge)
  const certain = words.options.some((option) => isUnknown(option))
  for (const target of words.operands)
    judgeDeletion({ run, target, isRecursive: isRecursive || certain }, judge)
}

/** What goes into an archive and away from its place. */
function removeMembers(run: Run, judge: Judge): void {
  const { operands } = splitWords(run.args.filter((arg, index) => index > 0 || arg.startsWith('-')))
  for (const target of operands.slice(1)) judgeDeletion({ run, target, isRecursive: true }, judge)
}

/** `7z a -sdel ARCHIVE FILES`; the command comes before the archive. */
function removePacked(run: Run, judge: Judge): void {
  if (run.args.some((arg) => /^-sdel$/i.test(arg))) removeMembers(run, judge)
}

function isChangedAround({ folder }: Run, { context }: Judge): boolean {
  return folder === undefined || context.state.isChanged(context.state.rootOf(folder) ?? folder)
}

/** To empty a file that only the run knows, or all that a search finds in a folder. */
function undecidedTarget(targets: readonly string[], run: Run, judge: Judge): void {
  if (targets.some((target) => isAnyFile(target, run, judge)))
    judge.stop('GUARD_UNDECIDABLE', lineOf(run), 'which file it empties is known only when it runs')
}

function isAnyFile(target: string, { folder }: Run, { context }: Judge): boolean {
  const [, below] = /^(?:([^\uE000-\uE002]+)\/)?[\uE000-\uE002]+$/.exec(target) ?? [undefined, '']
  if (below === '') return false
  const path = below === undefined ? undefined : resolvePath(folder, withoutGlobs(below))
  return path === undefined || context.state.isChanged(path)
}

function removeAll(run: Run, judge: Judge): void {
  for (const target of splitWords(run.args).operands) judgeDeletion({ run, target, isRecursive: true }, judge)
}

/** `rd /s /q` and `del /s`, as `cmd` has them; without `/s` only single files or empty folders go. */
function removeWindows(run: Run, judge: Judge): void {
  const isSwitch = (arg: string): boolean => /^\/[a-z]$/i.test(arg)
  const isRecursive = run.args.some((arg) => /^\/s$/i.test(arg))
  if (!isRecursive && /^rm?d/.test(run.program)) return
  for (const target of run.args.filter((arg) => !isSwitch(arg) && !arg.startsWith('-')))
    judgeDeletion({ run, target, isRecursive }, judge)
}

/** `find … -delete`: like deleting its folders, unless it looks only for what builds leave. */
function search(run: Run, judge: Judge): void {
  const args = withoutPruned(run.args)
  if (!args.includes('-delete')) return
  const names = args.flatMap((arg, index) =>
    /^-i?name$/.test(arg) && !/^(?:!|-not)$/.test(args[index - 1] ?? '')
      ? [withoutGlobs(args[index + 1] ?? '')]
      : [],
  )
  const paths = args.flatMap((arg, index) =>
    /^-(?:path|wholename|ipath)$/.test(arg) && !/^(?:!|-not)$/.test(args[index - 1] ?? '')
      ? [withoutGlobs(args[index + 1] ?? '')]
      : [],
  )
  const isBounded = names.length > 0 || paths.length > 0
  if (isBounded && names.every(isBuildFile) && paths.every((path) => isBuildOutput(path.replaceAll('*', ''))))
    return
  const isEmpty = args.includes('-empty')
  if (isEmpty && !isBounded) return
  const targets =
    names.length > 0 && !args.includes('-o')
      ? foundBy(args)
      : foundBy(args.filter((arg) => !/^-i?(?:name|path|wholename)$/.test(arg)))
  for (const target of targets)
    judgeDeletion({ run, target: isBounded ? target : rootOf(target), isRecursive: true }, judge)
}

/** What is pruned is left out and bounds nothing: `-path X -prune -o`, also in brackets. */
function withoutPruned(args: readonly string[]): readonly string[] {
  const at = args.indexOf('-prune')
  if (at === -1) return args
  const isOpen = (word: string | undefined): boolean => /^\\?[(]$/.test(word ?? '')
  const start = /^\\?[)]$/.test(args[at - 1] ?? '')
    ? args.findLastIndex((word, index) => index < at && isOpen(word))
    : args.findLastIndex(
        (word, index) => index < at && /^-(?:i?name|i?path|wholename|type|regex)$/.test(word),
      )
  const end = /^-or?$/.test(args[at + 1] ?? '') ? at + 2 : at + 1
  return withoutPruned([...args.slice(0, Math.max(start, 0)), ...args.slice(end)])
}

/** Everything that is found: the folder itself. */
function rootOf(target: string): string {
  return target.replace(/\/[\uE000-\uE002]+$/, '') || '/'
}

function synchronise(run: Run, judge: Judge): void {
  const { program, args } = run
  const isRclone = program === 'rclone'
  const isDeleting = isRclone
    ? /^(?:sync|delete|purge|deletefile|rmdirs)$/.test(args[0] ?? '')
    : args.some((arg) => /^--(?:del|delete(?:-\w+)*|remove-source-files)$/.test(arg))
  const isTrial = args.some(
    (arg) =>
      arg === '--dry-run' || (/^-\w*n\w*$/.test(arg) && !arg.startsWith('--')) || arg === '--list-only',
  )
  if (!isDeleting || isTrial) return
  const { operands } = splitWords(
    args,
    '-e --rsh -f --filter --exclude --include --exclude-from --include-from --files-from --log-file --partial-dir --bwlimit --chmod --chown --out-format --password-file -T --temp-dir --timeout --port -M',
  )
  const target = operands.at(-1) ?? ''
  if (args.includes('--remove-source-files'))
    for (const source of operands.slice(0, -1))
      judgeDeletion({ run, target: source, isRecursive: true }, judge)
  const path =
    isUnknown(target) || /^[^/]+:/.test(target) ? undefined : resolvePath(run.folder, withoutGlobs(target))
  const { state } = judge.context
  const isFree =
    path !== undefined &&
    !isSystem(path, judge.home) &&
    (isThrownAway(path, judge) || state.isIgnored(path) || isBuildOutput(path) || !state.exists(path))
  if (!isFree) judge.stop('GUARD_FILE_SYNC_DELETE', lineOf(run), shown(target))
}

/** Marks and rights of a whole system. */
function changeSystem(run: Run, judge: Judge): void {
  if (!run.args.some((arg) => /^-\w*R|^--recursive$/.test(arg))) return
  for (const word of run.args.filter((arg) => !arg.startsWith('-'))) {
    const path = word.startsWith('/') || word.startsWith('~') ? placeOf(word, run, judge) : undefined
    if (path !== undefined && isSystem(path, judge.home))
      judge.stop('GUARD_FILE_DELETE_ROOT', lineOf(run), path)
  }
}

function partition(run: Run, judge: Judge): void {
  const reads =
    run.args.some((arg) => /^(?:-l|--list|print|-p|--print|-h|--help|-s)$/.test(arg)) &&
    !run.args.some((arg) => /^(?:mklabel|rm|mkpart|-Z|--zap-all|-o|-d|-n)$/.test(arg))
  if (!reads && run.args.some((arg) => DEVICE.test(arg))) judge.stop('GUARD_FILE_DEVICE', lineOf(run))
}

/** By another name nobody would know the guard's folder again. */
function link(run: Run, judge: Judge): void {
  for (const source of splitWords(run.args, '-t --target-directory -S --suffix').operands) {
    const path = isUnknown(source) ? undefined : resolvePath(run.folder, withoutGlobs(source))
    if (path !== undefined && controlOf(path) === 'approval')
      judge.stop('GUARD_CONTROL_APPROVAL', lineOf(run), path)
  }
}

/** What moves a folder away takes it from where it was: git's own, the whole tree, or to nowhere. */
function move(run: Run, judge: Judge): void {
  const { operands } = splitWords(run.args, '-t --target-directory -S --suffix')
  const target = operands.at(-1) ?? ''
  for (const source of operands.slice(0, -1)) {
    const path = isUnknown(source) ? undefined : resolvePath(run.folder, withoutGlobs(source))
    if (path === undefined) continue
    if (target === '/dev/null') judgeDeletion({ run, target: source, isRecursive: true }, judge)
    else if (path.endsWith('/.git') || isWithin(judge.context.cwd, path))
      judge.stop('GUARD_FILE_DELETE_REPOSITORY', lineOf(run), path)
    else if (isSystem(path, judge.home)) judge.stop('GUARD_FILE_DELETE_ROOT', lineOf(run), path)
    else judgeControlPath(path, lineOf(run), judge, 'delete')
    noteMove(path, target, run, judge)
  }
}

/** What was moved and comes back is where it was. */
function noteMove(path: string, target: string, run: Run, judge: Judge): void {
  const { moved, vacated } = judge
  const { state } = judge.context
  const into = isUnknown(target) ? undefined : resolvePath(run.folder, withoutGlobs(target))
  const before = moved.get(path)
  moved.delete(path)
  if (before === undefined && state.isDirty(path)) vacated.add(path)
  if (into === undefined || before === into) return
  const place = state.isFolder(into) || target.endsWith('/') ? `${into}/${baseOf(path)}` : into
  if (before !== undefined || (state.insideRepository(path) && state.isDirty(path)))
    moved.set(place, before ?? path)
}

/** The packed file has everything, and is all that has it. */
function pack(run: Run, { context: { state }, moved }: Judge): void {
  const { options, operands } = splitWords(run.args, '-S --suffix')
  if (options.some((option) => /^(?:-[a-zA-Z]*[dkclt]|--(?:decomp|keep|stdout|list|test))/.test(option)))
    return
  const ending = run.program === 'gzip' ? 'gz' : run.program === 'xz' ? 'xz' : 'bz2'
  for (const word of operands) {
    const path = isUnknown(word) ? undefined : resolvePath(run.folder, withoutGlobs(word))
    if (path !== undefined && state.isDirty(path)) moved.set(`${path}.${ending}`, path)
  }
}

/** Modes of a whole system, and hooks that no longer may run. */
function changeMode(run: Run, judge: Judge): void {
  const words = splitWords(
    run.args.filter((arg) => !/^-[rwxXst]+$/.test(arg)),
    '--reference',
  )
  const [mode = '', ...paths] = run.args.some((arg) => /^-[rwxXst]+$/.test(arg))
    ? ['-', ...words.operands]
    : words.operands
  for (const word of paths) {
    const path = placeOf(word, run, judge)
    if (path === undefined) continue
    if (hasOption(words, 'R', '--recursive') && isSystem(path, judge.home))
      judge.stop('GUARD_FILE_DELETE_ROOT', lineOf(run), path)
    const disables =
      run.program === 'chmod' &&
      !/^(?:\+|[ugo]*[ao]?\+|[ugoa]+\+|[0-7]*[1357][0-7]*$|[ugoa]*=r?w?x)/.test(mode)
    const kind = controlOf(path)
    if (kind !== undefined && (disables || (run.program !== 'chmod' && kind !== 'settings')))
      judgeControlPath(path, lineOf(run), judge, 'write')
  }
}

/** A redirection, or a file that a program writes. */
export function judgeWrite(write: FileWrite | Redirected, line: string, judge: Judge, kept?: Kept): void {
  const { path } = write
  const isReplaced = 'isReplaced' in write ? write.isReplaced : !write.isAppended
  if (path === undefined) return
  if (DEVICE.test(path)) {
    if (
      isReplaced &&
      /^\/dev\/(?:sd|hd|nvme|vd|xvd|mmcblk|disk|rdisk|mapper|md|dm-|loop|mem|kmem|block)/.test(path)
    )
      judge.stop('GUARD_FILE_DEVICE', line)
    return
  }
  // What is written to `/dev/null` and its like is nobody's file.
  if (path.startsWith('/dev/')) return
  if (judgeControlPath(path, line, judge, write.by === 'rm' ? 'delete' : 'write')) return
  if ('isLossy' in write) judge.markLossy()
  if (!isReplaced) return
  if (judge.vacated.delete(path)) return
  if (/\/\.git\/(?:HEAD|config|index|packed-refs|refs\/|objects\/|logs\/)/.test(path))
    judge.stop('GUARD_FILE_DELETE_REPOSITORY', line, path)
  const { state } = judge.context
  // A folder is replaced where a whole tree goes over it; what git lists are files.
  const isFile =
    !state.isFolder(path) ||
    path.endsWith('/**/*') ||
    ('isAppended' in write && /[*?[]/.test(path)) ||
    (write.isTree && !/^(?:mv|ln)$/.test(write.by))
  // Outside a repository git says nothing, and there is nothing that a commit could have.
  if (!isFile || !state.insideRepository(path) || !state.isTracked(path) || !state.isChanged(path)) return
  if (isKept(path, kept, judge) || isCopied(write, judge)) judge.markLossy()
  else judge.stop('GUARD_FILE_OVERWRITE', line, path)
}

function isCopied(write: FileWrite | Redirected, { discarded }: Judge): boolean {
  return 'copy' in write && write.copy !== undefined && !discarded.has(write.copy)
}
