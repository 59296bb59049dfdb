// The process of metrics-aggregator: it turns arguments into a command and the command's outcome into an exit code.
import manifest from '../package.json' with { type: 'json' }

const HELP = `metrics-aggregator ${manifest.version}: one valid page for the metrics of a whole pod

Usage: metrics-aggregator [--help] [--version]
`
const EXIT_USAGE = 64

const argument = process.argv[2] ?? '--help'
if (argument === '--help' || argument === 'demo') process.stdout.write(HELP)
else if (argument === '--version') process.stdout.write(`${manifest.version}\n`)
else {
  process.stderr.write(`metrics-aggregator: unknown argument ${argument}; see metrics-aggregator --help\n`)
  process.exitCode = EXIT_USAGE
}
