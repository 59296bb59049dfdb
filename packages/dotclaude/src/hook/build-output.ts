// Lines that remove build output and besides do only what is harmless everywhere: with the daily commands one of the most
// frequent reasons to read a line at all, and git's own files tell that nothing is lost. Whatever is less plain than a
// well-known name that `.gitignore` spells out is left to the guard, which comes to the same answer.
import { dirname, join } from 'node:path'
import { isEveryday } from '../guard/everyday.ts'
import { plainLine } from '../guard/plain-line.ts'
import { gitFiles } from '../guard-store/git-files.ts'
import { mayReachProtected } from './first-names.ts'
import type { Host } from './host.ts'
import { repositoryAround } from './repository-path.ts'

/** Absolute, in a repository. */
export function onlyRemovesBuildOutput(
  command: string,
  cwd: string,
  { env, home, isWindows }: Host,
): boolean {
  const line = isWindows ? undefined : plainLine(command.trim())
  return (
    line?.every((pipeline) => {
      const [first] = pipeline
      const [program, ...words] = first?.words ?? []
      if (program !== 'rm' || pipeline.length > 1)
        // Elsewhere the names would mean other folders.
        return pipeline.every(({ words: all }) => all[0] !== 'cd' && isEveryday(all))
      return words.every((word) => /^-[rRfv]+$/.test(word) || isOutput(join(cwd, word), word, { env, home }))
    }) === true
  )
}

const OUTPUT =
  /^(?:\.\/)?(?:[\w@+-][\w.@+-]*\/)*(?:node_modules|dist|build|out|target|coverage|\.next|\.nuxt|\.turbo|\.cache|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache)\/?$/

/** Places as high as a home could be one. */
const DEPTH_MIN = 4

function isOutput(path: string, word: string, { env, home }: Pick<Host, 'env' | 'home'>): boolean {
  const place = path.replace(/\/$/, '')
  if (!OUTPUT.test(word) || place.split('/').length < DEPTH_MIN || `${home}/`.startsWith(`${place}/`))
    return false
  const root = place.includes('/.git/') ? undefined : repositoryAround(dirname(place))
  if (root === undefined) return false
  const files = gitFiles(root, env)
  return files.isIgnored(place) === true && files.isUntracked(place) === true && !mayReachProtected(place)
}
