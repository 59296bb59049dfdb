// `handoff pull`: a stored handoff becomes the block that the next agent reads. What lies in a store may be anybody's
// text: it is read as data, rendered anew, framed and cut.
import { resolve } from 'node:path'
import { runningAgent } from '../../agents/session-places.ts'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { applyPatch } from '../../handoff/digest/apply-patch.ts'
import type { Digest } from '../../handoff/digest/digest.ts'
import { frameStored } from '../../handoff/digest/frame-stored.ts'
import { readDigest } from '../../handoff/digest/read-digest.ts'
import { renderBlock, renderJson, renderMarkdown } from '../../handoff/digest/render-digest.ts'
import type { HandoffFiles } from '../../handoff/handoff.ts'
import type { StoredEntry } from '../../handoff/store/store.ts'
import { flagValue, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import { rootOf } from '../root.ts'
import type { Terminal } from '../terminal.ts'
import { writeTextFile } from '../write-file.ts'
import { fromOf, storeFor } from './asked.ts'
import { chooseEntry } from './choose-entry.ts'

export async function pull(call: Call, terminal: Terminal): Promise<number> {
  const store = await storeFor(terminal)
  const query = call.args[0] ?? 'latest'
  const entry = await chooseEntry(store, { query, from: fromOf(call) }, terminal)
  const files = await store.get(entry)
  const digest = files['digest.json'] === undefined ? undefined : readDigest(files['digest.json'])
  const text = textOf({ entry, files, digest }, call, terminal)
  const output = flagValue(call, 'output')
  if (output === undefined || output === '-') terminal.writeResult(text)
  else writePrivately(resolve(terminal.cwd, output), text, terminal)
  return hasFlag(call, 'apply') ? apply(digest, entry, call, terminal) : EXIT_CODES.OK
}

interface Pulled {
  readonly entry: StoredEntry
  readonly files: HandoffFiles
  readonly digest: Digest | undefined
}

function textOf({ entry, files, digest }: Pulled, call: Call, { env }: Terminal): string {
  const target = runningAgent(env) ?? 'claude'
  const options = { isSummary: hasFlag(call, 'summary') }
  if (digest === undefined) return storedText({ entry, files }, target, call)
  if (hasFlag(call, 'json')) return renderJson(digest)
  if (hasFlag(call, 'markdown')) return renderMarkdown(digest, options)
  return renderBlock(digest, target, options)
}

/** Of an older tool there is the block alone. */
function storedText({ entry, files }: Omit<Pulled, 'digest'>, target: string, call: Call): string {
  const { cli = 'unknown', short_id: shortId = '' } = entry.metadata ?? {}
  const block = frameStored(files['handoff.md'], { cli, shortId, target })
  return hasFlag(call, 'json') ? jsonDocument({ branch: entry.key, block }) : block
}

function writePrivately(path: string, text: string, terminal: Terminal): void {
  writeTextFile(path, text, { mode: 'new', isPrivate: true })
  terminal.writeRemark(`${path}\n`)
}

function apply(digest: Digest | undefined, entry: StoredEntry, call: Call, terminal: Terminal): number {
  if (digest?.patch === undefined)
    throw new Failure('HANDOFF_DAMAGED', { key: entry.key, detail: 'it carries no uncommitted change' })
  const { paths, conflicts } = applyPatch(rootOf(call, terminal), digest.patch)
  for (const path of paths)
    terminal.writeRemark(`${conflicts.includes(path) ? 'conflict' : 'applied'}: ${visibleText(path)}\n`)
  for (const { path, reason } of digest.patch.leftOut)
    terminal.writeRemark(`not carried (${reason}): ${visibleText(path)}\n`)
  return conflicts.length === 0 ? EXIT_CODES.OK : EXIT_CODES.VALIDATION
}
