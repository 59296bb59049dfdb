// The process of dotclaude: its name and its words become a command, the command's outcome its exit code. Scripts ask
// for the version before each call, so that answer loads nothing else.
import { version } from './diagnostics/version.ts'

const [, invokedAs = '', ...words] = process.argv
if (words.length === 1 && words[0] === '--version') process.stdout.write(`${version}\n`)
else {
  const { start } = await import('./cli/start.ts')
  await start(invokedAs, words)
}
