// What items of the library promise in words and can be counted: steps, phases, weights and patterns, and the words that
// they share with the program: the sections, fields and statuses of a spec.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bundledFolder } from '../../src/repo/item-folder.ts'
import { runInProcess } from '../support/run-in-process.ts'

const textOf = (path: string): string => readFileSync(join(bundledFolder(), path), 'utf8')
const listed = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found.trim())
const upTo = (last: number): readonly string[] => Array.from({ length: last }, (_, at) => String(at + 1))

test.each([
  ['commands/review-pr/SKILL.md', /^(\d+)\. \*\*/gm, 14],
  ['commands/merge-pr/SKILL.md', /^(\d+)\. \*\*/gm, 9],
  ['commands/dependabot-sweep/SKILL.md', /^(\d+)\. \*\*/gm, 8],
  ['commands/create-assessment/SKILL.md', /^(\d+)\. \*\*/gm, 9],
  ['commands/create-inspection/SKILL.md', /^(\d+)\. \*\*/gm, 9],
  ['commands/audit-and-fix/SKILL.md', /^(\d+)\. \*\*/gm, 6],
  ['commands/pre-pr/SKILL.md', /^## (\d+)\. /gm, 6],
  ['commands/create-audit/SKILL.md', /^## (\d+)\. /gm, 6],
  ['commands/review-prs/SKILL.md', /^## (\d+)\. /gm, 7],
  ['commands/fix-with-evidence/SKILL.md', /^## Phase (\d+): /gm, 4],
  ['commands/detect-flaky/SKILL.md', /^## Phase (\d+): /gm, 5],
])('%s has its steps in order', (path, pattern, last) => {
  expect(listed(textOf(path), pattern)).toEqual(upTo(last))
})

const PHASES = ['context', 'diagnosis', 'root cause', 'recommendation', 'verification']

test.each(['aws', 'azure', 'crossplane', 'gcp', 'kubernetes', 'pulumi', 'terraform', 'terragrunt'])(
  'the specialist of %s has the five phases',
  (name) => {
    const phases = listed(textOf(`skills/${name}-specialist/SKILL.md`), /^## (Phase \d+: .+)$/gm)
    expect(phases).toEqual(PHASES.map((phase, at) => `Phase ${at + 1}: ${phase}`))
  },
)

test('the weights of every rubric sum to 100', () => {
  const rubrics = listed(textOf('commands/create-assessment/SKILL.md'), /^ {3}\| (.* \d+ *)\|$/gm)
  expect(rubrics).toHaveLength(6)
  const sums = rubrics.map((row) =>
    listed(row, / (\d+)(?=,| *$)/g).reduce((sum, weight) => sum + Number(weight), 0),
  )
  expect(sums.filter((sum) => sum !== 100)).toEqual([])
})

test('the catalogue of flaky patterns has 14, 13 and 7', () => {
  const [, ...parts] = textOf('commands/detect-flaky/SKILL.md').split(/^### /m)
  const rows = parts.map((part) => listed(part, /^\| (?!pattern|-)(.+)$/gm).length)
  expect(rows).toEqual([14, 13, 7])
})

interface SpecSchema {
  readonly required: readonly string[]
  readonly properties: { readonly status: { readonly enum: readonly string[] } }
}

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/spec.schema.json', import.meta.url), 'utf8'),
) as SpecSchema

test('a spec by hand, as the skill says, has every field that the validator wants', () => {
  const [, fields = ''] = /has all of ([^;]+), the last two/.exec(textOf('skills/spec/SKILL.md')) ?? []
  expect(listed(fields, /`(\w+)`/g)).toEqual(schema.required)
})

test.each(['skills/validate-spec/SKILL.md', 'skills/spec/references/prompts.md'])(
  '%s names the statuses of the validator',
  (path) => {
    expect(textOf(path)).toContain(schema.properties.status.enum.map((status) => `\`${status}\``).join(', '))
  },
)

test('the sections that the skill fills are those that `spec new` writes', async () => {
  const root = mkdtempSync(join(tmpdir(), 'spec-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const words = ['spec', 'new', 'login', '--owner', 'a', '--repo-root', root]
  expect(await runInProcess(words, { cwd: root })).toMatchObject({ exit: 0 })
  const written = listed(readFileSync(join(root, 'docs/specs/login/spec.md'), 'utf8'), /^## (.+)$/gm)
  const [, table = ''] =
    /^\| section of `spec\.md`.+\n(?:\|.+\n)((?:\|.+\n)+)/m.exec(textOf('skills/spec/SKILL.md')) ?? []
  expect(listed(table, /^\| ([^|]+)\|/gm)).toEqual(written)
})
