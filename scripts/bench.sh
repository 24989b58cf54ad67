#!/usr/bin/env bash
# The benchmarks. Each writes a record into bench/records/.
source "$(dirname "$0")/lib.sh"
source "$ROOT/scripts/env.sh"

mkdir -p "$ROOT/bench/records"
cd "$ROOT/elixir_client"
exec mix run --no-start ../bench/run.exs "$@" </dev/null
