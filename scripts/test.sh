#!/usr/bin/env bash
# All tests of all three languages, every suite even if another fails. Reports go to build/reports/. The very
# last line counts: "N passed, N failed", and ", N skipped" where there are any.
source "$(dirname "$0")/lib.sh"
source "$ROOT/scripts/env.sh"
cd "$ROOT"

suite_limit=${SUITE_LIMIT_SECONDS:-270}
reports=$BUILD/reports
problems=()

"$ROOT/scripts/setup.sh" dev || problems+=(--problem '=setup is not complete, see above')
[[ -x node_modules/.bin/tsx ]] || die 'no test could run' 'the npm packages are not there' 'see the errors above'

rm -rf "$reports"
mkdir -p "$reports"
find /dev/shm -maxdepth 1 -name 'snakepit-shm.*' -printf '%f\n' >"$reports/shm-before.txt" 2>/dev/null || true
# Everything that the tests start inherits this: it tells our leftovers from those of others on this machine.
SNAKEPIT_SHM_TEST_RUN=$(date +%s)-$$
export SNAKEPIT_SHM_TEST_RUN

# suite NAME DIRECTORY COMMAND...   within the time limit, without a terminal to ask questions on.
suite() {
  local name=$1 directory=$2 status=0
  shift 2
  say "$name"
  (cd "$directory" && exec timeout --kill-after=10 "$suite_limit" "$@" </dev/null) || status=$?
  case $status in
    0) ;;
    124 | 137) problems+=(--problem "$name=stopped after $suite_limit s") ;;
    126 | 127) problems+=(--problem "$name=could not be started: $1") ;;
    *) problems+=(--problem "$name=ended with status $status") ;;
  esac
}

suite TypeScript "$ROOT" node_modules/.bin/mocha --forbid-only \
  --reporter ./scripts/reports/mocha-reporter.ts --reporter-option "output=$reports/mocha.xml"
suite Python "$ROOT/python_client" "$SNAKEPIT_SHM_PYTHON" -m pytest -q -p no:cacheprovider --junitxml="$reports/pytest.xml"
SNAKEPIT_SHM_JUNIT=$reports/exunit.xml suite Elixir "$ROOT/elixir_client" mix test

exec node --import tsx scripts/reports/main.ts --reports "$reports" --before "$reports/shm-before.txt" \
  --marker "SNAKEPIT_SHM_TEST_RUN=$SNAKEPIT_SHM_TEST_RUN" "${problems[@]}"
