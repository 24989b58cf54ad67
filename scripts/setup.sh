#!/usr/bin/env bash
# Installs and builds what a verb needs, and nothing twice.
#   scripts/setup.sh runtime   to run things: npm packages, Python packages, Elixir, the builds
#   scripts/setup.sh dev       the same, and what tests and checks need (the default)
#   scripts/setup.sh node      npm packages only
# A step that fails does not stop the others: all that is missing is said in one go.
source "$(dirname "$0")/lib.sh"

level=${1:-dev}
case $level in
  node) steps=(node) ;;
  runtime) steps=(node 'python runtime' system gun build elixir) ;;
  dev) steps=(node 'python dev' system gun build elixir) ;;
  *) die "unknown setup level: $level" 'this script knows node, runtime and dev' 'run: make help' ;;
esac

# Two at once would install into each other's folders.
if have flock; then
  exec 9>"$BUILD/.setup.lock"
  flock --nonblock 9 || { say 'waiting for another setup to finish' && flock 9; }
fi

failed=()
for step in "${steps[@]}"; do
  read -r name argument <<<"$step"
  "$ROOT/scripts/setup/$name.sh" "${argument:-}" 9>&- || failed+=("$name")
done

if ((${#failed[@]})); then
  warn "not set up: ${failed[*]} (the reasons stand above)"
  exit 1
fi
