// Pull requests by the reason that they give for having no spec.
import { FENCE, NOT_STATED, ORPHAN } from './crafted-case.ts'
import type { CraftedCase } from './crafted-case.ts'

export const RATIONALE: readonly CraftedCase[] = [
  {
    title: 'rationale that says something',
    ...ORPHAN,
    files: [],
    body: '## No-spec rationale\n\nOnly whitespace changes.',
    verdict: 'pass',
    codes: [],
    note: 'Only whitespace changes.',
  },
  {
    title: 'rationale that is empty',
    ...ORPHAN,
    body: '## No-spec rationale\n\n## Testing\nLots of it.',
    verdict: 'fail',
    codes: ['COVERAGE_RATIONALE_EMPTY', 'COVERAGE_UNCOVERED'],
  },
  {
    title: 'rationale in a comment',
    ...ORPHAN,
    body: '## No-spec rationale\n<!-- Only whitespace changes. -->',
    verdict: 'fail',
    codes: ['COVERAGE_RATIONALE_EMPTY', 'COVERAGE_UNCOVERED'],
  },
  {
    title: 'rationale in a code fence',
    ...ORPHAN,
    body: `## No-spec rationale\n${FENCE}\nOnly whitespace changes.\n${FENCE}`,
    verdict: 'fail',
    codes: ['COVERAGE_RATIONALE_EMPTY', 'COVERAGE_UNCOVERED'],
  },
  {
    title: 'rationale heading in a code fence',
    ...ORPHAN,
    body: `${FENCE}\n## No-spec rationale\n${FENCE}\nOnly whitespace changes.`,
    verdict: 'fail',
    codes: NOT_STATED,
  },
  {
    title: 'rationale that fills the place',
    ...ORPHAN,
    body: '## No-spec rationale\nN/A',
    verdict: 'fail',
    codes: ['COVERAGE_RATIONALE_EMPTY', 'COVERAGE_UNCOVERED'],
  },
  {
    title: 'rationale in a commit of a pull request',
    ...ORPHAN,
    message: 'Fix\n\nNo-spec-rationale: only whitespace',
    verdict: 'fail',
    codes: NOT_STATED,
  },
  {
    title: 'rationale does not excuse a wrong id',
    ...ORPHAN,
    files: [],
    body: '## Spec ID\nnope\n\n## No-spec rationale\nOnly whitespace.',
    verdict: 'fail',
    codes: ['COVERAGE_UNKNOWN_SPEC_ID'],
  },
]
