#!/bin/sh
# Installs the library for Claude Code from this clone, without Node: the same files and the same record as
# `dotclaude bootstrap --agent claude --no-hook` leaves. Files are links into the clone, or copies where links cannot be
# made. Files of yours, and files that you changed, stay and are told.
set -eu

usage() {
  cat <<'HELP'
Usage: ./bootstrap.sh [--copy] [--dry-run] [--uninstall] [--quiet] [--help]

Puts skills, commands, agents and rules below ~/.claude. Run it again to bring what is installed up to date;
`dotclaude uninstall`, or this script with --uninstall, takes it away. The guard needs Node: `dotclaude bootstrap`
registers it.

  --copy       copies, also where links could be made
  --dry-run    show what would be done, and write nothing
  --uninstall  remove what is still as it was installed
  --quiet      say only what is kept
  --help       show this help
HELP
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
library=$here/plugins/dotclaude
case ${XDG_STATE_HOME:-} in
/*) state_folder=$XDG_STATE_HOME/dotclaude ;;
*) state_folder=$HOME/.local/state/dotclaude ;;
esac
state=$state_folder/installed.json
dry_run=false
uninstall=false
copy=false
quiet=false

for argument in "$@"; do
  case $argument in
  --copy) copy=true ;;
  --dry-run) dry_run=true ;;
  --uninstall) uninstall=true ;;
  --quiet) quiet=true ;;
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

digest() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# The record is ours and has one shape: a path, then how it stands, then its hash, and after a run that was killed also the
# hash before that run.
recorded() {
  [ -f "$state" ] || return 0
  awk -F '"' '
    /^    "/ { path = $2; previous = "" }
    /^      "how"/ { how = $4 }
    /^      "hash"/ { hash = $4 }
    /^      "previous"/ { previous = $4 }
    /^    }/ { print how "\t" hash "\t" path "\t" previous }' "$state"
}

# The hashes that are recorded for a path, where it stands in this way.
recorded_hashes() {
  printf '%s\n' "$old" | awk -F '\t' -v how="$1" -v path="$2" '$1 == how && $3 == path { print $2 "\n" $4 }'
}

if [ -f "$state" ] && grep -Eq '"(codex|copilot|cursor|gemini|opencode)"|"how": "(block|settings)"' "$state"; then
  fail "the program installed more than this script knows of; use: dotclaude bootstrap"
fi

holder_of() {
  cat "$1/pid" 2>/dev/null || :
}

# A run writes its id right after it made the folder; one that was killed between the two never will.
is_dead() {
  for _ in 1 2 3; do
    case $(holder_of "$state.lock") in
    '' | *[!0-9]*) sleep 1 ;;
    *) break ;;
    esac
  done
  holder=$(holder_of "$state.lock")
  case $holder in
  '' | *[!0-9]*) ;;
  *) ! kill -0 "$holder" 2>/dev/null ;;
  esac
}

# Making and renaming a folder succeed for one process only; the lock of a process that is gone is taken over.
take_lock() {
  mkdir "$state.lock" 2>/dev/null && return
  is_dead || return
  mv -- "$state.lock" "$state.lock.$$" 2>/dev/null || {
    # It ended meanwhile.
    mkdir "$state.lock" 2>/dev/null
    return
  }
  if [ "$(holder_of "$state.lock.$$")" != "$holder" ]; then
    mv -- "$state.lock.$$" "$state.lock"
    return 1
  fi
  rm -rf "$state.lock.$$"
  mkdir "$state.lock" 2>/dev/null
}

$dry_run || {
  mkdir -p "$state_folder" || fail "$state_folder cannot be made"
  take_lock || fail "another run is installing; if it is gone, remove $state.lock"
  # Where nothing of ours is alive, the program of the package takes the lock over as well.
  (set -C && printf '%s' "$$" >"$state.lock/pid") || fail "another run is installing"
  trap 'rm -rf "$state.lock"' EXIT
  trap 'exit 130' HUP INT PIPE TERM
}

# Some file systems have no links.
can_link() {
  ln -s nowhere "$HOME/.dotclaude-link-$$" 2>/dev/null && rm -f "$HOME/.dotclaude-link-$$"
}
$copy || $uninstall || can_link || copy=true

old=$(recorded)
$dry_run || rm -f "$state.dotclaude-part"
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$library/.claude-plugin/plugin.json")
new=
under_way=
ops=
tab=$(printf '\t')

wanted() {
  $uninstall && return 0
  (cd "$library" && for kind in agents commands rules skills; do
    [ ! -d "$kind" ] || find "$kind" -type f
  done) | LC_ALL=C sort
}

# What stands at a path: nothing, `link HASH`, `file HASH`, or `folder`.
standing() {
  if [ -L "$1" ]; then
    printf 'link %s' "$(printf '%s' "$(readlink "$1")" | digest)"
  elif [ -f "$1" ]; then
    printf 'file %s' "$(digest <"$1")"
  elif [ -e "$1" ]; then
    printf folder
  fi
}

wanted_standing() {
  if $copy; then
    printf 'file %s' "$(digest <"$library/$1")"
  else
    printf 'link %s' "$(printf '%s' "$library/$1" | digest)"
  fi
}

# Whether what stands there is what we left there.
is_ours() {
  case $2 in
  'link '* | 'file '*) recorded_hashes "${2%% *}" "$1" | grep -Fqx -- "${2#* }" ;;
  *) return 1 ;;
  esac
}

# How a path stands in the end, and the hash that it may still have where a run was killed.
keep() {
  new="$new$1$tab.claude/$2
"
  under_way="$under_way$1 ${3:-}$tab.claude/$2
"
}

plan() {
  report "$1" "$2"
  ops="$ops$1$tab$2
"
}

# Beside its place and renamed, so that nobody finds half a file; by one name, so that the next run finds a part.
place() {
  mkdir -p "$(dirname -- "$2")"
  rm -f -- "$2.dotclaude-part"
  if $copy; then
    cp -- "$1" "$2.dotclaude-part"
    chmod 644 "$2.dotclaude-part"
  else
    ln -s "$1" "$2.dotclaude-part"
  fi
  mv -- "$2.dotclaude-part" "$2"
}

report() {
  $quiet || printf '    %-8s %s\n' "$1" "$2"
}

kept() {
  printf '  kept: %s %s\n' "$1" "$2" >&2
}

old_line() {
  printf '%s\n' "$old" | awk -F '\t' -v path="$1" '$3 == path { print $1 " " $2 }'
}

# What is recorded once all is done, or while it is under way.
write_state() {
  {
    printf '{\n  "version": 1,\n'
    if $uninstall; then
      printf '  "program": "",\n  "agents": [],\n  "files": {}\n}\n'
    else
      printf '  "program": "%s",\n  "agents": [\n    "claude"\n  ],\n  "files": {' "$version"
      printf '%s' "$1" | LC_ALL=C sort -t "$tab" -k 2 | awk -F '\t' '
        { split($1, stands, " ")
          printf "%s\n    \"%s\": {\n      \"how\": \"%s\",\n      \"hash\": \"%s\"", (NR > 1 ? "," : ""), $2, stands[1], stands[2]
          if (stands[3] != "") printf ",\n      \"previous\": \"%s\"", stands[3]
          printf "\n    }" }
        END { if (NR > 0) printf "\n  " }'
      printf '}\n}\n'
    fi
  } >"$state.dotclaude-part"
  mv -- "$state.dotclaude-part" "$state"
}

list=$(wanted)
for path in $list; do
  target=$HOME/.claude/$path
  ours=$(wanted_standing "$path")
  now=$(standing "$target")
  before=$(old_line ".claude/$path")
  if [ "$now" = "$ours" ]; then
    # A file of the user that happens to be the same stays the user's.
    [ -z "$before" ] || keep "$ours" "$path"
  elif [ -z "$now" ] || is_ours ".claude/$path" "$now"; then
    if [ -z "$now" ]; then plan create ".claude/$path"; else plan update ".claude/$path"; fi
    keep "$ours" "$path" "${now#* }"
  else
    kept "$target" 'is yours, or was changed since it was installed'
    [ -z "$before" ] || keep "$before" "$path"
  fi
done

# The loop is a child of this shell, so it tells what it finds by a line each.
gone=$(printf '%s\n' "$old" | while IFS=$tab read -r how hash path _; do
  [ -n "$path" ] || continue
  printf '%s\n' "$list" | grep -Fqx -- "${path#.claude/}" || printf '%s %s\t%s\n' "$how" "$hash" "$path"
done)
for path in $(printf '%s\n' "$gone" | cut -f 2); do
  target=$HOME/$path
  now=$(standing "$target")
  [ -n "$now" ] || continue
  if is_ours "$path" "$now"; then plan remove "$path"; else kept "$target" 'was changed since it was installed'; fi
done

$dry_run && exit 0

# What a run that was killed left half written.
printf '%s\n' "$old" | cut -f 3 | while read -r path; do
  [ -z "$path" ] || rm -f -- "$HOME/$path.dotclaude-part"
done

# From here on whatever is found of ours is known for ours, also if this run is killed.
$uninstall || [ -z "$ops" ] || write_state "$under_way${gone:+$gone
}"

printf '%s' "$ops" | while IFS=$tab read -r kind path; do
  case $kind in
  create | update) place "$library/${path#.claude/}" "$HOME/$path" ;;
  remove)
    rm -f -- "$HOME/$path"
    folder=$(dirname -- "$HOME/$path")
    while [ "$folder" != "$HOME" ] && rmdir -- "$folder" 2>/dev/null; do folder=$(dirname -- "$folder"); done
    ;;
  esac
done

write_state "$new"
