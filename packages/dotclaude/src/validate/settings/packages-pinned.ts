// SEC-3: a server that is started from a package names its version; anything else runs whatever was published last.
import type { Rule } from '../rule.ts'
import { settingsRule } from './settings-rule.ts'
import { serversIn } from './started-programs.ts'

const NPM_VERSION = /^(?:@[^/@]+\/)?[^/@]+@v?\d+\.\d+\.\d+[^/]*$/
const PYTHON_VERSION = /(==|@)\d+(\.\d+)*[^/]*$/
const VALUE_FLAGS = new Set(['-p', '--package', '--from', '--python', '--registry', '-c', '--call', '--with'])

export const packagesPinned: Rule = settingsRule({
  id: 'packages-pinned',
  code: 'SETTINGS_SEC_3',
  check: (value, report) =>
    serversIn(value).flatMap(({ name, words, keys }) =>
      unpinnedIn(words).map((text) => report([...keys, 'args'], { server: name, package: text })),
    ),
})

/** The packages that a runner would take in any version. */
function unpinnedIn([program = '', ...words]: readonly string[]): readonly string[] {
  const runner = program.replace(/^.*[/\\]/, '').replace(/\.(cmd|exe)$/, '')
  const latest = words.filter((word) => /[@:]latest$/.test(word))
  const named = packageOf(runner, words)
  if (named === undefined || latest.includes(named)) return latest
  const pinned = runner === 'uvx' || runner === 'pipx' || runner === 'uv' ? PYTHON_VERSION : NPM_VERSION
  const isLocal = /^(\.{0,2}\/|~|\$|[a-z]+:)/.test(named)
  return isLocal || pinned.test(named) ? latest : [named, ...latest]
}

/** Of `npx -y PACKAGE args…` the package. */
function packageOf(runner: string, words: readonly string[]): string | undefined {
  const rest = argumentsOfRunner(runner, words)
  if (rest === undefined) return undefined
  const flag = rest.findIndex((word) => word === '-p' || word === '--package' || word === '--from')
  if (flag !== -1) return rest[flag + 1]
  const assigned = rest.find((word) => word.startsWith('--package='))
  if (assigned !== undefined) return assigned.slice('--package='.length)
  return rest.find((word, index) => !word.startsWith('-') && !VALUE_FLAGS.has(rest[index - 1] ?? ''))
}

function argumentsOfRunner(runner: string, words: readonly string[]): readonly string[] | undefined {
  if (runner === 'npx' || runner === 'bunx' || runner === 'uvx') return words
  const isExec =
    (/^(pnpm|yarn)$/.test(runner) && words[0] === 'dlx') ||
    (/^(npm|bun)$/.test(runner) && /^(exec|x)$/.test(words[0] ?? '')) ||
    (runner === 'pipx' && words[0] === 'run')
  if (isExec) return words.slice(1)
  return runner === 'uv' && words[0] === 'tool' && words[1] === 'run' ? words.slice(2) : undefined
}
