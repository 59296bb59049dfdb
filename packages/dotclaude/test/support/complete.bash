# Completes lines in bash: bash complete.bash SCRIPT LINE... prints each line with the only word that fits.
source "$1"; shift
for line in "$@"; do
  read -ra COMP_WORDS <<<"${line//=/ = }"
  [[ $line == *[\ =] ]] && COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMPREPLY=()
  _dotclaude
  printf '%s%s %s\n' "${line%"${COMP_WORDS[COMP_CWORD]}"}" "${COMPREPLY[0]}" "${COMPREPLY[*]:1}"
done
