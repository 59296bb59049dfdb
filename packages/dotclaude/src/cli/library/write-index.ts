// Writes the index files of a repository. Nothing is touched where nothing changed, so the time of writing stays that of
// the last change.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckResult } from '../../diagnostics/report.ts'
import { version } from '../../diagnostics/version.ts'
import { artifactsIn } from '../../library/artifacts.ts'
import { indexOf } from '../../library/build-index.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { writeTextFile } from '../write-file.ts'
import { checkIndex, filesOf } from './check-index.ts'

const README = `# Index

The files here are written by \`dotclaude index\` from the skills, commands, agents, hooks, rules and templates of this
repository. \`dotclaude index --check\` says when they are stale. Do not edit them.
`

export function writeIndex(snapshot: Snapshot, isStrict: boolean, now: Date): CheckResult {
  const checked = checkIndex(snapshot, { isStrict, mustBeCurrent: true })
  const diagnostics = checked.diagnostics.filter(({ code }) => code !== 'LIBRARY_INDEX_STALE')
  const isUnfit = diagnostics.some(({ severity }) => severity === 'error')
  if (isUnfit) return { ...checked, diagnostics }
  const artifacts = artifactsIn(snapshot)
  if (diagnostics.length < checked.diagnostics.length) {
    for (const [file, text] of Object.entries(filesOf(indexOf(artifacts, version), now)))
      writeTextFile(join(snapshot.root, file), text)
    const readme = join(snapshot.root, 'index/README.md')
    if (!existsSync(readme)) writeTextFile(readme, README)
  }
  const items = artifacts.length === 1 ? 'item' : 'items'
  return { ...checked, passed: [`index written: ${artifacts.length} ${items}`], diagnostics }
}
