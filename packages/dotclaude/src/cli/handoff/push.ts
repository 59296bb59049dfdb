// `handoff push`: the session becomes a digest, the digest is scrubbed, and only then does anything leave the machine,
// for a store that was asked whether it is private.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { collectDigest } from '../../handoff/digest/collect-digest.ts'
import { publishDigest } from '../../handoff/digest/publish-digest.ts'
import type { Handoff } from '../../handoff/handoff.ts'
import { makeHandoff } from '../../handoff/make-handoff.ts'
import type { Scrub, ScrubReport } from '../../handoff/scrub/scrubbed.ts'
import { branchOf, describe } from '../../handoff/store/branch-layout.ts'
import { machineName, madeUpName } from '../../handoff/store/machine-name.ts'
import { readSettings } from '../../handoff/store/settings-file.ts'
import type { PutOutcome, Store } from '../../handoff/store/store.ts'
import { flagValues, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import type { Terminal } from '../terminal.ts'
import { storeFor } from './asked.ts'
import { chooseSession } from './choose-session.ts'
import { agentAndQuery } from './agent-and-query.ts'
import { makeScrub, publishOptions, refuseSecretName } from './make-scrub.ts'
import { remarkLosses } from './remark-losses.ts'

interface Prepared {
  readonly handoff: Handoff
  readonly report: ScrubReport
}

export async function push(call: Call, terminal: Terminal): Promise<number> {
  // What is wrong with the store is said before a long session is read.
  const store = hasFlag(call, 'dry-run') ? undefined : await storeFor(terminal)
  const prepared = await prepare(call, terminal)
  if (store === undefined) return showPreview(prepared, call, terminal)
  await checkPrivacy(store, call, terminal)
  const outcome = await store.put(prepared.handoff, { isForced: hasFlag(call, 'force-collision') })
  if (outcome.kind === 'collision')
    throw new Failure('HANDOFF_COLLISION', { key: outcome.key, detail: outcome.detail })
  if (hasFlag(call, 'verify')) await verify(store, prepared.handoff, outcome)
  remarkReport(prepared.report, terminal)
  showOutcome(store, prepared, outcome, call, terminal)
  return EXIT_CODES.OK
}

async function prepare(call: Call, terminal: Terminal): Promise<Prepared> {
  const { agent, query } = agentAndQuery(call)
  const file = await chooseSession(query, agent, terminal)
  const raw = collectDigest(file, { ...terminal, withPatch: hasFlag(call, 'with-patch') })
  remarkLosses(raw.losses, file.path, terminal)
  const scrub = makeScrub(terminal, raw)
  const options = publishOptions(call, terminal, raw)
  const { digest, report } = publishDigest(raw, scrub, options)
  const typed = scrub(flagValues(call, 'tag').flatMap((tag) => tag.split(',')))
  const tags = typed.value.filter((tag) => tag !== '').map(options.pseudonyms?.change ?? unchanged)
  const machine = options.pseudonyms === undefined ? machineFor(terminal, scrub) : madeUpName(terminal)
  const secretCount = report.secretCount + typed.report.secretCount
  const facts = { machine, tags, secretCount, now: terminal.now() }
  return { handoff: makeHandoff(digest, facts), report }
}

function unchanged(text: string): string {
  return text
}

function machineFor(terminal: Terminal, scrub: Scrub): string {
  const machine = machineName(terminal, readSettings(terminal))
  refuseSecretName(machine, scrub)
  return machine
}

/** Nothing is sent where everybody could read it, or where that is not known. */
async function checkPrivacy(store: Store, call: Call, terminal: Terminal): Promise<void> {
  if (hasFlag(call, 'allow-public')) return
  const privacy = await store.privacy()
  if (privacy === 'public') throw new Failure('HANDOFF_STORE_PUBLIC', { store: store.address })
  if (privacy === 'unknown') throw new Failure('HANDOFF_STORE_UNCHECKED', { store: store.address })
  if (privacy === 'shared')
    terminal.writeRemark(
      `warning: other users of this machine can read ${store.address}; \`chmod 700\` keeps it yours\n`,
    )
}

async function verify(store: Store, { files }: Handoff, outcome: PutOutcome): Promise<void> {
  if (outcome.kind === 'collision') return
  const stored = await store.get(outcome.entry)
  if (stored['handoff.md'] === files['handoff.md']) return
  throw new Failure('HANDOFF_DAMAGED', { key: outcome.entry.key, detail: 'it is not what was pushed' })
}

function remarkReport({ kinds }: ScrubReport, terminal: Terminal): void {
  for (const { kind, secrets, places } of kinds)
    terminal.writeRemark(`scrubbed: ${kind} (${secrets} in ${places} place${places === 1 ? '' : 's'})\n`)
}

function showOutcome(
  store: Store,
  { handoff: { metadata }, report }: Prepared,
  outcome: Exclude<PutOutcome, { readonly kind: 'collision' }>,
  call: Call,
  terminal: Terminal,
): void {
  const { kind, entry } = outcome
  const stored = entry.metadata ?? metadata
  const description = describe(stored)
  const { scrubbed_count: secretCount } = metadata
  if (hasFlag(call, 'json'))
    terminal.writeResult(
      jsonDocument({
        outcome: kind,
        branch: entry.key,
        url: store.address,
        description,
        scrubbedCount: secretCount,
        scrubbed: report.kinds,
        metadata: stored,
      }),
    )
  else
    terminal.writeResult(
      `${entry.key}\n${store.address}\n${description}\n[scrubbed ${secretCount} secrets]\n`,
    )
}

function showPreview({ handoff, report }: Prepared, call: Call, terminal: Terminal): number {
  const { metadata, files } = handoff
  const description = describe(metadata)
  const bytes = Buffer.byteLength(files['handoff.md'])
  if (hasFlag(call, 'json')) {
    terminal.writeResult(
      jsonDocument({
        dryRun: true,
        branch: branchOf(metadata),
        description,
        scrubbedCount: metadata.scrubbed_count,
        scrubbed: report.kinds,
        digestBytes: bytes,
        metadata,
        tags: metadata.tags,
        files,
      }),
    )
    return EXIT_CODES.OK
  }
  terminal.writeRemark(
    `DRY-RUN (nothing is sent): ${branchOf(metadata)}, ${bytes} bytes, ${visibleText(description)}\n`,
  )
  remarkReport(report, terminal)
  terminal.writeResult(files['handoff.md'])
  return EXIT_CODES.OK
}
