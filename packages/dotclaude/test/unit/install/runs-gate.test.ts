// Which lines of a pipeline are the gate.
import { expect, test } from 'vitest'
import { runsGate } from '../../../src/install/runs-gate.ts'
import { TEMPLATES } from '../../../src/install/templates.generated.ts'

test.each([
  { line: 'run: npx --yes @dotclaude/dotclaude@2.0.0 check', is: true },
  { line: 'run: dotclaude check --format github', is: true },
  { line: 'run: node_modules/.bin/dotclaude check-spec-coverage --base origin/main', is: true },
  { line: 'run: npx dotclaude-check-spec-coverage', is: true },
  { line: 'run: npx dotclaude-check-instruction-drift', is: false },
  { line: 'run: dotclaude check-instruction-drift', is: false },
  { line: 'run: dotclaude validate-specs', is: false },
  { line: '# dotclaude check would be the gate', is: false },
])('$line: $is', ({ line, is }) => {
  expect(runsGate(`steps:\n  ${line}\n`)).toBe(is)
})

test('the pipelines of init that run it', () => {
  const running = Object.keys(TEMPLATES).filter(
    (path) => /\.ya?ml$/.test(path) && runsGate(TEMPLATES[path]!.text),
  )
  expect(running.map((path) => path.replace(/^.*\//, ''))).toEqual([
    'ai-review.yml',
    'validate-skills.yml',
    'dotclaude.gitlab-ci.yml',
  ])
})
