// The process of dotclaude: it turns arguments into a command and the command's outcome into an exit code.
import manifest from '../package.json' with { type: 'json' }

const HELP = `dotclaude ${manifest.version}: governance for software written with AI agents

Usage: dotclaude [--help] [--version]

  --help     show this text
  --version  show the version
`
const EXIT_USAGE = 64

const argument = process.argv[2] ?? '--help'
if (argument === '--help') process.stdout.write(HELP)
else if (argument === '--version') process.stdout.write(`${manifest.version}\n`)
else {
  process.stderr.write(`dotclaude: unknown argument ${argument}; see dotclaude --help\n`)
  process.exitCode = EXIT_USAGE
}
