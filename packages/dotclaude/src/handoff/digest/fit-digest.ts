// Cuts a scrubbed digest to its size: fewer entries and shorter texts, the ends of lists before their beginnings, and a
// count of what is not there any more. The change of the work tree has limits of its own and is not touched.
import type { Digest, DigestList } from './digest.ts'

const BYTES_MAX = 32 * 1024
const ENTRIES_MIN = 1
const CHARS_MIN = 60
const SHRINK = 0.7
const ROUNDS_MAX = 24
const LINE_CHARS_MAX = 300

interface Limit {
  readonly entries: number
  readonly chars: number
  /** The first entry stays, whatever else goes: how it began. */
  readonly keepsFirst?: boolean
}

const LIMITS: Readonly<Record<DigestList, Limit>> = {
  asked: { entries: 12, chars: 1500, keepsFirst: true },
  files: { entries: 80, chars: LINE_CHARS_MAX },
  commands: { entries: 30, chars: 400 },
  commits: { entries: 30, chars: 200 },
  decisions: { entries: 15, chars: 500 },
  questions: { entries: 10, chars: 500 },
  steps: { entries: 30, chars: 300 },
  tail: { entries: 8, chars: 2500 },
  dirtyPaths: { entries: 60, chars: LINE_CHARS_MAX },
}

/** Cutting what was cut changes nothing. */
export function fitDigest(digest: Digest, bytesMax: number = BYTES_MAX): Digest {
  let scale = 1
  let fitted = cutBy(digest, scale)
  for (let round = 0; round < ROUNDS_MAX && sizeOf(fitted) > bytesMax; round += 1) {
    scale *= SHRINK
    fitted = cutBy(digest, scale)
  }
  return fitted
}

function sizeOf(digest: Digest): number {
  return Buffer.byteLength(JSON.stringify({ ...digest, patch: undefined }))
}

function cutBy(digest: Digest, scale: number): Digest {
  const leftOut: Partial<Record<DigestList, number>> = { ...digest.leftOut }
  const fit = <Entry>(name: DigestList, list: readonly Entry[]): readonly Entry[] => {
    const limit = scaled(LIMITS[name], scale)
    const kept = cutList(list, limit)
    const gone = list.length - kept.length
    if (gone > 0) leftOut[name] = (leftOut[name] ?? 0) + gone
    return kept.map((entry) => cutTexts(entry, limit.chars) as Entry)
  }
  const { repository, patch, asked, files, commands, commits, decisions, questions, steps, tail } = digest
  const { nextStep, losses, version, ...facts } = digest
  const line = Math.max(CHARS_MIN, Math.floor(LINE_CHARS_MAX * Math.min(1, scale * 2)))
  return {
    ...(cutTexts(onlyTexts(facts), line) as Partial<Digest> &
      Pick<Digest, 'agent' | 'sessionId' | 'shortId'>),
    version,
    asked: fit('asked', asked),
    files: fit('files', files),
    commands: fit('commands', commands),
    commits: fit('commits', commits),
    decisions: fit('decisions', decisions),
    questions: fit('questions', questions),
    steps: fit('steps', steps),
    nextStep: cutText(nextStep, scaled(LIMITS.decisions, scale).chars),
    tail: fit('tail', tail),
    ...(repository === undefined
      ? {}
      : {
          repository: {
            ...(cutTexts(repository, line) as typeof repository),
            dirtyPaths: fit('dirtyPaths', repository.dirtyPaths),
          },
        }),
    ...(patch === undefined ? {} : { patch }),
    losses,
    leftOut,
  }
}

function onlyTexts(facts: object): object {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value === 'string'))
}

function scaled({ entries, chars, keepsFirst }: Limit, scale: number): Limit {
  return {
    entries: Math.max(ENTRIES_MIN, Math.floor(entries * scale)),
    chars: Math.max(CHARS_MIN, Math.floor(chars * scale)),
    ...(keepsFirst === undefined ? {} : { keepsFirst }),
  }
}

function cutList<Entry>(list: readonly Entry[], { entries, keepsFirst }: Limit): readonly Entry[] {
  if (list.length <= entries) return list
  if (keepsFirst !== true || entries < 2) return list.slice(-entries)
  return [...list.slice(0, 1), ...list.slice(1 - entries)]
}

function cutTexts(value: unknown, charsMax: number): unknown {
  if (typeof value === 'string') return cutText(value, charsMax)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cutTexts(inner, charsMax)]))
}

/** Never through a character or a placeholder. */
export function cutText(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text
  const head = text.slice(0, charsMax - 1)
  const open = head.lastIndexOf('⟦')
  const whole = open > head.lastIndexOf('⟧') && open > 0 ? head.slice(0, open) : head
  return `${whole.replace(/(?:[\ud800-\udbff]|\u200d|\ufe0f)+$/, '').trimEnd()}…`
}
