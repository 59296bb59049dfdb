// When a difference from the default branch has lasted too long.
import { expect, test } from 'vitest'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'
import type { BranchHistory } from '../../../../src/validate/branch-drift/branch-history.ts'
import { checkBranchDrift } from '../../../../src/validate/branch-drift/check-branch-drift.ts'
import { divergedTooLong } from '../../../../src/validate/branch-drift/diverged-too-long.ts'
import { OPTIONS, diagnosticsOf } from '../found.ts'

const GIT = '.claude/commands/git.md'
const history = (path: string, since: string): BranchHistory => ({
  branch: 'origin/main',
  diverged: [{ path, since }],
})

// Today is 2026-01-31.
test.each([
  { path: GIT, since: '2026-01-17', days: 14 },
  { path: '.claude/skills/aws/references/x.md', since: '2025-01-31', days: 365 },
  { path: '.claude/agents/a.md', since: '2026-01-01', days: 30 },
  { path: '.claude/rules/a.md', since: '2026-01-01', days: 30 },
  { path: GIT, since: '2026-01-18', days: undefined },
  { path: GIT, since: '2026-01-31', days: undefined },
  { path: 'src/a.ts', since: '2020-01-01', days: undefined },
  { path: '.claude/settings.json', since: '2020-01-01', days: undefined },
])('$path since $since: $days days', ({ path, since, days }) => {
  const [diagnostic] = diagnosticsOf(divergedTooLong, {}, { history: history(path, since) })
  expect(diagnostic?.args).toEqual(
    days === undefined ? undefined : { file: path, branch: 'origin/main', days },
  )
})

test('the number of days is the caller’s', () => {
  const options = { history: history(GIT, '2026-01-30'), daysMax: 1 }
  expect(diagnosticsOf(divergedTooLong, {}, options)).toMatchObject([{ where: { file: GIT, line: 1 } }])
})

test('nothing is said to be right where nothing was compared', () => {
  const snapshot = memorySnapshot({})
  expect(checkBranchDrift(snapshot, OPTIONS)).toEqual({ check: 'detect-drift', passed: [], diagnostics: [] })
  const compared = { ...OPTIONS, history: { branch: 'main', diverged: [] } }
  expect(checkBranchDrift(snapshot, compared).passed).toEqual(['no drift detected'])
})
