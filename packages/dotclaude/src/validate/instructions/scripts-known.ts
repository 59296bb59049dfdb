// A script that instructions tell to run is in a package.json of the repository. Which package is meant depends on the
// folder that an agent happens to be in, so any of them will do.
import { nearestName } from '../../diagnostics/nearest-name.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { oncePerSnapshot } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { isMapping } from '../shape.ts'
import { commandsIn, isPlaceholder, mentionRule } from './mention-rule.ts'

const RUNNERS = new Set(['npm', 'pnpm', 'yarn', 'bun'])
const VALUE_FLAGS = new Set(['-w', '--workspace', '--prefix', '-C', '--dir', '--filter', '-F', '--cwd'])

const scriptsIn: (snapshot: Snapshot) => ReadonlySet<string> = oncePerSnapshot((snapshot) => {
  const manifests = snapshot.files.filter(
    (path) => /(^|\/)package\.json$/.test(path) && !/(^|\/)node_modules\//.test(path),
  )
  return new Set(
    manifests.flatMap((path) => {
      const value = snapshot.json(path)?.value
      const scripts = isMapping(value) ? value['scripts'] : undefined
      return isMapping(scripts) ? Object.keys(scripts) : []
    }),
  )
})

export const scriptsKnown: Rule = mentionRule({
  id: 'scripts-known',
  code: 'DRIFT_SCRIPT_UNKNOWN',
  check: (mention, _file, snapshot) => {
    const known = scriptsIn(snapshot)
    return commandsIn(mention)
      .map(scriptOf)
      .filter((script) => script !== undefined && !isPlaceholder(script) && !known.has(script))
      .map((script = '') => ({ facts: { script }, nearest: nearestName(script, known) }))
  },
})

/** The script that `npm run NAME` or `npm test` runs. `yarn NAME` may be a program as well, so it counts as none. */
function scriptOf([runner = '', ...words]: readonly string[]): string | undefined {
  if (!RUNNERS.has(runner)) return undefined
  const names = words.filter(
    (word, index) => !word.startsWith('-') && !VALUE_FLAGS.has(words[index - 1] ?? ''),
  )
  const [verb, name] = names
  if (verb === 'test' && runner !== 'bun') return 'test'
  if ((verb !== 'run' && verb !== 'run-script') || name === undefined) return undefined
  // Only a name can be a script's; `bun run ./x.ts` runs a file.
  return /^[\w][\w:.-]*$/.test(name) && !/\.[cm]?[jt]sx?$/.test(name) ? name : undefined
}
