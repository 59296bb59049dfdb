#!/bin/sh
# Keeps this clone of the library in step with its remote, without Node: pull gets and installs what is new, push
# commits and sends what you changed, after a scan for secrets without whose answer nothing is sent.
set -eu

usage() {
  cat <<'HELP'
Usage: ./sync.sh [pull|push|status] [--help]

  pull    fetch, put your commits on top of what came, and run ./bootstrap.sh (what happens without a word)
  push    commit every change, scan all that the remote does not have, and push it
  status  how this clone stands to its remote, and what is changed

Exit codes: 0 done, 1 something looks like a secret and nothing was pushed, 2 it could not be done, 64 wrong call.
HELP
}

fail() {
  printf 'sync.sh: %s\n' "$1" >&2
  exit 2
}

[ "$#" -le 1 ] || {
  usage >&2
  exit 64
}
command=${1:-pull}
case $command in
pull | push | status) ;;
-h | --help)
  usage
  exit 0
  ;;
*)
  printf 'sync.sh: unknown argument: %s\n' "$command" >&2
  usage >&2
  exit 64
  ;;
esac

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here"
# What asks for a password would wait for ever.
GIT_TERMINAL_PROMPT=0
export GIT_TERMINAL_PROMPT

git rev-parse --git-dir >/dev/null 2>&1 || fail "$here is in no git repository"
branch=$(git symbolic-ref --quiet --short HEAD) || fail "$here is on no branch"
remote=$(git config --get "branch.$branch.remote" || echo origin)
merge=$(git config --get "branch.$branch.merge" || echo "refs/heads/$branch")
tracked=refs/remotes/$remote/${merge#refs/heads/}
git config --get "remote.$remote.url" >/dev/null || fail "$here has no remote $remote"

scratch=$(mktemp -d "${TMPDIR:-/tmp}/dotclaude-sync.XXXXXX") || fail "no folder for temporary files"
index=
trap 'rm -rf "$scratch"; [ -z "$index" ] || rm -f "$index"' EXIT
trap 'exit 130' INT TERM

# Extended regular expressions of texts that are secrets by their form. The program knows more of them; what is assigned
# to a name like `token` is looked at by both.
cat >"$scratch/forms" <<'FORMS'
gh[pousr]_[A-Za-z0-9]{10,}
github_pat_[A-Za-z0-9_]{20,}
gl(pat|dt|rt|ptt|soat)-[A-Za-z0-9_-]{20,}
(AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}
xox[abeoprs]-[A-Za-z0-9-]{10,}
xapp-[0-9]-[A-Za-z0-9-]{10,}
hooks\.slack\.com/(services|workflows)/[A-Za-z0-9/_-]{20,}
AIza[A-Za-z0-9_-]{35}
ya29\.[A-Za-z0-9_-]{20,}
(^|[^A-Za-z0-9_-])sk-[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]{15,}
(sk|rk|pk)_(live|test)_[A-Za-z0-9]{16,}
whsec_[A-Za-z0-9+/=]{20,}
npm_[A-Za-z0-9]{36}
pypi-[A-Za-z0-9_-]{50,}
hf_[A-Za-z0-9]{30,}
do[opr]_v1_[a-f0-9]{64}
SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}
sbp_[a-f0-9]{40}
lin_api_[A-Za-z0-9]{32,}
AGE-SECRET-KEY-1[A-Z0-9]{50,}
[0-9]{8,10}:AA[A-Za-z0-9_-]{33}
-----BEGIN [A-Z ]*PRIVATE KEY
eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}
[A-Za-z][A-Za-z0-9+.-]*:[/][/][^][:space:]:/@$<>"'`{}[]+:[^][:space:]:/@$<>"'`{}[]{3,}@[A-Za-z0-9]
AccountKey=[A-Za-z0-9+/=]{20,}
[Bb][Ee][Aa][Rr][Ee][Rr][[:space:]]+[A-Za-z0-9_.~+/=-]{20,}
FORMS

cat >"$scratch/assigned.awk" <<'AWK'
# Ends with 0 where a value of some length, with letters and figures, is assigned to what is named like a secret.
BEGIN {
  quote = "[\"" sprintf("%c", 39) "]?"
  name = "(key|token|secret|passwd|password|credential)s?" quote "[ \t]*(=>|:|=)[ \t]*" quote
  stand_in = "^(your|my|the|example|changeme|placeholder|redacted|none|null|true|false|undefined)([^a-z0-9_]|$)"
  code = "^(process|os|env|system|secrets)[.]"
}
{
  line = tolower($0)
  while (match(line, name "[a-z0-9+/_=.~-]+")) {
    value = substr(line, RSTART, RLENGTH)
    line = substr(line, RSTART + RLENGTH)
    sub(name, "", value)
    if (length(value) >= 16 && value ~ /[0-9]/ && value ~ /[a-z]/ && value !~ stand_in && value !~ code) found = 1
  }
}
END { exit found ? 0 : 1 }
AWK

# 0 where the text on standard input looks like a secret, 1 where not; anything else ends the run.
looks_secret() {
  LC_ALL=C tr -d '\000' >"$scratch/text" || fail "the scan for secrets failed; nothing was pushed"
  for search in "grep -aEq -f $scratch/forms" "awk -f $scratch/assigned.awk"; do
    found=0
    # shellcheck disable=SC2086 # The words of a command are meant to be split.
    LC_ALL=C $search <"$scratch/text" || found=$?
    [ "$found" -le 1 ] || fail "the scan for secrets failed; nothing was pushed"
    [ "$found" -eq 1 ] || return 0
  done
  return 1
}

