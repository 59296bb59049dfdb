// What a repository's files tell about it: kind of project, way to test it, and CI.
import { expect, test } from 'vitest'
import { detectCi } from '../../../src/install/detect-ci.ts'
import { detectProject } from '../../../src/install/detect-project.ts'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'

const manifest = (test?: string): string => JSON.stringify({ scripts: test === undefined ? {} : { test } })

test.each([
  { files: {}, type: 'unknown', commands: [] },
  { files: { 'package.json': manifest('vitest') }, type: 'node', commands: ['npm test'] },
  { files: { 'package.json': manifest() }, type: 'node', commands: [] },
  {
    files: { 'package.json': manifest('echo "Error: no test specified" && exit 1') },
    type: 'node',
    commands: [],
  },
  { files: { 'package.json': '{' }, type: 'node', commands: [] },
  { files: { 'package.json': manifest('x'), 'pnpm-lock.yaml': '' }, type: 'node', commands: ['pnpm test'] },
  { files: { 'package.json': manifest('x'), 'yarn.lock': '' }, type: 'node', commands: ['yarn test'] },
  { files: { 'go.mod': 'module x' }, type: 'go', commands: ['go vet ./...', 'go test ./...'] },
  {
    files: { 'go.mod': '', 'package.json': manifest('x') },
    type: 'node',
    commands: ['npm test', 'go vet ./...', 'go test ./...'],
  },
  {
    files: { 'go.mod': '', Makefile: 'all:\n\ntest: all\n\tgo test\n' },
    type: 'go',
    commands: ['make test'],
  },
  { files: { 'Cargo.toml': '' }, type: 'rust', commands: ['cargo test'] },
  { files: { 'requirements.txt': '' }, type: 'python', commands: ['python -m pytest'] },
  { files: { 'build.gradle.kts': '', gradlew: '' }, type: 'java', commands: ['./gradlew check'] },
  { files: { 'App.sln': '' }, type: 'dotnet', commands: ['dotnet test'] },
  { files: { 'sub/go.mod': '' }, type: 'unknown', commands: [] },
])('$files is $type, tested by $commands', ({ files, type, commands }) => {
  expect(detectProject(memorySnapshot(files))).toEqual({ type, verificationCommands: commands })
})

test.each([
  { files: {}, remote: undefined, ci: ['github', 'gitlab'] },
  { files: {}, remote: 'git@github.com:a/b.git', ci: ['github'] },
  { files: {}, remote: 'https://gitlab.example.com/a/b.git', ci: ['gitlab'] },
  { files: {}, remote: 'https://git.example.com/a/b.git', ci: ['github', 'gitlab'] },
  { files: { '.github/CODEOWNERS': '' }, remote: 'https://gitlab.com/a/b', ci: ['github'] },
  { files: { '.gitlab-ci.yml': '' }, remote: undefined, ci: ['gitlab'] },
  { files: { '.gitlab/x.yml': '', '.github/x.yml': '' }, remote: undefined, ci: ['github', 'gitlab'] },
])('$files with the remote $remote uses $ci', ({ files, remote, ci }) => {
  expect(detectCi(memorySnapshot(files), remote)).toEqual(ci)
})
