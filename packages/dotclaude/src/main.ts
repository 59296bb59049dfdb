// The process of dotclaude: its name and its words become a command, the command's outcome its exit code. Scripts ask
// for the version before each call, so that answer loads nothing else.
import { versionLine } from './cli/version-line.ts'

const [, invokedAs = '', ...words] = process.argv
if (words.length === 1 && words[0] === '--version') process.stdout.write(versionLine)
else {
  const { start } = await import('./cli/start.ts')
  await start(invokedAs, words)
}
