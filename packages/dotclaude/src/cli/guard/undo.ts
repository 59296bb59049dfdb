// `guard undo`: the saved work trees of this work tree, what is in one, and bringing one back.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { appendLog } from '../../guard-store/guard-log.ts'
import { plumbingAt } from '../../guard-store/plumbing.ts'
import type { Plumbing } from '../../guard-store/plumbing.ts'
import { restoreWorkTree } from '../../guard-store/restore-work-tree.ts'
import type { Restored } from '../../guard-store/restore-work-tree.ts'
import { savedFiles, savedWorkTrees } from '../../guard-store/saved-work-tree.ts'
import type { SavedWorkTree } from '../../guard-store/saved-work-tree.ts'
import { hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import { rootOf } from '../root.ts'
import type { Terminal } from '../terminal.ts'

export function undo(call: Call, terminal: Terminal): number {
  const root = rootOf(call, terminal)
  const [action = 'list', name = 'latest'] = call.args
  const git = plumbingAt(root, terminal.env)
  const saved = savedWorkTrees(git)
  if (action === 'list') list(saved, call, terminal)
  else if (action === 'show') show(git, choose(saved, name), call, terminal)
  else if (action === 'restore') return restore(root, choose(saved, name), call, terminal)
  else throw new Failure('USAGE_UNKNOWN_ID', { kind: 'action', id: action })
  return EXIT_CODES.OK
}

function choose(saved: readonly SavedWorkTree[], name: string): SavedWorkTree {
  const found = name === 'latest' ? saved[0] : saved.find((one) => one.name.startsWith(name))
  if (found !== undefined) return found
  throw new Failure('USAGE_UNKNOWN_ID', { kind: 'saved work tree', id: name })
}

function list(saved: readonly SavedWorkTree[], call: Call, terminal: Terminal): void {
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ saved: saved.map(documentOf) }))
  else if (saved.length === 0) terminal.writeRemark('Nothing is saved for this work tree.\n')
  else
    terminal.writeResult(
      saved.map(({ name, facts }) => `${name}\n  before ${visibleText(facts.command)}\n`).join(''),
    )
}

function documentOf({ name, commit, facts }: SavedWorkTree): object {
  return { name, commit, ...facts }
}

function show(git: Plumbing, saved: SavedWorkTree, call: Call, terminal: Terminal): void {
  const { name, commit, facts } = saved
  const files = savedFiles(git, commit)
  if (hasFlag(call, 'json')) {
    terminal.writeResult(jsonDocument({ ...documentOf(saved), files }))
    return
  }
  const lines = [
    name,
    `  before ${visibleText(facts.command)}`,
    `  on ${facts.head}`,
    ...files.map(({ path }) => `  ${visibleText(path)}`),
    ...facts.missing.map((path) => `  ${visibleText(path)} (deleted)`),
    ...facts.skipped.map((path) => `  ${visibleText(path)} (too large or unreadable, not kept)`),
    `Look into a file with: git show ${commit}:files/PATH`,
  ]
  terminal.writeResult(`${lines.join('\n')}\n`)
}

function restore(root: string, saved: SavedWorkTree, call: Call, terminal: Terminal): number {
  const now = terminal.now()
  const restored = restoreWorkTree(root, saved, { now, env: terminal.env })
  appendLog({ time: now.toISOString(), event: 'restore', repository: root, code: saved.name }, terminal)
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ ...documentOf(saved), restored }))
  else {
    terminal.writeResult(
      `Restored the index and ${restored.files} file${restored.files === 1 ? '' : 's'} from ${saved.name}.\n`,
    )
    for (const remark of remarksOn(restored)) terminal.writeRemark(`${remark}\n`)
    terminal.writeRemark(`HEAD stays where it is; it was at ${saved.facts.head}.\n`)
  }
  return restored.lost.length === 0 ? EXIT_CODES.OK : EXIT_CODES.ENV
}

function remarksOn({ before, skipped, aside, lost }: Restored): readonly string[] {
  return [
    ...(before === undefined ? [] : [`What was there before is kept as ${before}.`]),
    ...(skipped.length === 0
      ? []
      : [`Too large or unreadable, never kept: ${skipped.map(visibleText).join(', ')}`]),
    ...(aside === undefined ? [] : [`Folders that stood in the way lie in ${visibleText(aside)}.`]),
    ...lost.map(({ path, detail }) => `Not restored: ${visibleText(path)}: ${visibleText(detail)}`),
  ]
}
