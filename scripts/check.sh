#!/usr/bin/env bash
# Everything that can be said about the code without running it, in all languages. All checks run even if one
# fails; each is quiet unless it has something to say.
source "$(dirname "$0")/lib.sh"
source "$ROOT/scripts/env.sh"
cd "$ROOT"

failed=() unchecked=()

# check LABEL COMMAND...
check() {
  local label=$1 log=$BUILD/logs/check.log
  shift
  if NO_COLOR=1 "$@" >"$log" 2>&1 </dev/null; then
    say "$label ${GREEN}ok${PLAIN}"
  else
    say "$label ${RED}failed${PLAIN}: $*"
    sed 's/^/    /' "$log"
    failed+=("$label")
  fi
}

# unchecked LABEL WHY   for a tool that this machine cannot have. On CI that is a failure.
unchecked() {
  say "$1 ${YELLOW}not checked${PLAIN}: $2"
  unchecked+=("$1")
}

in_folder() { (cd "$1" && shift && "$@"); }

# Generating again must change nothing, whatever else is being edited.
generated_files() {
  local before after
  before=$(working_tree) || return
  npm run --silent generate || return
  after=$(working_tree) || return
  diff <(printf '%s' "$before") <(printf '%s' "$after") && return
  echo 'npm run generate changed the files above: commit what it writes'
  return 1
}
working_tree() {
  local file
  git ls-files -z --cached --others --exclude-standard -- proto elixir_client/lib python_client docs |
    while IFS= read -r -d '' file; do [[ ! -f $file ]] || sha256sum "$file"; done | sort -k2
}

nif_sources() {
  local include
  include=$(erl -noshell -eval 'io:put_chars(code:root_dir()), halt().')/usr/include
  "${CC:-cc}" -std=gnu11 -fsyntax-only -Wall -Wextra -Werror -Wno-unused-parameter -I "$include" "$@"
}

shell_scripts() {
  local file
  for file in .ci/run scripts/*.sh scripts/setup/*.sh; do bash -n "$file" || return; done
  have shellcheck || return 0
  (cd scripts && shellcheck -- *.sh setup/*.sh ../.ci/run)
}

"$ROOT/scripts/setup.sh" dev || failed+=(setup)

check 'TypeScript: format and lint (biome)' node_modules/.bin/biome ci --colors=off .
check 'TypeScript: types (tsc -b)' node_modules/.bin/tsc -b
check 'architecture: file sizes and imports' node --import tsx scripts/check-architecture.ts
check 'generated files are up to date' generated_files
check 'shell scripts' shell_scripts

if [[ -x $BUILD/venv/bin/ruff ]]; then
  # From python_client/, so that its settings hold for the Python files elsewhere too.
  ruff() { (cd python_client && "$BUILD/venv/bin/ruff" "$1" "${@:2}" --config pyproject.toml . "${python_elsewhere[@]}"); }
  python_elsewhere=()
  for path in examples bench test; do
    [[ $(find "$path" -name '*.py' -print -quit 2>/dev/null) ]] && python_elsewhere+=("../$path")
  done
  check 'Python: lint (ruff check)' ruff check --quiet
  check 'Python: format (ruff format)' ruff format --check
  check 'Python: types (mypy --strict)' in_folder python_client "$BUILD/venv/bin/mypy" --strict .
else
  unchecked 'Python: lint, format, types' 'ruff and mypy come from PyPI, which did not answer at setup'
fi

if have mix; then
  check 'Elixir: format (mix format)' in_folder elixir_client mix format --check-formatted
  check 'Elixir: warnings are errors (mix compile)' \
    in_folder elixir_client env MIX_BUILD_PATH="$BUILD/mix-check" mix compile --force --warnings-as-errors
else
  unchecked 'Elixir: format, warnings' 'mix was not found'
fi

nif=(elixir_client/c_src/*.c)
if [[ ! -f ${nif[0]} ]] || ! have "${CC:-cc}" || ! have erl; then
  unchecked 'C: the NIF without warnings' 'needs a C compiler and erl_nif.h'
else
  check 'C: the NIF without warnings (cc -Wall -Wextra -Werror)' nif_sources "${nif[@]}"
fi

listed() { printf '%s; ' "$@" | sed 's/; $//'; }
((${#unchecked[@]} == 0)) || warn "not checked here: $(listed "${unchecked[@]}")"
[[ ${CI:-} ]] && failed+=("${unchecked[@]}")
((${#failed[@]} == 0)) || die "${#failed[@]} checks failed" "$(listed "${failed[@]}")" \
  'formatting mends itself: npm run format, ruff format, mix format' 'then: make check'
say "${GREEN}all checks passed${PLAIN}"
