#!/bin/sh
# Installs the library for Claude Code from this clone, without Node: the same files and the same record as
# `dotclaude bootstrap --agent claude` writes. Files of yours, and files that you changed, stay and are told.
set -eu

usage() {
  cat <<'HELP'
Usage: ./bootstrap.sh [--dry-run] [--help]

Copies skills, commands, agents and rules below ~/.claude. Run it again to bring what is installed up to date;
`dotclaude uninstall`, or this script with --uninstall, takes it away.

  --dry-run    show what would be done, and write nothing
  --uninstall  remove what is still as it was installed
  --help       show this help
HELP
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
library=$here/plugins/dotclaude
case ${XDG_STATE_HOME:-} in
/*) state_folder=$XDG_STATE_HOME/dotclaude ;;
*) state_folder=$HOME/.local/state/dotclaude ;;
esac
state=$state_folder/installed.json
dry_run=false
uninstall=false

for argument in "$@"; do
  case $argument in
  --dry-run) dry_run=true ;;
  --uninstall) uninstall=true ;;
  -h | --help)
    usage
    exit 0
    ;;
  *)
    printf 'bootstrap.sh: unknown argument: %s\n' "$argument" >&2
    usage >&2
    exit 64
    ;;
  esac
done

fail() {
  printf 'bootstrap.sh: %s\n' "$1" >&2
  exit 2
}

[ -d "$library" ] || fail "$library is missing: run it from a whole clone"

hash_of() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1" | cut -d ' ' -f 1
  else
    shasum -a 256 <"$1" | cut -d ' ' -f 1
  fi
}

# The record is ours and has one shape: a path, then how it stands, then its hash.
recorded() {
  [ -f "$state" ] || return 0
  awk -F '"' '/^    "/ { path = $2 } /^      "hash"/ { print $4 "\t" path }' "$state"
}

recorded_hash() {
  printf '%s\n' "$old" | awk -F '\t' -v path="$1" '$2 == path { print $1 }'
}

if [ -f "$state" ] && grep -Eq '"(codex|copilot|cursor|gemini|opencode)"|"how": "(block|link)"' "$state"; then
  fail "more than Claude Code is installed; use: dotclaude bootstrap"
fi

$dry_run || {
  mkdir -p "$state_folder"
  mkdir "$state.lock" 2>/dev/null || fail "another run is installing; if it is gone, remove $state.lock"
  # Where nothing of ours is alive, the program of the package takes the lock over.
  printf '%s' "$$" >"$state.lock/pid"
  trap 'rm -rf "$state.lock"' EXIT
  trap 'exit 130' INT TERM
}

old=$(recorded)
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$library/.claude-plugin/plugin.json")
new=
tab=$(printf '\t')

wanted() {
  $uninstall && return 0
  (cd "$library" && find agents commands rules skills -type f) | LC_ALL=C sort
}

keep() {
  new="$new$1$tab.claude/$2
"
}

# Beside its place and renamed, so that nobody finds half a file.
place() {
  mkdir -p "$(dirname -- "$2")"
  cp -- "$1" "$2.$$.part"
  chmod 644 "$2.$$.part"
  mv -- "$2.$$.part" "$2"
}

report() {
  printf '    %-8s %s\n' "$1" "$2"
}

for path in $(wanted); do
  target=$HOME/.claude/$path
  ours=$(hash_of "$library/$path")
  before=$(recorded_hash ".claude/$path")
  if [ ! -e "$target" ] && [ ! -L "$target" ]; then
    report create ".claude/$path"
    $dry_run || place "$library/$path" "$target"
    keep "$ours" "$path"
    continue
  fi
  now=
  [ -f "$target" ] && [ ! -L "$target" ] && now=$(hash_of "$target")
  if [ "$now" = "$ours" ]; then
    keep "$ours" "$path"
  elif [ -n "$before" ] && [ "$now" = "$before" ]; then
    report update ".claude/$path"
    $dry_run || place "$library/$path" "$target"
    keep "$ours" "$path"
  else
    printf '  kept: %s is yours, or was changed since it was installed\n' "$target" >&2
    [ -z "$before" ] || keep "$before" "$path"
  fi
done

list=$(wanted)
printf '%s\n' "$old" | while IFS=$tab read -r hash path; do
  [ -n "$path" ] || continue
  printf '%s\n' "$list" | grep -Fqx -- "${path#.claude/}" && continue
  target=$HOME/$path
  [ -f "$target" ] || continue
  if [ "$(hash_of "$target")" != "$hash" ]; then
    printf '  kept: %s was changed since it was installed\n' "$target" >&2
    continue
  fi
  report remove "$path"
  $dry_run && continue
  rm -f -- "$target"
  folder=$(dirname -- "$target")
  while [ "$folder" != "$HOME" ] && rmdir -- "$folder" 2>/dev/null; do folder=$(dirname -- "$folder"); done
done

$dry_run && exit 0

{
  printf '{\n  "version": 1,\n'
  if $uninstall; then
    printf '  "program": "",\n  "agents": [],\n  "files": {}\n}\n'
  else
    printf '  "program": "%s",\n  "agents": [\n    "claude"\n  ],\n  "files": {' "$version"
    printf '%s' "$new" | LC_ALL=C sort -t "$tab" -k 2 | awk -F '\t' '
      { printf "%s\n    \"%s\": {\n      \"how\": \"file\",\n      \"hash\": \"%s\"\n    }", (NR > 1 ? "," : ""), $2, $1 }
      END { if (NR > 0) printf "\n  " }'
    printf '}\n}\n'
  fi
} >"$state.$$.part"
mv -- "$state.$$.part" "$state"
