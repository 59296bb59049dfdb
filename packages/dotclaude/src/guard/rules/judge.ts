// What a rule has in hand: the context, and where it puts what it found. A rule stops a command with its code and the facts
// for its text, or says that the command is allowed and can lose work all the same.
import type { GuardContext } from '../guard-context.ts'
import { shown } from '../read/marks.ts'
import type { Kept, Run } from '../read/run.ts'
import type { GuardCode } from '../verdict.ts'

export interface Offence {
  readonly rule: GuardCode
  readonly culprit: string
  readonly detail?: string
}

export interface Judge {
  readonly context: GuardContext
  readonly home: string
  readonly stop: (rule: GuardCode, culprit: string, detail?: string) => void
  readonly markLossy: () => void
  /** Work that this very line has moved or packed: the place where it is by now, and the one where it was. */
  readonly moved: Map<string, string>
  /** Where such work was, as long as nothing else has been put there. */
  readonly vacated: Set<string>
  /** Folders of repositories that the command line itself has made by then. */
  readonly fresh: Set<string>
  /** Copies that the command line deletes again. */
  readonly discarded: ReadonlySet<string>
}

export interface Judgement {
  readonly judge: Judge
  readonly offences: readonly Offence[]
  readonly isLossy: () => boolean
}

export function newJudgement(context: GuardContext, discarded: ReadonlySet<string> = new Set()): Judgement {
  const offences: Offence[] = []
  let lossy = false
  return {
    offences,
    isLossy: () => lossy,
    judge: {
      context,
      home: homeOf(context),
      fresh: new Set(),
      discarded,
      stop: (rule, culprit, detail) =>
        offences.push({ rule, culprit, ...(detail === undefined ? {} : { detail }) }),
      moved: new Map(),
      vacated: new Set(),
      markLossy: () => {
        lossy = true
      },
    },
  }
}

/** Whether the old content of a file stays, whatever happens to the file. */
export function isKept(path: string, kept: Kept | undefined, { discarded }: Judge): boolean {
  const place = kept?.get(path)
  return place !== undefined && !discarded.has(place)
}

export function homeOf({ home }: GuardContext): string {
  return home ?? '/home/user'
}

const CULPRIT_LENGTH_MAX = 160

/** A run as a person would type it. */
export function lineOf({ program, args }: Pick<Run, 'program' | 'args'>): string {
  const line = [program, ...args].map((word) => quoted(shown(word))).join(' ')
  return line.length > CULPRIT_LENGTH_MAX ? `${line.slice(0, CULPRIT_LENGTH_MAX)}…` : line
}

function quoted(word: string): string {
  return word === '' || /[\s"'$;&|<>()]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : word
}