# A grep that does not know what it is asked finds nothing, and nothing would look clean: so it is asked about a text that
# it has to find, and one that it must not. The first is put together here, so that no scan stops at this file.
prove_scan() {
  printf 'AK%s\n' 'IA0123456789ABCDEF' | looks_secret || fail "the scan finds no secret where there is one"
  printf 'pass%s: "aaaaaaa1aaaaaaaaaaaaaaaa"\n' word | looks_secret || fail "the scan finds no password where there is one"
  ! printf 'a text\n' | looks_secret || fail "the scan finds a secret where there is none"
}

# Lines of `name path`; says which of these blobs look like secrets, and gives 1 where one does.
scan_blobs() {
  clean=0
  while IFS= read -r line; do
    name=${line%% *}
    git cat-file blob "$name" >"$scratch/blob" || fail "git cannot read $name; nothing was pushed"
    if looks_secret <"$scratch/blob"; then
      printf 'secret-scan: %s looks like it holds a secret; nothing was pushed\n' "${line#* }" >&2
      clean=1
    fi
  done
  return "$clean"
}

fetch() {
  git fetch --quiet "$remote" || fail "git fetch $remote failed"
}

has() {
  git rev-parse --quiet --verify "$1" >/dev/null
}

count() {
  git rev-list --count "$@"
}

behind() {
  if has HEAD && has "$tracked"; then count "HEAD..$tracked"; else echo 0; fi
}

ahead() {
  if ! has HEAD; then echo 0; elif has "$tracked"; then count "$tracked..HEAD"; else count HEAD; fi
}

pull() {
  [ -z "$(git status --porcelain --untracked-files=no)" ] ||
    fail "there are changes that are not committed; run ./sync.sh push, or put them aside"
  fetch
  came=$(behind)
  if [ "$came" -gt 0 ] && [ "$(ahead)" -eq 0 ]; then
    git merge --quiet --ff-only "$tracked" || fail "git merge failed"
  elif [ "$came" -gt 0 ]; then
    git rebase --quiet "$tracked" >/dev/null 2>&1 || {
      git rebase --abort
      fail "what came and what you committed do not fit together; everything is as it was"
    }
  fi
  printf '%s commits pulled\n' "$came"
  exec ./bootstrap.sh
}

# An index of our own, so that a refusal leaves what the user staged as it was.
stage() {
  own=$(git rev-parse --git-path index)
  index=$own.$$
  [ ! -f "$own" ] || cp -- "$own" "$index"
  GIT_INDEX_FILE=$index git add --all || fail "git add failed"
}

staged_blobs() {
  if has HEAD; then base=HEAD; else base=$(git hash-object -t tree --stdin </dev/null); fi
  GIT_INDEX_FILE=$index git -c core.quotePath=false diff-index --cached --raw --no-abbrev --no-renames \
    --diff-filter=d "$base" >"$scratch/raw" || fail "git diff-index failed"
  # :100644 100644 OLD NEW M<tab>path; a submodule is a commit elsewhere.
  awk '$2 != "160000" { name = $4; sub(/^[^\t]*\t/, ""); print name " " $0 }' "$scratch/raw" >"$scratch/staged"
}

unpushed_blobs() {
  git rev-list --objects HEAD --not "--remotes=$remote" >"$scratch/objects" || fail "git rev-list failed"
  cut -d ' ' -f 1 "$scratch/objects" | git cat-file --batch-check='%(objecttype)' >"$scratch/types" ||
    fail "git cat-file failed"
  paste -d ' ' "$scratch/types" "$scratch/objects" | sed -n 's/^blob //p' >"$scratch/unpushed"
}

push() {
  prove_scan
  fetch
  [ "$(behind)" -eq 0 ] || fail "the remote has commits that this clone does not have; run ./sync.sh pull first"
  stage
  staged_blobs
  scan_blobs <"$scratch/staged" || exit 1
  if ! has HEAD || ! GIT_INDEX_FILE=$index git diff-index --cached --quiet HEAD; then
    GIT_INDEX_FILE=$index git commit --quiet -m "dotclaude: sync $(date -u +%Y-%m-%d)" || fail "git commit failed"
    git reset --quiet
  fi
  unpushed_blobs
  scan_blobs <"$scratch/unpushed" || exit 1
  git log --format=%B HEAD --not "--remotes=$remote" >"$scratch/messages" || fail "git log failed"
  if looks_secret <"$scratch/messages"; then
    printf 'secret-scan: a commit message looks like it holds a secret; nothing was pushed\n' >&2
    exit 1
  fi
  sent=$(ahead)
  if [ "$sent" -eq 0 ]; then
    printf 'no changes to push\n'
  else
    git push --quiet "$remote" "HEAD:$merge" || fail "git push failed"
    printf '%s commits pushed\n' "$sent"
  fi
}

status() {
  fetch
  printf '%s: %s to push, %s to pull\n' "$branch" "$(ahead)" "$(behind)"
  git status --short
}

"$command"
