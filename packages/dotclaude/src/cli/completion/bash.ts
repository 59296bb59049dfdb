// Completion for bash 3.2 and later, without the bash-completion package. Bash splits words at `=`, so `--format=sarif`
// arrives as three words.
import type { Choice, Command } from '../command.ts'
import {
  argumentChoice,
  flagsOf,
  groupsOf,
  nextWords,
  quoted,
  standalonePrograms,
  valueFlags,
} from './completion-table.ts'

export function bashScript(commands: readonly Command[]): string {
  const groups = groupsOf(commands)
  const values = valueFlags(commands)
  return `# Completion of dotclaude for bash; made by \`dotclaude completion bash\`.
_dotclaude_specs() {
  local folder
  for folder in docs/specs/*/; do
    folder=\${folder%/}
    [[ -d $folder ]] && printf '%s\\n' "\${folder##*/}"
  done
}

_dotclaude() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command='' word index
  COMPREPLY=()
  if [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  if [[ $current == = ]]; then current=''; fi
  case \${COMP_WORDS[0]##*/} in
    dotclaude-*) command=\${COMP_WORDS[0]##*dotclaude-} ;;
  esac
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    case $word in
      ${values.map(({ name }) => `--${name}`).join(' | ')})
        if [[ \${COMP_WORDS[index + 1]} == = ]]; then index=$((index + 1)); fi
        index=$((index + 1)) ;;
      -*) ;;
      *)
        case $command in
          '') command=$word ;;
          ${groups.join(' | ') || quoted(' ')}) command="$command $word" ;;
        esac ;;
    esac
  done
  case $previous in
${values.map(({ name, choice }) => `    --${name}) ${replyOf(choice)}; return ;;`).join('\n')}
  esac
  if [[ $current == -* ]]; then
    case $command in
${commands.map((command) => `      ${quoted(command.name)}) ${wordsReply(dashed(command))} ;;`).join('\n')}
      *) ${wordsReply(dashed({ flags: [] }))} ;;
    esac
    return
  fi
  case $command in
    '') ${wordsReply(nextWords(commands).map(({ word }) => word))} ;;
${groups.map((group) => `    ${quoted(group)}) ${wordsReply(nextWords(commands, group).map(({ word }) => word))} ;;`).join('\n')}
${commands
  .filter((command) => argumentChoice(command) !== undefined)
  .map((command) => `    ${quoted(command.name)}) ${replyOf(argumentChoice(command))} ;;`)
  .join('\n')}
  esac
}

complete -F _dotclaude dotclaude ${standalonePrograms(commands).join(' ')}
`
}

function dashed(command: Pick<Command, 'flags'>): readonly string[] {
  return flagsOf(command).map(({ name }) => `--${name}`)
}

function wordsReply(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$current"))`
}

function replyOf(choice: Choice | undefined): string {
  if (choice === undefined) return ':'
  if (choice === 'specs') return 'COMPREPLY=($(compgen -W "$(_dotclaude_specs)" -- "$current"))'
  if (choice === 'files') return 'COMPREPLY=($(compgen -f -- "$current"))'
  if (choice === 'folders') return 'COMPREPLY=($(compgen -d -- "$current"))'
  return wordsReply(choice)
}
