// The codes about a repository's own decisions, shown by trees: each is said of the tree that fails, where it is
// expected, and not of the one that passes.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseBaseline } from '../../../src/diagnostics/baseline.ts'
import { settle } from '../../../src/diagnostics/settle.ts'
import type { Decisions } from '../../../src/diagnostics/settle.ts'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'
import type { Snapshot } from '../../../src/repo/snapshot.ts'
import { checkAgents } from '../../../src/validate/agents/check-agents.ts'

const FIXTURES = fileURLToPath(new URL('../../fixtures/codes', import.meta.url))
const BASELINE = '.claude/dotclaude-baseline.json'

interface Expected {
  readonly code: string
  readonly file: string
  readonly line?: number
}

function snapshotOf(folder: string): Snapshot {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = paths.filter((path) => statSync(join(folder, path)).isFile())
  return memorySnapshot(
    Object.fromEntries(
      files.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]),
    ),
  )
}

function saidOf(folder: string): readonly Expected[] {
  const snapshot = snapshotOf(folder)
  const textOf = (path: string): string | undefined => snapshot.text(path)
  const texts = new Map(snapshot.files.map((path) => [path, textOf(path) ?? '']))
  const text = textOf(BASELINE)
  const decisions: Decisions = {
    suppressions: { texts },
    ...(text === undefined
      ? {}
      : { baseline: { content: parseBaseline(text), where: { file: BASELINE }, textOf } }),
  }
  const checks = settle([checkAgents(snapshot, { today: '2026-01-31' })], decisions)
  return checks.flatMap(({ diagnostics }) =>
    diagnostics.map(({ code, where: { file = '', line } }) => ({ code, file, ...(line ? { line } : {}) })),
  )
}

test.each(['SUPPRESSION_UNUSED', 'SUPPRESSION_MALFORMED', 'BASELINE_STALE'])('%s', (code) => {
  const expected = JSON.parse(readFileSync(join(FIXTURES, code, 'expected.json'), 'utf8')) as Expected
  expect(saidOf(join(FIXTURES, code, 'fails'))).toContainEqual(expected)
  expect(saidOf(join(FIXTURES, code, 'passes'))).toEqual([])
})
