// Lines that only remove build output pass without the guard, which would let them pass too: each is asked here, in a real
// repository, together with lines that come close.
import { join } from 'node:path'
import fc from 'testkit/fast-check'
import { makeGitRepository } from 'testkit/git-repository'
import { afterAll, expect, test } from 'vitest'
import { judgeOnly } from '../../../src/guard-store/guard-session.ts'
import { onlyRemovesBuildOutput } from '../../../src/hook/build-output.ts'

const repository = makeGitRepository({
  '.gitignore': 'node_modules\ndist/\n/build\ncoverage\ntarget\n.env\n',
  'docs/repo-facts.json': '{ "protected_paths": ["coverage/**"], "instruction_files": [] }\n',
  'packages/a/index.ts': 'a\n',
  'target/kept.txt': 'tracked although it is ignored\n',
})
repository.git('add', '--force', 'target')
repository.git('commit', '--quiet', '--message=kept')
repository.write({
  '.env': 'SECRET=1\n',
  'node_modules/x/index.js': '',
  'dist/a.js': '',
  'build/a.js': '',
  'coverage/a.json': '',
  'target/kept.txt': 'changed\n',
  'out/work.txt': 'not ignored\n',
  'packages/a/dist/a.js': '',
  'packages/a/build/work.txt': 'only the build folder of the root is ignored\n',
})
afterAll(repository.remove)

const HOST = { env: {}, cwd: '/', home: '/nowhere', isWindows: false, now: () => new Date(0) }
const { root } = repository

const isLetThrough = (command: string, host = HOST): boolean => onlyRemovesBuildOutput(command, root, host)

test.each([
  'rm -rf node_modules',
  'rm -rf dist/ build',
  'rm -rf ./node_modules 2>/dev/null',
  'rm -r packages/a/dist',
  'npm run build && rm -rf dist; git status',
  "rm -rf 'dist'",
])('%s passes without the guard', (command) => {
  expect(isLetThrough(command)).toBe(true)
})

test.each([
  'rm -rf out',
  'rm -rf target',
  'rm -rf coverage',
  'rm -rf packages/a/build',
  'rm -rf .env',
  'rm -rf node_modules/x',
  'rm -rf dist src',
  'rm -rf dist *',
  'rm -rf ../dist',
  'rm -rf missing/dist',
  'cd packages && rm -rf dist',
  'mv src dist && rm -rf dist',
  'rm -rf dist | sh',
  'rm -rf $DIST',
  'rm --no-preserve-root -rf dist',
  'sudo rm -rf dist',
])('%s is for the guard', (command) => {
  expect(isLetThrough(command)).toBe(false)
})

test('the home of somebody is no build output, nor what git looks for elsewhere', () => {
  expect(isLetThrough('rm -rf dist', { ...HOST, home: join(root, 'dist/me') })).toBe(false)
  expect(onlyRemovesBuildOutput('rm -rf dist', root, { ...HOST, env: { GIT_DIR: '/elsewhere' } })).toBe(false)
  expect(onlyRemovesBuildOutput('rm -rf dist', '/', HOST)).toBe(false)
})

const WORDS =
  'rm|rm|rm|-rf|-rf|-r|--|node_modules|dist|dist/|build|./dist|packages/a/dist|packages/a/build|target|out|coverage|.env|..|.git|.|/tmp/x|ls|cd packages|git status|npm run build|mv dist out|mkdir dist|git add -f dist|2>/dev/null|"dist"|*|~|$X|&&|;|;|'

const anyLine = fc
  .array(fc.constantFrom(...WORDS.split('|'), '||', '|'), { minLength: 2, maxLength: 9 })
  .map((words) => words.join(' '))

test('whatever passes without it, the guard lets pass and loses nothing', () => {
  fc.assert(
    fc.property(anyLine, (command) => {
      if (!isLetThrough(command)) return
      const verdict = judgeOnly({ ...HOST, shell: 'bash', cwd: root, now: new Date(0), command })
      expect(verdict).toMatchObject({ decision: 'allow', isLossy: false })
    }),
    { numRuns: 3_000 },
  )
})
