// `handoff prune`: which stored handoffs go, by age or by id, and why the others stay; then, when it is confirmed, they go.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { ownNames } from '../../handoff/store/machine-name.ts'
import { readSettings } from '../../handoff/store/settings-file.ts'
import type { Store, StoredEntry } from '../../handoff/store/store.ts'
import { hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import type { Terminal } from '../terminal.ts'
import { fromOf, sinceOf, storeFor } from './asked.ts'
import { chooseEntry } from './choose-entry.ts'
import { candidateText } from './entry-text.ts'

export async function prune(call: Call, terminal: Terminal): Promise<number> {
  const [id] = call.args
  const before = sinceOf(call, terminal, 'older-than')
  const isDry = hasFlag(call, 'dry-run')
  if ((id === undefined) === (before === undefined))
    throw new Failure('USAGE_MISSING_POSITIONAL', {
      command: 'handoff prune',
      argument: 'either an ID or --older-than',
    })
  if (!isDry && !hasFlag(call, 'yes') && terminal.ask === undefined)
    throw new Failure('USAGE_FLAG_VALUE', { flag: '--yes', detail: 'is needed where nobody can be asked' })
  const store = await storeFor(terminal)
  const choice =
    id === undefined
      ? sortOut(await store.list(), criteriaOf(call, terminal, before ?? terminal.now()))
      : {
          candidates: [await chooseEntry(store, { query: id, from: fromOf(call) }, terminal)],
          skipped: NONE,
          total: 1,
        }
  if (isDry && hasFlag(call, 'json'))
    terminal.writeResult(jsonDocument({ dryRun: true, ...documentOf(choice) }))
  else terminal.writeRemark(previewOf(choice))
  if (isDry || choice.candidates.length === 0) return EXIT_CODES.OK
  if (!(await isConfirmed(call, choice.candidates.length, terminal))) return EXIT_CODES.VALIDATION
  return removeAll(store, choice, call, terminal)
}

interface Skipped {
  readonly byHost: number
  readonly byMissingMeta: number
  readonly byFromCli: number
  readonly byAge: number
}

const NONE: Skipped = { byHost: 0, byMissingMeta: 0, byFromCli: 0, byAge: 0 }

interface Choice {
  readonly candidates: readonly StoredEntry[]
  readonly skipped: Skipped
  readonly total: number
}

type WhyNot = (entry: StoredEntry) => keyof Skipped | undefined

function criteriaOf(call: Call, terminal: Terminal, before: Date): WhyNot {
  const from = fromOf(call)
  const names = hasFlag(call, 'any-machine') ? undefined : ownNames(terminal, readSettings(terminal))
  const limit = before.toISOString()
  return ({ updatedAt, metadata }) => {
    if (updatedAt > limit) return 'byAge'
    if (metadata === undefined) return names === undefined ? undefined : 'byMissingMeta'
    if (names !== undefined && !names.includes(metadata.hostname)) return 'byHost'
    return from === undefined || metadata.cli === from ? undefined : 'byFromCli'
  }
}

function sortOut(entries: readonly StoredEntry[], whyNot: WhyNot): Choice {
  const reasons = entries.map(whyNot)
  const count = (reason: keyof Skipped): number => reasons.filter((one) => one === reason).length
  return {
    candidates: entries.filter((_, index) => reasons[index] === undefined),
    skipped: {
      byHost: count('byHost'),
      byMissingMeta: count('byMissingMeta'),
      byFromCli: count('byFromCli'),
      byAge: count('byAge'),
    },
    total: entries.length,
  }
}

function documentOf({ candidates, skipped, total }: Choice): Readonly<Record<string, unknown>> {
  const shown = candidates.map(({ key, updatedAt, metadata }) => ({ branch: key, updatedAt, ...metadata }))
  return { candidates: shown, skipped, total }
}

function previewOf({ candidates, skipped, total }: Choice): string {
  const { byAge, byHost, byFromCli, byMissingMeta } = skipped
  const why = `${byAge} too new, ${byHost} pushed from another machine, ${byFromCli} of another agent, ${byMissingMeta} without metadata`
  return [
    `${candidates.length} of ${total} handoffs would go (${why})`,
    ...candidates.map((entry) => `  ${candidateText(entry)}`),
    '',
  ].join('\n')
}

async function isConfirmed(call: Call, count: number, { ask }: Terminal): Promise<boolean> {
  if (hasFlag(call, 'yes')) return true
  const answer = await ask?.(`Remove ${count === 1 ? 'it' : `these ${count}`}? [y/N] `)
  return /^y(es)?$/i.test(answer?.trim() ?? '')
}

async function removeAll(
  store: Store,
  { candidates }: Choice,
  call: Call,
  terminal: Terminal,
): Promise<number> {
  await store.delete(candidates)
  const removed = candidates.map(({ key }) => key)
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ removed }))
  else terminal.writeResult(`removed ${removed.length} handoff${removed.length === 1 ? '' : 's'}\n`)
  return EXIT_CODES.OK
}
