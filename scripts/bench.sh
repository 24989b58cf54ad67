#!/usr/bin/env bash
# The benchmarks. Each writes a record into bench/records/. BENCH=name runs only those whose name holds it.
source "$(dirname "$0")/lib.sh"
source "$ROOT/scripts/env.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
missed=()

wanted() { [[ $1 == *"${BENCH:-}"* ]]; }

# transfers NAME [VARIABLE=value]: takes samples in Elixir, then holds them against the bars.
transfers() {
  local name=$1
  shift
  wanted "$name" || return 0
  say "$name"
  (cd "$ROOT/elixir_client" && env "$@" SAMPLES="$work/$name.tsv" mix run --no-start ../bench/transfers/run.exs </dev/null)
  (cd "$ROOT" && node --import tsx bench/transfers/report.ts "$work/$name.tsv" "$name") || missed+=("$name")
}

erlang=$(erl -noshell -eval 'io:format("~s", [code:root_dir()]), halt().')
cc -O2 -fPIC -shared -I "$erlang/usr/include" -o "$work/memcpy.so" "$ROOT/bench/transfers/memcpy.c"
transfers transfers MEMCPY_NIF="$work/memcpy"
transfers transfers-file-fallback SNAKEPIT_SHM_NO_NIF=1
if wanted event-loop; then
  say event-loop
  (cd "$ROOT" && node --import tsx bench/event-loop.ts)
fi

(cd "$ROOT" && node --import tsx bench/write-doc.ts)
((${#missed[@]} == 0)) || die "bars not met: ${missed[*]}" 'the machine was busy, or something became slower' 'compare bench/records with git diff'
