// Completion for fish. A program that is a command by itself completes like that command of the umbrella.
import { SHARED_FLAGS } from '../command.ts'
import type { Choice, Command, Flag } from '../command.ts'
import { groupsOf, nextWords, argumentChoice, standalonePrograms, valueFlags } from './completion-table.ts'
import type { Suggestion } from './completion-table.ts'

export function fishScript(commands: readonly Command[]): string {
  const groups = groupsOf(commands)
  const lines = [
    ...nextWords(commands).map((next) => wordLine('', next)),
    ...groups.flatMap((group) => nextWords(commands, group).map((next) => wordLine(group, next))),
    ...SHARED_FLAGS.map((flag) => flagLine(undefined, flag)),
    ...commands.flatMap((command) => [
      ...command.flags.map((flag) => flagLine(command.name, flag)),
      ...argumentLines(command),
    ]),
    ...standalonePrograms(commands).map(wrapLine),
  ]
  return `# Completion of dotclaude for fish; made by \`dotclaude completion fish\`.
function __dotclaude_specs
    for folder in docs/specs/*/
        basename $folder
    end
end

# The command that the line names so far.
function __dotclaude_command
    set -l command
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case ${valueFlags(commands)
              .map(({ name }) => `--${name}`)
              .join(' ')}
                set skip 1
            case '-*'
            case '*'
                if test -z "$command"
                    set command $word
                else if contains -- $command ${groups.join(' ')}
                    set command "$command $word"
                end
        end
    end
    echo $command
end

function __dotclaude_is
    test (__dotclaude_command) = "$argv[1]"
end

complete -c dotclaude -f
${lines.join('\n')}
`
}

function wordLine(command: string, { word, about }: Suggestion): string {
  return `complete -c dotclaude -n ${isCommand(command)} -a ${quoted(word)} -d ${quoted(about)}`
}

function flagLine(command: string | undefined, { name, short, placeholder, choice, help }: Flag): string {
  return [
    'complete -c dotclaude',
    ...(command === undefined ? [] : [`-n ${isCommand(command)}`]),
    ...(short === undefined ? [] : [`-s ${short}`]),
    `-l ${name}`,
    ...(placeholder === undefined ? [] : [valueOf(choice)]),
    `-d ${quoted(help)}`,
  ].join(' ')
}

function argumentLines(command: Command): readonly string[] {
  const choice = argumentChoice(command)
  if (choice === undefined) return []
  const offer = choice === 'files' || choice === 'folders' ? '-F' : valueOf(choice)
  return [`complete -c dotclaude -n ${isCommand(command.name)} ${offer.replace('-x ', '')}`]
}

/** `-x`: a value must follow, and files are none. */
function valueOf(choice: Choice | undefined): string {
  if (choice === undefined) return '-x'
  if (choice === 'files') return '-r -F'
  if (choice === 'folders') return "-x -a '(__fish_complete_directories)'"
  return `-x -a ${choice === 'specs' ? "'(__dotclaude_specs)'" : quoted(choice.join(' '))}`
}

function wrapLine(program: string): string {
  return `complete -c ${program} -w ${quoted(program.replace('-', ' '))}`
}

function isCommand(command: string): string {
  return quoted(`__dotclaude_is "${command}"`)
}

/** In fish a backslash escapes inside single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`
}
