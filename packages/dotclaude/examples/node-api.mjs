// Holds a repository to its specs from a script of your own: `node node-api.mjs FOLDER`.
import { EXIT_CODES, createHarnessContext, formatError, validateSpecs } from '@dotclaude/dotclaude'

const context = createHarnessContext({ repoRoot: process.argv[2] ?? '.' })
const { ok, errors, warnings } = validateSpecs(context)

for (const error of [...errors, ...warnings]) console.log(formatError(error, { verbose: true }))
console.log(ok ? 'the specs are sound' : `${errors.length} to mend`)
process.exitCode = ok ? EXIT_CODES.OK : EXIT_CODES.VALIDATION
