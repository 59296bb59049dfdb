// Every code of a rule, shown by trees: the tree that fails raises it where it is expected and raises nothing else that
// is not named, and the tree that passes raises nothing at all. A tree may come with what only git or the machine knows.
import { lstatSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Category } from '../../../src/diagnostics/code-entry.ts'
import { CODES, CODE_TABLE } from '../../../src/diagnostics/code-table.ts'
import type { Code } from '../../../src/diagnostics/code-table.ts'
import type { CheckResult } from '../../../src/diagnostics/report.ts'
import { makeSnapshot } from '../../../src/repo/snapshot.ts'
import type { Snapshot } from '../../../src/repo/snapshot.ts'
import { checkAgents } from '../../../src/validate/agents/check-agents.ts'
import type { BranchHistory } from '../../../src/validate/branch-drift/branch-history.ts'
import { checkBranchDrift } from '../../../src/validate/branch-drift/check-branch-drift.ts'
import { checkInstructionDrift } from '../../../src/validate/instructions/check-instruction-drift.ts'
import { checkManifest } from '../../../src/validate/manifest/check-manifest.ts'
import type { RuleOptions } from '../../../src/validate/rule.ts'
import { checkSettings } from '../../../src/validate/settings/check-settings.ts'
import type { Host } from '../../../src/validate/settings/host.ts'
import { checkSkills } from '../../../src/validate/skills/check-skills.ts'
import { checkSpecs } from '../../../src/validate/specs/check-specs.ts'

type Check = (snapshot: Snapshot, options: RuleOptions) => CheckResult

const CHECKS: Partial<Record<Category, Check>> = {
  spec: checkSpecs,
  manifest: checkManifest,
  skill: checkSkills,
  agent: checkAgents,
  settings: checkSettings,
}

/** Instructions and branches share a category and have a check each. */
const checkOf = (code: Code): Check | undefined =>
  CODE_TABLE[code].category === 'drift'
    ? code === 'DRIFT_BRANCH_DIVERGED'
      ? checkBranchDrift
      : checkInstructionDrift
    : CHECKS[CODE_TABLE[code].category]

interface Surroundings {
  readonly history?: BranchHistory
  readonly host?: {
    readonly homeFolder: string
    /** As `chmod` takes them. */
    readonly modes?: Readonly<Record<string, string>>
    readonly sizes?: Readonly<Record<string, number>>
  }
}

interface Expected {
  readonly file: string
  readonly line: number
  /** Codes that such a mistake cannot but raise as well. */
  readonly also?: readonly string[]
  readonly options?: Readonly<Record<'fails' | 'passes', Surroundings>>
}

const FIXTURES = fileURLToPath(new URL('../../fixtures/codes', import.meta.url))

/** Links are listed and have no contents, as in a snapshot from a disk. */
function snapshotOf(folder: string): Snapshot {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  )
  const statOf = (path: string): ReturnType<typeof lstatSync> => lstatSync(join(folder, path))
  return makeSnapshot({
    root: folder,
    files: paths.filter((path) => !statOf(path)?.isDirectory()),
    read: (path) =>
      paths.includes(path) && statOf(path)?.isFile() ? readFileSync(join(folder, path)) : undefined,
  })
}

function hostOf({ homeFolder, modes = {}, sizes = {} }: NonNullable<Surroundings['host']>): Host {
  return {
    homeFolder,
    isFile: () => true,
    isProgram: () => true,
    modeOf: (path) => (path in modes ? Number.parseInt(modes[path] ?? '', 8) : undefined),
    sizeOf: (path) => sizes[path],
  }
}

function said(code: Code, side: 'fails' | 'passes', expected: Expected): readonly string[] {
  const { history, host } = expected.options?.[side] ?? {}
  const options: RuleOptions = {
    today: '2026-01-31',
    ...(history === undefined ? {} : { history }),
    ...(host === undefined ? {} : { host: hostOf(host) }),
  }
  const result = checkOf(code)?.(snapshotOf(join(FIXTURES, code, side)), options)
  return (result?.diagnostics ?? []).map(({ code: found, where }) => `${found} ${where.file}:${where.line}`)
}

test.each(CODES.filter((code) => checkOf(code) !== undefined))('%s', (code) => {
  const expected = JSON.parse(readFileSync(join(FIXTURES, code, 'expected.json'), 'utf8')) as Expected
  const found = said(code, 'fails', expected)
  expect(found.filter((line) => line.startsWith(`${code} `))).toEqual([
    `${code} ${expected.file}:${expected.line}`,
  ])
  const others = new Set(
    found.map((line) => line.slice(0, line.indexOf(' '))).filter((other) => other !== code),
  )
  expect([...others]).toEqual(expected.also ?? [])
  expect(said(code, 'passes', expected)).toEqual([])
})
