// Folders of this disk that a container or another root has: what is deleted there is deleted here. The reader notes such a
// program as one that runs here, with its paths as this disk has them.
import { isGlob, isUnknown, withoutGlobs } from './marks.ts'
import { isAbsolute, isWithin, resolvePath } from './paths.ts'
import type { Run } from './run.ts'

export interface Mount {
  readonly inside: string
  readonly here: string
}

export interface Inside {
  readonly mounts: readonly Mount[]
  /** Where the program starts, as it sees it. */
  readonly folder: string | undefined
}

/** What goes away with the container, named like what nobody misses. */
const NOWHERE = '/tmp/.container'

/** From the words between the wrapper and the program that it starts. */
export function insideOf(
  name: string,
  words: readonly string[],
  { folder, mounts }: { readonly folder: string | undefined; readonly mounts: readonly Mount[] },
  rootOf: (path: string) => string | undefined,
): Inside {
  // A root inside of a container is a folder that the container has.
  const root = name === 'chroot' && mounts.length > 0 ? pathHere(words.at(-1) ?? '', mounts) : undefined
  if (root !== undefined) return { mounts: [{ inside: '/', here: root }], folder: '/' }
  if (name !== 'chroot') return { mounts: mountsIn(words, folder), folder: valueOf(words, '-w', '--workdir') }
  const here = isUnknown(words.at(-1) ?? '') ? undefined : resolvePath(folder, words.at(-1) ?? '')
  // A tree of another system is made by whoever changes its root; ours is the one that we stand in.
  const isOurs =
    here !== undefined && folder !== undefined && (isWithin(folder, here) || rootOf(here) !== undefined)
  return isOurs ? { mounts: [{ inside: '/', here }], folder: '/' } : { mounts: [], folder: undefined }
}

function mountsIn(words: readonly string[], folder: string | undefined): readonly Mount[] {
  const found = words.flatMap((word, index) => {
    const before = words[index - 1] ?? ''
    const volume = /^(?:-[a-z]*v|--volume)$/.test(before) ? word : /^(?:-v=?|--volume=)(.+)$/.exec(word)?.[1]
    if (volume !== undefined) return fromVolume(volume, folder)
    const mount = before === '--mount' ? word : /^--mount=(.+)$/.exec(word)?.[1]
    return mount === undefined ? [] : fromMount(mount, folder)
  })
  return found.toSorted((one, other) => other.inside.length - one.inside.length)
}

/** `HERE:INSIDE:OPTIONS`; a name instead of a path is a volume of the container's own. */
function fromVolume(text: string, folder: string | undefined): readonly Mount[] {
  const [here = '', inside, options = ''] = text.split(':')
  if (inside === undefined) return []
  return mounted(/^[./]/.test(here) && !options.split(',').includes('ro') ? here : undefined, inside, folder)
}

function fromMount(text: string, folder: string | undefined): readonly Mount[] {
  const pairs = text.split(',').map((field) => field.split('='))
  const fields = new Map(pairs.map(([name = '', value = '']) => [name, value] as const))
  const inside = fields.get('target') ?? fields.get('destination') ?? fields.get('dst')
  if (inside === undefined) return []
  const isKept = fields.has('readonly') || fields.has('ro') || fields.get('type') !== 'bind'
  return mounted(isKept ? undefined : (fields.get('source') ?? fields.get('src')), inside, folder)
}

function mounted(from: string | undefined, to: string, folder: string | undefined): readonly Mount[] {
  const inside = resolvePath('/', to)
  const here = from === undefined ? NOWHERE : resolvePath(folder, from)
  if (inside === undefined || here === undefined || isUnknown(here) || isUnknown(inside)) return []
  return [{ inside, here }]
}

function valueOf(words: readonly string[], short: string, long: string): string | undefined {
  const at = words.findIndex((word) => word === short || word === long)
  return at === -1 ? words.find((word) => word.startsWith(`${long}=`))?.slice(long.length + 1) : words[at + 1]
}

/** The path on this disk; absent for what the container has of its own. */
export function pathHere(path: string, mounts: readonly Mount[]): string | undefined {
  const mount = mounts.find(({ inside }) => isWithin(path, inside))
  if (mount === undefined) return undefined
  const rest = mount.inside === '/' ? path : path.slice(mount.inside.length)
  return mount.here === '/' ? path : `${mount.here}${rest === '/' ? '' : rest}`
}

/** These go down from a folder, and so into what is mounted below it. */
const GOES_DOWN = /^g?(?:rm|find)$/

/** The run as this disk sees it, if any of its paths lies here. */
export function runHere(run: Run, mounts: readonly Mount[]): Run {
  const folder = pathHere(run.folder ?? NOWHERE, mounts)
  const isInside = folder !== undefined
  const words = run.args.map((word, index) =>
    isPlace(word, index, run, isInside) ? wordsHere(word, run, mounts) : undefined,
  )
  if (!isInside && words.every((word) => word === undefined)) return run
  const args = run.args.flatMap(
    (word, index) => words[index] ?? [isAbsolute(word) ? `${NOWHERE}${word}` : word],
  )
  return { ...run, args, folder: folder ?? NOWHERE, isElsewhere: false }
}

/** A relative word counts from the folder, and is this disk's where the folder is. */
function isPlace(word: string, index: number, { program, args, folder }: Run, isInside: boolean): boolean {
  if (isAbsolute(word)) return true
  if (isInside || folder === undefined || !GOES_DOWN.test(program) || word.startsWith('-')) return false
  return !program.endsWith('find') || args.findIndex((arg) => arg.startsWith('-')) > index
}

function wordsHere(
  word: string,
  { program, folder }: Run,
  mounts: readonly Mount[],
): readonly string[] | undefined {
  const path = isAbsolute(word) ? word : (resolvePath(folder, word) ?? word)
  const here = pathHere(path, mounts)
  if (here !== undefined) return [here]
  if (!GOES_DOWN.test(program) || isUnknown(path)) return undefined
  const below = mounts.filter((mount) => mount.here !== NOWHERE && mayHold(path, mount.inside))
  return below.length === 0 ? undefined : below.map((mount) => mount.here)
}

/** A pattern may name any folder that begins as it does. */
function mayHold(path: string, inside: string): boolean {
  if (!isGlob(path)) return isWithin(inside, resolvePath('/', path) ?? path)
  return inside.startsWith(withoutGlobs(path).replace(/[*?[].*$/s, ''))
}
