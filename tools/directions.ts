// Checks the import directions with dependency-cruiser, and that it really looked: with a parser that does not know
// the language it cruises nothing and reports no violation (docs/decisions/directions.md).
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { sourceFiles } from './repository-files.ts'

const FOLDERS = ['packages', 'tools', 'test'].filter((folder) => existsSync(folder))

const { stdout, stderr } = spawnSync(
  'node_modules/.bin/depcruise',
  ['--output-type', 'err-long', ...FOLDERS],
  {
    encoding: 'utf8',
  },
)
const cruised = Number(/(\d+) modules/.exec(stdout)?.[1] ?? 0)
const sources = sourceFiles().length
const looked = sources > 0 && cruised >= sources
const clean = stdout.includes('no dependency violations found')

process.stdout.write(stdout)
process.stderr.write(stderr)
if (!looked) console.error(`only ${cruised} modules were cruised, yet src/ has ${sources} files`)
process.exitCode = clean && looked ? 0 : 1
