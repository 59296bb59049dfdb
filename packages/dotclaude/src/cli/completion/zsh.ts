// Completion for zsh, as a function for `fpath`; sourcing the script works as well.
import type { Choice, Command, Flag } from '../command.ts'
import {
  argumentChoice,
  flagsOf,
  groupsOf,
  nextWords,
  quoted,
  standalonePrograms,
  valueFlags,
} from './completion-table.ts'
import type { Suggestion } from './completion-table.ts'

export function zshScript(commands: readonly Command[]): string {
  const groups = groupsOf(commands)
  const values = valueFlags(commands)
  const programs = ['dotclaude', ...standalonePrograms(commands)].join(' ')
  return `#compdef ${programs}
# Completion of dotclaude for zsh; made by \`dotclaude completion zsh\`.

_dotclaude_specs() {
  local -a ids
  ids=(docs/specs/*(N/:t))
  compadd -- $ids
}

_dotclaude() {
  local command='' word
  local -i index
  local -a found
  case \${words[1]:t} in
    dotclaude-*) command=\${words[1]:t:s/dotclaude-//} ;;
  esac
  for ((index = 2; index < CURRENT; index++)); do
    word=\${words[index]}
    case $word in
      ${values.map(({ name }) => `--${name}`).join('|')}) ((index++)) ;;
      -*) ;;
      *)
        case $command in
          '') command=$word ;;
          ${groups.join('|') || quoted(' ')}) command="$command $word" ;;
        esac ;;
    esac
  done
  case \${words[CURRENT-1]} in
${values.map(({ name, choice }) => `    --${name}) ${replyOf(choice)}; return ;;`).join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    case $command in
${commands.map((command) => `      ${quoted(command.name)}) ${describe('flag', command.flags.map(asSuggestion))} ;;`).join('\n')}
    esac
    ${describe('flag of every command', flagsOf({ flags: [] }).map(asSuggestion))}
    return
  fi
  case $command in
    '') ${describe('command', nextWords(commands))} ;;
${groups.map((group) => `    ${quoted(group)}) ${describe('command', nextWords(commands, group))} ;;`).join('\n')}
${commands
  .filter((command) => argumentChoice(command) !== undefined)
  .map((command) => `    ${quoted(command.name)}) ${replyOf(argumentChoice(command))} ;;`)
  .join('\n')}
  esac
}

if [[ \${zsh_eval_context[-1]} == loadautofunc ]]; then _dotclaude "$@"; else compdef _dotclaude ${programs}; fi
`
}

function asSuggestion({ name, help }: Flag): Suggestion {
  return { word: `--${name}`, about: help }
}

/** `_describe` splits a word from its description at the first colon. */
function describe(title: string, suggestions: readonly Suggestion[]): string {
  if (suggestions.length === 0) return ':'
  const rows = suggestions.map(({ word, about }) =>
    quoted(`${word.replaceAll(':', String.raw`\:`)}:${about}`),
  )
  return `found=(${rows.join(' ')}); _describe ${quoted(title)} found`
}

function replyOf(choice: Choice | undefined): string {
  if (choice === undefined) return ':'
  if (choice === 'specs') return '_dotclaude_specs'
  if (choice === 'files') return '_files'
  if (choice === 'folders') return '_files -/'
  return `compadd -- ${choice.join(' ')}`
}
