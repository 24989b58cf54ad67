#!/usr/bin/env bash
# Long runs: every test/soak/*.soak.ts (Node) and test/soak/*.exs (Elixir), one after another, all of them
# even if one fails. SOAK=name runs only those whose file name holds it.
source "$(dirname "$0")/lib.sh"
source "$ROOT/scripts/env.sh"

failed=() ran=0
for file in "$ROOT"/test/soak/*.soak.ts "$ROOT"/test/soak/*.exs; do
  [[ -f $file && $file == *"${SOAK:-}"* ]] || continue
  name=${file#"$ROOT"/} started=$SECONDS ran=$((ran + 1))
  say "$name"
  case $file in
    *.ts) (cd "$ROOT" && node --import tsx "$file" </dev/null) || failed+=("$name") ;;
    *.exs) (cd "$ROOT/elixir_client" && mix run --no-start "$file" </dev/null) || failed+=("$name") ;;
  esac
  note "$((SECONDS - started)) s"
done

((ran)) || die 'nothing to soak' "no file under test/soak/ matches '${SOAK:-}'" 'ls test/soak'
say "$((ran - ${#failed[@]})) of $ran soak runs passed"
((${#failed[@]} == 0)) || die "failed: ${failed[*]}" 'their output stands above' "SOAK=name make soak runs one of them"
