// Which files lose nothing although they are replaced: the line has copied them to another place before, or what replaces
// them was made of them, as with `sed … FILE > NEW && mv NEW FILE`. A copy that the line deletes again keeps nothing.
import { isUnknown, withoutGlobs } from './marks.ts'
import { baseOf, isWithin, resolvePath } from './paths.ts'
import type { Kept } from './run.ts'
import type { Scope } from './scope.ts'

export interface Keeping {
  /** Where a command may not run at all, its copies count only for what runs with it. */
  copied: Kept
  /** By the file that was written: the files that its content came from. */
  readonly origins: Map<string, readonly string[]>
  /** What the pipeline that is walked has read so far. */
  read: string[]
  /** Places of copies, and of those the ones that went back and the ones that were deleted before they did. */
  readonly places: Set<string>
  readonly restored: Set<string>
  readonly discarded: Set<string>
}

export function newKeeping(): Keeping {
  return {
    copied: new Map(),
    origins: new Map(),
    read: [],
    places: new Set(),
    restored: new Set(),
    discarded: new Set(),
  }
}

/** They print what they read, with changes. */
const FILTERS = new Set(
  'sed gsed awk gawk mawk jq yq perl ruby python python3 node tr sort uniq cat tac envsubst iconv fold fmt expand unexpand xmllint prettier npx'.split(
    ' ',
  ),
)
/** They print most of it with these words, and a part without. */
const SELECTORS: ReadonlyMap<string, RegExp> = new Map([
  ['grep', /^-\w*v/],
  ['egrep', /^-\w*v/],
  ['rg', /^-\w*v/],
  ['head', /^-[nc] ?-\d/],
  ['tail', /^-[nc] ?\+\d/],
])
/** And these of what may change it leave only a part. */
const PARTS = /^(?:-\w*n|--quiet|--silent)$/

function isFilter(name: string, args: readonly string[]): boolean {
  if (/^g?sed$/.test(name) && args.some((arg) => PARTS.test(arg))) return false
  const words = SELECTORS.get(name)
  return words === undefined ? FILTERS.has(name) : words.test(args.join(' '))
}

export function noteFilter([path = '', ...args]: readonly string[], scope: Scope, { read }: Keeping): void {
  if (isFilter(baseOf(path), args)) read.push(...placesOf(args, scope))
}

/** For a program that is started now; what it copies counts from the next one on. */
export function keptFrom([path = '', ...args]: readonly string[], scope: Scope, keeping: Keeping): Kept {
  const name = baseOf(path)
  if (name === 'sponge') return withMade(keeping.copied, keeping.read)
  if (/^(?:rm|unlink|shred|srm|truncate)$/.test(name)) noteDiscarded(placesOf(args, scope), keeping)
  if (!/^(?:cp|mv|install)$/.test(name)) return keeping.copied
  const places = placesOf(args, scope)
  const target = places.at(-1)
  const sources = places.slice(0, -1)
  const kept = withMade(
    keeping.copied,
    sources.flatMap((source) => keeping.origins.get(source) ?? []),
  )
  if (target !== undefined && !scope.isElsewhere && !target.startsWith('/dev/'))
    for (const source of sources) noteCopy(source, target, keeping)
  return kept
}

function withMade(copied: Kept, made: readonly string[]): Kept {
  return made.length === 0 ? copied : new Map([...copied, ...made.map((path) => [path, ''] as const)])
}

function noteCopy(source: string, target: string, keeping: Keeping): void {
  const { copied, places, restored } = keeping
  const copy = copied.get(target)
  if (copy !== undefined && isWithin(source, copy)) restored.add(copy)
  keeping.copied = new Map([...copied, [source, target]])
  places.add(target)
}

function noteDiscarded(deleted: readonly string[], { places, restored, discarded }: Keeping): void {
  for (const place of places)
    if (!restored.has(place) && deleted.some((path) => isWithin(place, path) || isWithin(path, place)))
      discarded.add(place)
}

/** What was written by a pipeline; made of the copy, it is the file again. */
export function noteOutput(path: string, { copied, origins, read, restored }: Keeping): void {
  origins.set(path, [...read])
  const copy = copied.get(path)
  if (copy !== undefined && read.includes(copy)) restored.add(copy)
}

/** For a file that is emptied now. */
export function copyOf(path: string | undefined, { copied }: Keeping): { readonly copy?: string } {
  const copy = path === undefined ? undefined : copied.get(path)
  return copy === undefined ? {} : { copy }
}

function placesOf(args: readonly string[], { folder }: Scope): readonly string[] {
  return args
    .filter((arg) => !arg.startsWith('-') && !isUnknown(arg))
    .flatMap((arg) => resolvePath(folder, withoutGlobs(arg)) ?? [])
}
