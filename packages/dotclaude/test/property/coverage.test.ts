// Laws of the gate: more changes never turn a refusal into a pass, a reason never turns a pass into a refusal, and no
// description makes the reader of statements fall over or see what is hidden.
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { decideCoverage } from '../../src/policy/decide-coverage.ts'
import type { CoverageInput } from '../../src/policy/decide-coverage.ts'
import { readStatement } from '../../src/policy/statement.ts'
import { readPolicy } from '../../src/policy/policy.ts'
import type { Change, ChangeStatus } from '../../src/repo/changes.ts'
import { memorySnapshot } from '../../src/repo/snapshot.ts'

const PATHS = [
  'src/a.ts',
  'src/b/c.ts',
  'docs/x.md',
  'docs/repo-facts.json',
  'docs/specs/a/spec.json',
  'docs/specs/b/spec.json',
]
const anyPath = fc.constantFrom(...PATHS)
const anyChange: fc.Arbitrary<Change> = fc.record({
  status: fc.constantFrom<ChangeStatus>('A', 'M', 'D', 'T'),
  path: anyPath,
})
const anyChanges = fc.uniqueArray(anyChange, { selector: ({ path }) => path, maxLength: PATHS.length })
const anyPatterns = fc.subarray(['src/**', 'src/b', '**/*.md', 'docs/specs/**', '!src/a.ts', '**'])

const anyPolicy = fc
  .record({
    protects: anyPatterns,
    statuses: fc.tuple(fc.constantFrom('draft', 'approved'), fc.constantFrom('draft', 'done', 'nonsense')),
    links: fc.tuple(anyPatterns, anyPatterns),
  })
  .map(({ protects, statuses, links }) =>
    readPolicy(
      memorySnapshot({
        'docs/repo-facts.json': JSON.stringify({ protected_paths: protects }),
        ...Object.fromEntries(
          ['a', 'b'].map((id, index) => [
            `docs/specs/${id}/spec.json`,
            JSON.stringify({ id, status: statuses[index], linked_paths: links[index] }),
          ]),
        ),
      }),
    ),
  )

const anyBody = fc.constantFrom(
  '',
  'Spec ID: a',
  '## Spec ID\nb',
  '## No-spec rationale\n',
  'Spec ID: none such',
)

const anyInput: fc.Arbitrary<CoverageInput> = fc
  .record({
    changes: anyChanges,
    base: anyPolicy,
    head: anyPolicy,
    body: anyBody,
    isPullRequest: fc.boolean(),
  })
  .map(({ body, ...rest }) => ({ ...rest, files: PATHS, statement: readStatement([body]) }))

test('a protected file that is uncovered stays so, whatever else changes outside the policy', () => {
  fc.assert(
    fc.property(anyInput, anyPath, (input, extra) => {
      const isFree = !extra.endsWith('.json') && input.changes.every(({ path }) => path !== extra)
      fc.pre(isFree)
      const more = decideCoverage({ ...input, changes: [...input.changes, { status: 'M', path: extra }] })
      for (const path of decideCoverage(input).uncovered) expect(more.uncovered).toContain(path)
    }),
  )
})

test('a reason never makes it worse, and every uncovered file is shown', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const result = decideCoverage(input)
      const reasoned = decideCoverage({
        ...input,
        statement: { ...input.statement, rationale: 'only whitespace', hasEmptyRationale: false },
      })
      expect(reasoned.uncovered).toEqual([])
      expect(result.verdict === 'pass' && reasoned.verdict === 'fail').toBe(false)
      const shown = new Set(result.diagnostics.map(({ where }) => where.file))
      expect(result.uncovered.filter((path) => !shown.has(path))).toEqual([])
    }),
  )
})

const MARKS = [
  '## Spec ID\n',
  'Spec ID: a\n',
  '<!--',
  '-->',
  '```\n',
  '~~~\n',
  '    ',
  '> ',
  '\n',
  '\r\n',
  '#',
  'x',
  '\0',
]
const anyMarkdown = fc.array(fc.constantFrom(...MARKS), { maxLength: 40 }).map((parts) => parts.join(''))

test('any description is read, and what a comment or a fence hides stays hidden', () => {
  fc.assert(
    fc.property(anyMarkdown, (markdown) => {
      readStatement([markdown])
      const commented = markdown.replaceAll('-->', '')
      expect(readStatement([`<!--\n${commented}`]).ids).toEqual([])
      const fenced = markdown.replaceAll('~', '')
      expect(readStatement([`~~~\n${fenced}`]).ids).toEqual([])
    }),
  )
})
