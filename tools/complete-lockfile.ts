// Adds to the lockfile the optional parts for other platforms that npm left out. npm drops an optional package that the
// registry at hand does not have, and then `npm ci` refuses the lockfile on every machine. The names of such packages
// say their platform, so the entries can be written without asking a registry. Run after `npm install`, when the tidy
// test on the lockfile asks for it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './repository-files.ts'
import { type Lockfile, missingParts } from './lockfile-parts.ts'

const path = join(ROOT, 'package-lock.json')
const lockfile = JSON.parse(readFileSync(path, 'utf8')) as Lockfile
const missing = missingParts(lockfile)
const packages = { ...lockfile.packages, ...missing }
// npm keeps them sorted, and would move ours at its next run.
const sorted = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')))
writeFileSync(path, `${JSON.stringify({ ...lockfile, packages: sorted }, null, 2)}\n`)
console.log(`${Object.keys(missing).length} entries added`)
