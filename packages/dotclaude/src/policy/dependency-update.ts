// Whether a change of one file is nothing but a dependency at another version: what a bot may do without a spec. Known
// files only; a lock file may change in any way, in a manifest only the versions of dependencies that were there.

const LOCK_FILES = new Set([
  'bun.lock',
  'bun.lockb',
  'Cargo.lock',
  'composer.lock',
  'deno.lock',
  'flake.lock',
  'Gemfile.lock',
  'go.sum',
  'gradle.lockfile',
  'mix.lock',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'packages.lock.json',
  'Pipfile.lock',
  'pnpm-lock.yaml',
  'poetry.lock',
  'pubspec.lock',
  'uv.lock',
  'yarn.lock',
  '.terraform.lock.hcl',
])

const VERSION = String.raw`v?\d[\w.+-]*`
const DIGEST = String.raw`(?:sha\d+[:-])?[0-9a-f]{40,}`

interface ManifestKind {
  readonly path: RegExp
  /** What a line may look like in which a version changes. */
  readonly line: RegExp
}

const MANIFESTS: readonly ManifestKind[] = [
  {
    path: /^\.github\/(workflows|actions)\/.+\.ya?ml$|(^|\/)action\.ya?ml$/,
    line: /^\s*(- +)?uses: *["']?[\w.-]+\/[\w./-]+@\0["']?( +# *\0)?\s*$/,
  },
  {
    path: /(^|\/)([^/]+\.)?Dockerfile(\.[^/]+)?$/,
    line: /^FROM +(--\S+ +)?[\w./-]+:\0(@\0)?( +AS +\S+)?\s*$/i,
  },
  {
    path: /(^|\/)requirements[^/]*\.(txt|in)$/,
    line: /^[\w.-]+(\[[\w,.-]+\])?( *,? *[=~<>!]{1,3} *\0)+( *[;#].*| *\\)?\s*$|^ +--hash=\0( *\\)?\s*$/,
  },
  { path: /(^|\/)go\.mod$/, line: /^\s*(require +)?[\w./~-]+ \0( *\/\/ indirect)?\s*$/ },
  {
    path: /(^|\/)(Cargo|pyproject)\.toml$/,
    line: /^\s*"?[\w.-]+"? *= *("[~^=<> ]*\0"|\{.*\bversion *= *"[~^=<> ]*\0".*\}),?\s*$|^\s*"[\w.-]+(\[[\w,.-]+\])?( *,? *[=~<>!]{1,3} *\0)+",?\s*$/,
  },
  { path: /(^|\/)Gemfile$/, line: /^\s*gem +(['"])[\w-]+\1, *(['"])[~<>= ]*\0\2.*$/ },
  { path: /(^|\/)\.pre-commit-config\.ya?ml$/, line: /^\s*(- +)?rev: *["']?\0["']?\s*$/ },
]

export function isDependencyUpdate(path: string, before: string, after: string): boolean {
  const name = path.split('/').at(-1) ?? path
  if (LOCK_FILES.has(name)) return true
  if (name === 'package.json') return isNpmUpdate(before, after)
  const manifest = MANIFESTS.find((kind) => kind.path.test(path))
  return manifest !== undefined && isVersionChange(manifest, linesOf(before), linesOf(after))
}

/** Line by line: a bot that adds or drops a line did something else. */
function isVersionChange(
  { line }: ManifestKind,
  before: readonly string[],
  after: readonly string[],
): boolean {
  if (before.length !== after.length) return false
  return before.every((old, index) => {
    const now = after[index] ?? ''
    return old === now || (versionless(old) === versionless(now) && line.test(versionless(old)))
  })
}

/** Every version and digest becomes one mark that no text file contains. */
function versionless(line: string): string {
  return line.replaceAll(new RegExp(`(?<![\\w/-])(?:${DIGEST}|${VERSION})`, 'g'), '\0')
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/)
}

const NPM_SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const

/** The same manifest but for the versions of dependencies that both have. */
function isNpmUpdate(before: string, after: string): boolean {
  const old = objectOf(before)
  const now = objectOf(after)
  if (!old || !now) return false
  return (
    JSON.stringify(withoutVersions(old)) === JSON.stringify(withoutVersions(now)) &&
    NPM_SECTIONS.every((section) => hasPlainVersions(old[section], now[section]))
  )
}

function withoutVersions(manifest: Readonly<Record<string, unknown>>): unknown {
  const sections = NPM_SECTIONS.filter((section) => section in manifest)
  return {
    ...manifest,
    ...Object.fromEntries(sections.map((section) => [section, namesIn(manifest[section])])),
  }
}

function namesIn(section: unknown): unknown {
  return typeof section === 'object' && section !== null ? Object.keys(section) : section
}

/** What changed is a version range, not a URL, a folder or another package. */
function hasPlainVersions(before: unknown, after: unknown): boolean {
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null)
    return true
  const old = new Map(Object.entries(before))
  return Object.entries(after).every(
    ([name, range]) =>
      range === old.get(name) || (typeof range === 'string' && /^[\d\s.^~<>=|*x-]+[\w.+-]*$/.test(range)),
  )
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
