# shellcheck shell=bash
# What all scripts share: paths, progress, errors that help, and stamps. Source it, do not run it.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD=$ROOT/build
mkdir -p "$BUILD/logs" "$BUILD/stamps"

# Colour only where somebody can see it and did not decline it (https://no-color.org).
if [[ -t 1 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
  BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' YELLOW=$'\e[33m' PLAIN=$'\e[0m' LIVE=1
else
  BOLD='' DIM='' RED='' GREEN='' YELLOW='' PLAIN='' LIVE=
fi

say() { printf '%s\n' "${BOLD}==>${PLAIN} $*"; }
note() { printf '%s\n' "    ${DIM}$*${PLAIN}"; }
warn() { printf '%s\n' "${YELLOW}warning:${PLAIN} $*" >&2; }

# complain WHAT WHY NEXT...   says what happened, why, and what to do next.
complain() {
  {
    printf '%s\n' "${RED}error:${PLAIN} $1"
    printf '  %s\n' "why:  $2"
    shift 2
    local next
    for next in "$@"; do printf '  %s\n' "next: $next"; done
  } >&2
}

die() {
  complain "$@"
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [[ $(id -u) == 0 ]]; }

# progress LABEL LOG COMMAND...   runs a long command with its output in build/logs/LOG.log and says that it
# lives: a running clock on a terminal, a line every half minute elsewhere. Returns the command's status.
progress() {
  local label=$1 log=$BUILD/logs/$2.log start=$SECONDS status=0 pid next=2
  shift 2
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  # A background job does not hear Ctrl-C by itself.
  trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    if [[ $LIVE ]]; then
      printf '\r%s' "${BOLD}==>${PLAIN} $label ${DIM}$((SECONDS - start)) s${PLAIN} "
    elif ((SECONDS - start >= next)); then
      say "$label ... ${DIM}$((SECONDS - start)) s${PLAIN}"
      next=$((next + 30))
    fi
    sleep 0.2
  done
  wait "$pid" || status=$?
  trap - INT TERM
  [[ $LIVE ]] && printf '\r\e[K'
  if ((status == 0)); then
    say "$label ${GREEN}done${PLAIN} ${DIM}($((SECONDS - start)) s)${PLAIN}"
  else
    say "$label ${RED}failed${PLAIN} ${DIM}(status $status, log: ${log#"$ROOT"/})${PLAIN}"
  fi
  return "$status"
}

# The end of a log, for people who read an error.
log_tail() { sed 's/^/  | /' <(tail -n "${2:-15}" "$BUILD/logs/$1.log") >&2; }

# fingerprint FILE-OR-WORD...   one hash over the contents of files and over plain words.
fingerprint() {
  local item
  for item in "$@"; do
    if [[ -f $item ]]; then cat "$item"; else printf '%s\n' "$item"; fi
  done | sha256sum | cut -c1-16
}

# Stamps say what was done for which fingerprint, so that a second run has nothing to do.
stamp_is() { [[ -f $BUILD/stamps/$1 && $(<"$BUILD/stamps/$1") == "$2" ]]; }
stamp_set() { printf '%s' "$2" >"$BUILD/stamps/$1"; }
