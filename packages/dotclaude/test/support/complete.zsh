# Completes lines in an interactive zsh: zsh -f complete.zsh SCRIPT LINE... prints each line as Tab leaves it.
zmodload zsh/zpty
script=$1; shift
zpty shell zsh -f -i
zpty -w shell "PS1=; autoload -Uz compinit; compinit -u -D; source $script; setopt no_auto_menu no_list_ambiguous"
# A key that prints what stands on the command line, and clears it.
zpty -w shell "show() { print -r -- \"BUFFER<\$BUFFER>\"; BUFFER= }; zle -N show; bindkey '^X' show; print READY"
while zpty -r shell line && [[ $line != READY* ]]; do :; done
for typed in "$@"; do
  zpty -w -n shell "$typed"$'\t'$'\x18'
  while zpty -r shell line; do
    if [[ $line == *BUFFER\<*\>* ]]; then print -r -- "${${line##*BUFFER<}%>*}"; break; fi
  done
done
zpty -d shell
