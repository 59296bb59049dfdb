// The process of dotclaude: its name and its words become a command, the command's outcome its exit code.
import { quickAnswer } from './cli/quick-answer.ts'

const [, invokedAs = '', ...words] = process.argv
const answer = quickAnswer(words)
if (answer !== undefined) process.stdout.write(answer)
else {
  const { start } = await import('./cli/start.ts')
  await start(invokedAs, words)
}
