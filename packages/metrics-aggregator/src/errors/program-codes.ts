/** Codes of a command that could not run: how it was called, what it could not read, where it could not listen, bugs. */
import type { CodeEntry, CodeKind } from './entry.ts'

export interface ProgramFacts {
  COMMAND_UNKNOWN: { readonly command: string; readonly nearest?: string }
  FLAG_UNKNOWN: { readonly flag: string; readonly command: string; readonly nearest?: string }
  FLAG_VALUE_INVALID: { readonly flag: string; readonly value: string; readonly allowed: string }
  FLAG_VALUE_MISSING: { readonly flag: string }
  ARGUMENT_MISSING: { readonly argument: string; readonly command: string }
  ARGUMENT_INVALID: { readonly argument: string; readonly allowed: string }
  ARGUMENT_UNEXPECTED: { readonly argument: string; readonly command: string }
  FILE_UNREADABLE: { readonly path: string; readonly detail: string }
  URL_UNREADABLE: { readonly url: string; readonly detail: string }
  FORMAT_UNKNOWN: { readonly source: string; readonly contentType: string }
  LISTEN_PORT_TAKEN: { readonly address: string }
  LISTEN_PORT_FORBIDDEN: { readonly address: string }
  LISTEN_ADDRESS_UNAVAILABLE: { readonly address: string }
  INTERNAL_BUG: { readonly detail: string }
}

const HELP_HINT = 'Run the command with --help to see what it takes.'

export const PROGRAM_CODES: { readonly [C in keyof ProgramFacts]: CodeEntry<ProgramFacts[C]> } = {
  COMMAND_UNKNOWN: cli(
    ({ command, nearest }) => `there is no command "${command}"${suggestion(nearest)}`,
    'Run metrics-aggregator --help to see the commands.',
  ),
  FLAG_UNKNOWN: cli(
    ({ flag, command, nearest }) => `${command} has no flag ${flag}${suggestion(nearest)}`,
    HELP_HINT,
  ),
  FLAG_VALUE_INVALID: cli(
    ({ flag, value, allowed }) => `${flag} cannot be "${value}"; allowed: ${allowed}`,
    HELP_HINT,
  ),
  FLAG_VALUE_MISSING: cli(({ flag }) => `${flag} needs a value`, HELP_HINT),
  ARGUMENT_MISSING: cli(({ argument, command }) => `${command} needs ${argument}`, HELP_HINT),
  ARGUMENT_INVALID: cli(
    ({ argument, allowed }) => `"${argument}" cannot be understood; allowed: ${allowed}`,
    HELP_HINT,
  ),
  ARGUMENT_UNEXPECTED: cli(
    ({ argument, command }) => `${command} does not take the argument "${argument}"`,
    HELP_HINT,
  ),
  FILE_UNREADABLE: input(
    ({ path, detail }) => `${path} cannot be read (${detail})`,
    'Check the path and its permissions.',
  ),
  URL_UNREADABLE: input(
    ({ url, detail }) => `${url} cannot be read: ${detail}`,
    'Check the address and that the target runs.',
  ),
  FORMAT_UNKNOWN: input(
    ({ source, contentType }) => `${source} is ${contentType}, which is not an exposition`,
    'Say the format with --format if the content is an exposition nevertheless.',
  ),
  LISTEN_PORT_TAKEN: server(
    ({ address }) => `another process listens on ${address}`,
    'Stop it, or choose another port with METRICS_AGGREGATOR_PORT or --port.',
  ),
  LISTEN_PORT_FORBIDDEN: server(
    ({ address }) => `this user may not listen on ${address}`,
    'Choose a port above 1023 with METRICS_AGGREGATOR_PORT or --port.',
  ),
  LISTEN_ADDRESS_UNAVAILABLE: server(
    ({ address }) => `this machine does not have the address ${address}`,
    'Correct METRICS_BIND_ADDRESS or --bind, or leave it out to listen on every address.',
  ),
  INTERNAL_BUG: {
    kind: 'bug',
    severity: 'error',
    reason: 'bug',
    summary: ({ detail }) => `a mistake in metrics-aggregator itself: ${detail}`,
    hint: 'Please report it, with the output of --verbose.',
    since: '0.1.0',
  },
}

function suggestion(nearest: string | undefined): string {
  return nearest === undefined ? '' : `; did you mean ${nearest}?`
}

function entry<Facts>(kind: CodeKind, summary: (facts: Facts) => string, hint: string): CodeEntry<Facts> {
  return { kind, severity: 'error', summary, hint, since: '0.1.0' }
}

function cli<Facts>(summary: (facts: Facts) => string, hint: string): CodeEntry<Facts> {
  return entry('cli', summary, hint)
}

function input<Facts>(summary: (facts: Facts) => string, hint: string): CodeEntry<Facts> {
  return entry('input', summary, hint)
}

function server<Facts>(summary: (facts: Facts) => string, hint: string): CodeEntry<Facts> {
  return entry('server', summary, hint)
}
