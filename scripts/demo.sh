#!/usr/bin/env bash
# The demo. FILE=path sends that file instead of the default one.
source "$(dirname "$0")/lib.sh"
source "$ROOT/scripts/env.sh"

export FILE=${FILE:-}
if [[ $FILE ]]; then
  [[ -r $FILE && -f $FILE ]] || die "cannot read $FILE" 'FILE= must name a readable file' "make demo FILE=$(command -v node)"
  FILE=$(realpath "$FILE")
fi
cd "$ROOT/elixir_client"
exec mix run --no-start ../examples/demo/demo.exs </dev/null
