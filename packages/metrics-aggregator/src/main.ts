// The process of metrics-aggregator: it turns arguments into a command and the command's outcome into
// an exit code. Only this file and `cli/` touch `process`.
import { version } from './index.ts'

process.stdout.write(`metrics-aggregator ${version}\n`)
