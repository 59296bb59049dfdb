// Programs that nobody here knows: where words behind one of them would start something by themselves, it may well do so.
// Programs that take words as names, files or text are listed and left out.
import { withoutGlobs } from './marks.ts'
import { through } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { programName } from './run.ts'
import { runScript } from './run-script.ts'
import { isInterpreter } from './start-shell.ts'

const STARTED =
  /^(?:git|rm|find|shred|truncate|unlink|dd|rsync|bash|sh|zsh|dash|ksh|fish|gh|sudo|env|xargs|rimraf)$/

const TAKES_WORDS = new Set(
  `
  : true false sleep pwd echo printf print man info tldr cheat which whereis where type whatis apropos say cowsay figlet toilet notify-send
  logger wall write mail banner lolcat grep egrep fgrep zgrep rg ag ack git hub history pgrep pkill killall pidof ps
  expr test [ basename dirname realpath readlink apt apt-get aptitude yum dnf apk pacman brew port snap choco winget
  scoop pip pip3 pipx gem cargo npm pnpm yarn bun deno go dotclaude gh glab tea cat head tail wc ls ll tree stat file
  cut sort uniq tr tee seq yes dialog zenity whiptail mv cp ln install tar zip touch mkdir rmdir chmod chown chgrp scp
  docker podman nerdctl docker-compose kubectl helm make gmake rake just task ninja jq yq diff cmp comm du df id rm
  read complete compgen bind hash help alias unalias export set unset getopt getopts kill wait jobs dpkg rpm equivs
  codespell aspell open xdg-open code code-insiders cursor claude codex gemini opencode copilot gum fzf sk select
  `
    .trim()
    .split(/\s+/),
)

const TEXT_OPTION = /^(?:-[cex]|--(?:command|exec|execute|cmd|run|shell-command|sh-exec))$/

export function startBehind(name: string, args: readonly string[], call: Call, reader: Reader): void {
  if (TAKES_WORDS.has(name) || isInterpreter(name)) return
  args.forEach((arg, at) => {
    if (at < args.length - 1 && STARTED.test(programName(withoutGlobs(arg))))
      reader.start(args.slice(at), through(call, name))
  })
  args.forEach((arg, index) => {
    const [first = '', ...rest] = withoutGlobs(arg).trim().split(/\s+/)
    if (TEXT_OPTION.test(args[index - 1] ?? '') && rest.length > 0 && STARTED.test(programName(first)))
      runScript(arg, name, { ...call, stdin: undefined }, reader)
  })
}
