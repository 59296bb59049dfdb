// What kind of project a repository holds and how it is verified, told by its files alone. Several kinds may live side by
// side; the first of the table names the type.
import type { Snapshot } from '../repo/snapshot.ts'

export interface Project {
  /** `unknown` where no file tells. */
  readonly type: string
  readonly verificationCommands: readonly string[]
}

interface Kind {
  readonly type: string
  readonly isHere: (snapshot: Snapshot) => boolean
  readonly commands: (snapshot: Snapshot) => readonly string[]
}

const KINDS: readonly Kind[] = [
  { type: 'node', isHere: hasFile('package.json'), commands: nodeCommands },
  { type: 'go', isHere: hasFile('go.mod'), commands: () => ['go vet ./...', 'go test ./...'] },
  { type: 'rust', isHere: hasFile('Cargo.toml'), commands: () => ['cargo test'] },
  {
    type: 'python',
    isHere: hasFile('pyproject.toml', 'setup.py', 'requirements.txt'),
    commands: () => ['python -m pytest'],
  },
  { type: 'java', isHere: hasFile('pom.xml'), commands: () => ['mvn --batch-mode verify'] },
  {
    type: 'java',
    isHere: hasFile('build.gradle', 'build.gradle.kts'),
    commands: (snapshot) => [snapshot.isFile('gradlew') ? './gradlew check' : 'gradle check'],
  },
  {
    type: 'dotnet',
    isHere: (snapshot) => snapshot.files.some((path) => /^[^/]+\.(sln|csproj|fsproj)$/.test(path)),
    commands: () => ['dotnet test'],
  },
  { type: 'ruby', isHere: hasFile('Gemfile'), commands: () => ['bundle exec rake'] },
  { type: 'php', isHere: hasFile('composer.json'), commands: () => ['composer test'] },
  { type: 'terraform', isHere: hasFile('main.tf'), commands: () => ['terraform validate'] },
]

export function detectProject(snapshot: Snapshot): Project {
  const kinds = KINDS.filter(({ isHere }) => isHere(snapshot))
  return {
    type: kinds[0]?.type ?? 'unknown',
    verificationCommands: hasTestTarget(snapshot)
      ? ['make test']
      : kinds.flatMap(({ commands }) => commands(snapshot)),
  }
}

function hasFile(...paths: readonly string[]): (snapshot: Snapshot) => boolean {
  return (snapshot) => paths.some((path) => snapshot.isFile(path))
}

/** A Makefile with a test target is how the project itself says it is tested. */
function hasTestTarget(snapshot: Snapshot): boolean {
  return /^test:/m.test(snapshot.text('Makefile') ?? '')
}

const RUNNERS = [
  { lockfile: 'pnpm-lock.yaml', runner: 'pnpm' },
  { lockfile: 'yarn.lock', runner: 'yarn' },
  { lockfile: 'bun.lock', runner: 'bun run' },
] as const

function nodeCommands(snapshot: Snapshot): readonly string[] {
  const test = testScriptOf(snapshot.json('package.json')?.value)
  // What `npm init` writes always fails.
  if (test === undefined || test.includes('no test specified')) return []
  const runner = RUNNERS.find(({ lockfile }) => snapshot.isFile(lockfile))?.runner ?? 'npm'
  return [`${runner} test`]
}

function testScriptOf(manifest: unknown): string | undefined {
  const scripts = fieldOf(manifest, 'scripts')
  const test = fieldOf(scripts, 'test')
  return typeof test === 'string' ? test : undefined
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined
}
