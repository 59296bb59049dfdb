// `handoff show`: a session of this machine as a digest, to the terminal or into a file.
import { join, resolve } from 'node:path'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { collectDigest } from '../../handoff/digest/collect-digest.ts'
import type { Digest } from '../../handoff/digest/digest.ts'
import { publishDigest } from '../../handoff/digest/publish-digest.ts'
import type { Published } from '../../handoff/digest/publish-digest.ts'
import { renderBlock, renderJson, renderMarkdown } from '../../handoff/digest/render-digest.ts'
import { runningAgent } from '../../agents/session-places.ts'
import { flagValue, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { writeTextFile } from '../write-file.ts'
import { agentAndQuery } from './agent-and-query.ts'
import { chooseSession } from './choose-session.ts'
import { remarkLosses } from './remark-losses.ts'
import { makeScrub, publishOptions } from './make-scrub.ts'

export async function showDigest(call: Call, terminal: Terminal): Promise<number> {
  const { agent, query } = agentAndQuery(call)
  const file = await chooseSession(query, agent, terminal)
  const raw = collectDigest(file, { ...terminal, withPatch: hasFlag(call, 'with-patch') })
  const published = publishDigest(raw, makeScrub(terminal, raw), publishOptions(call, terminal, raw))
  remarkLosses(raw.losses, file.path, terminal)
  const text = textOf(published, call, terminal)
  const output = flagValue(call, 'output')
  if (output === undefined || output === '-') terminal.writeResult(text)
  else writeOutput(output, text, published.digest, terminal)
  return EXIT_CODES.OK
}

function textOf({ digest, report }: Published, call: Call, { env }: Terminal): string {
  const options = { isSummary: hasFlag(call, 'summary') }
  if (hasFlag(call, 'json')) return renderJson({ ...digest, scrubbed: report })
  if (hasFlag(call, 'markdown')) return renderMarkdown(digest, options)
  return renderBlock(digest, runningAgent(env) ?? 'claude', options)
}

function writeOutput(output: string, text: string, digest: Digest, terminal: Terminal): void {
  const path = output === 'auto' ? ownPath(digest, terminal) : resolve(terminal.cwd, output)
  writeTextFile(path, text, { mode: 'new', isPrivate: true })
  terminal.writeRemark(`${path}\n`)
}

const DAY_LENGTH = 'YYYY-MM-DD'.length

/** Outside of any repository: a digest is not for committing. */
function ownPath({ agent, shortId }: Digest, { env, home, now }: Terminal): string {
  const named = env['XDG_STATE_HOME'] ?? ''
  const base = named === '' ? join(home, '.local', 'state') : named
  const day = now().toISOString().slice(0, DAY_LENGTH)
  return join(base, 'dotclaude', 'handoffs', `${day}-${agent}-${shortId.replaceAll(/[^\w-]/g, '_')}.md`)
}
