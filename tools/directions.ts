// Checks the import directions with dependency-cruiser, and that it really looked: with a parser that does not know
// the language it cruises nothing and reports no violation (docs/decisions/directions.md).
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { sourceFiles } from './repository-files.ts'

const FOLDERS = ['packages', 'tools', 'test'].filter((folder) => existsSync(folder))
const RESULT = '.build/directions.json'

interface Cruise {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: { readonly error: number }
}

/** A program of its own, because the parser does not load under the loader that runs this file. */
function cruise(): Cruise {
  mkdirSync('.build', { recursive: true })
  const args = ['--output-type', 'json', '--output-to', RESULT, ...FOLDERS]
  execFileSync('node_modules/.bin/depcruise', args, { stdio: 'inherit' })
  return JSON.parse(readFileSync(RESULT, 'utf8')) as Cruise
}

/** Sources that the tool did not see: nothing is known about their imports. */
function unseen({ modules }: Cruise, sources: readonly string[]): string[] {
  const seen = new Set(modules.map(({ source }) => source))
  return sources.filter((path) => !seen.has(path))
}

const sources = sourceFiles()
const result = cruise()
const missed = unseen(result, sources)
execFileSync('node_modules/.bin/depcruise-fmt', ['--output-type', 'err-long', RESULT], { stdio: 'inherit' })
if (sources.length === 0) console.error('there are no sources, so nothing was judged')
if (missed.length > 0) console.error(`not cruised, so not judged: ${missed.join(', ')}`)
process.exitCode = result.summary.error > 0 || missed.length > 0 || sources.length === 0 ? 1 : 0
