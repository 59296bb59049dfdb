// Kinds of places on a disk, by their path alone: temporary, made again by a build, a cache, a system folder, a home.
import { baseOf, isWithin } from '../../read/paths.ts'

const TEMPORARY = [
  '/tmp',
  '/var/tmp',
  '/private/tmp',
  '/private/var/tmp',
  '/dev/shm',
  '/var/folders',
  '/private/var/folders',
  '/run/user',
]

/** Below a folder for temporary files; the folder itself is not. */
export function isTemporary(path: string): boolean {
  return (
    TEMPORARY.some((folder) => isWithin(path, folder) && path !== folder) ||
    /\/AppData\/Local\/Temp\/./i.test(path)
  )
}

/** Looked up and not a pattern: every folder of a path is asked for. */
const BUILD_NAMES: ReadonlySet<string> = new Set(
  'node_modules bower_components dist build out target coverage htmlcov .next .nuxt .svelte-kit .output .turbo .cache .parcel-cache .vite .rollup.cache .angular .docusaurus __pycache__ .pytest_cache .mypy_cache .ruff_cache .tox .nox .eggs .venv venv .gradle .terraform .terragrunt-cache .serverless .dart_tool .nyc_output _build .stack-work dist-newstyle zig-cache zig-out DerivedData Pods _site storybook-static .eslintcache .tsbuildinfo tmp temp .tmp test-results playwright-report'.split(
    ' ',
  ),
)
const BUILD_ENDINGS: readonly string[] = ['.egg-info', '.tsbuildinfo']

function isBuildName(name: string): boolean {
  return BUILD_NAMES.has(name) || BUILD_ENDINGS.some((ending) => name.endsWith(ending))
}

/** A folder of this name is nothing else anywhere; `build` and `out` can be. */
export function isBuildFolder(name: string): boolean {
  return (
    BUILD_NAMES.has(name) && !/^(?:build|out|target|coverage|tmp|temp|dist|core|Pods|_build|venv)$/.test(name)
  )
}

const BUILD_FILE =
  /^(?:[*.]*\.?(?:pyc|pyo|o|obj|a|so|class|log|tmp|temp|bak|orig|rej|swp|swo|DS_Store|gcda|gcno|gcov|tsbuildinfo|map|pid|out|d|retry|egg|whl)|\*~|.*~|\.DS_Store|Thumbs\.db|core|\.eslintcache|\.coverage|\.coverage\.\*|npm-debug\.log.*|yarn-(?:error|debug)\.log.*|\*\.log(?:\.\*|\*)?|\*-packages)$/
const CACHE =
  /^(?:\/var\/(?:lib\/apt\/lists|cache|log)\/.|\/root\/\.(?:cache|npm|cargo\/registry)\b|\/usr\/share\/(?:doc|man|locale)\/.)|\/\.(?:cache|npm|yarn\/cache|pnpm-store|gradle\/caches|m2\/repository|cargo\/registry|nuget\/packages|local\/share\/Trash)(?:\/|$)|\/Library\/(?:Caches|Developer\/Xcode\/DerivedData)\/./

/** What a build or a tool makes again, by the name of the path or of a folder above it. */
export function isBuildOutput(path: string): boolean {
  return (
    path.split('/').some((part) => part !== '' && part !== 'tmp' && isBuildName(part)) ||
    isBuildFile(baseOf(path))
  )
}

export function isBuildFile(name: string): boolean {
  return BUILD_FILE.test(name) || isBuildName(name)
}

export function isCache(path: string): boolean {
  return CACHE.test(path)
}

const SYSTEM =
  /^(?:\/|\/(?:bin|boot|dev|etc|home|lib\d*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|Users|System|Library|Applications|Volumes|private|nix|snap)(?:\/\*?)?|\/(?:usr|var)\/(?:bin|lib|lib64|local|sbin|share|include|log|www|spool)|\/(?:home|Users)\/[^/]+|[A-Za-z]:\/(?:\*|Windows|Users|Program Files.*)?|[A-Za-z]:\/Users\/[^/]+)$/

/** The root of a disk, a folder of the system, somebody's home, or everything in one of them. */
export function isSystem(path: string, home: string): boolean {
  const folder = path.replace(/\/(?:\*\*?|\.\*|\.\[!\.\]\*|\{.*\})$/, '') || '/'
  return (
    folder === home ||
    isWithin(home, folder) ||
    (SYSTEM.test(folder) && !(path !== folder && folder === '/tmp'))
  )
}

/** Files that git ignores and no build brings back. */
export function isPrecious(path: string): boolean {
  return (
    /^(?:\.env(?:\..+)?|\.envrc|.*\.(?:pem|key|p12|pfx|jks|kdbx|sqlite3?|db)|id_(?:rsa|ed25519|ecdsa)|credentials(?:\.json)?|secrets?\.\w+|.*\.tfstate(?:\.backup)?|terraform\.tfvars|local\.settings\.json)$/.test(
      baseOf(path),
    ) && !/\.(?:example|sample|template|dist)$/.test(path)
  )
}

const CONTROLS: readonly (readonly [RegExp, ControlKind])[] = [
  [
    /\/\.local\/state(?:\/?$|\/dotclaude(?:\/|$))|\/dotclaude\/guard\/(?:approved|compiled|denied|log)(?:\/|$)|\/Library\/Application Support\/dotclaude(?:\/|$)|\/AppData\/Local\/dotclaude(?:\/|$)/,
    'approval',
  ],
  [/\/\.git\/hooks(?:\/|$)/, 'hook'],
  [/\/\.git\/(?:modules\/.+\/)?config(?:\.worktree)?$|\/\.gitconfig$|\/git\/config$/, 'git config'],
  [/\/(?:\.husky|\.githooks)(?:\/|$)/, 'tracked hook'],
  [
    /\/\.claude\/(?:settings(?:\.local)?\.json|hooks(?:\/|$)|dotclaude\.json)|\/\.claude\.json$|\/\.claude\/?$/,
    'settings',
  ],
  [/^\/etc\/claude-code(?:\/|$)|\/ClaudeCode\/managed-settings\.json$/, 'settings'],
  [/\/\.codex(?:\/(?:config\.toml|hooks(?:\.json|\/|$)|rules(?:\/|$)|requirements\.toml)|\/?$)/, 'settings'],
  [/\/\.gemini(?:\/(?:settings\.json|hooks(?:\/|$)|policies(?:\/|$))|\/?$)/, 'settings'],
  [/\/\.cursor(?:\/(?:hooks\.json|hooks(?:\/|$)|cli\.json|permissions\.json)|\/?$)/, 'settings'],
  [
    /\/\.github\/hooks(?:\/|$)|\/\.copilot(?:\/(?:config\.json|hooks(?:\/|$)|settings\.json)|\/?$)/,
    'settings',
  ],
  [/\/\.?opencode(?:\/(?:plugins?(?:\/|$)|opencode\.jsonc?)|\/?$)|\/opencode\.jsonc?$/, 'settings'],
]

/** One of these stands in whatever a pattern finds. */
const MARKS: readonly string[] = ['/.', 'dotclaude', 'claude-code', 'ClaudeCode', '/git/config', '/opencode']

export type ControlKind = 'approval' | 'hook' | 'tracked hook' | 'git config' | 'settings'

/** What keeps an agent in check, if the path is a part of it. */
export function controlOf(path: string): ControlKind | undefined {
  // Each pattern is compiled when it is first asked, and most paths have nothing that any of them begins with.
  if (!MARKS.some((mark) => path.includes(mark))) return undefined
  return CONTROLS.find(([pattern]) => pattern.test(path))?.[1]
}
