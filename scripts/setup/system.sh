#!/usr/bin/env bash
# Elixir with the Erlang applications that the client needs, and the headers for its NIF. An Elixir that is
# already there, from wherever, is used as it is.
source "$(dirname "$0")/../lib.sh"
source "$ROOT/scripts/setup/debian.sh"

applications=(crypto eunit inets parsetools public_key runtime_tools ssl tools)

erlang_root() { erl -noshell -eval 'io:put_chars(code:root_dir()), halt().' </dev/null 2>/dev/null; }
missing_applications() {
  local list
  list=$(IFS=,; echo "${applications[*]}")
  erl -noshell -eval "[io:format(\"~s \", [A]) || A <- [$list], is_tuple(code:lib_dir(A))], halt()." </dev/null
}
elixir_is_recent() { elixir -e 'System.version() |> Version.match?("~> 1.14") || System.halt(1)' </dev/null >/dev/null 2>&1; }

print=$(fingerprint "$(command -v elixir || true)" "$(command -v erl || true)" "$(command -v cc || true)" "$0")
if have elixir && have mix && have erl && stamp_is system "$print"; then exit 0; fi

if ! have elixir || ! have mix || ! have erl || [[ $(missing_applications) ]] || ! elixir_is_recent; then
  have apt-get || die 'Elixir was not found, or parts of it are missing' \
    'the client and the demo need Elixir 1.14 or newer on OTP 25 or newer' \
    'install it: https://elixir-lang.org/install.html'
  apt_install 'Elixir and Erlang (Debian)' elixir erlang-crypto erlang-ssl erlang-parsetools erlang-tools \
    erlang-eunit erlang-inets erlang-public-key erlang-runtime-tools erlang-dev || exit 1
fi
hash -r
elixir_is_recent || die "the Elixir at $(command -v elixir || echo nowhere) does not work or is older than 1.14" \
  'the client is written for 1.14 or newer' 'put a newer one first on the PATH, or install: https://elixir-lang.org/install.html'
[[ -z $(missing_applications) ]] || die "the Erlang at $(command -v erl) lacks: $(missing_applications)" \
  'the gRPC connection, the tests and mix need them' 'install the full Erlang/OTP of your distribution'

# The NIF is optional: without it the client reads and writes files under the same layout.
headers=$(erlang_root)/usr/include/erl_nif.h
if ! have "${CC:-cc}"; then
  warn "no C compiler (${CC:-cc}): the Elixir client works without its NIF, slower; to have it: apt-get install gcc, then make setup"
elif [[ ! -f $headers ]] && have apt-get; then
  apt_install 'Erlang headers (Debian)' erlang-dev || true
fi
[[ -f $headers ]] || warn "no erl_nif.h under $(erlang_root): the Elixir client works without its NIF, slower"

stamp_set system "$(fingerprint "$(command -v elixir)" "$(command -v erl)" "$(command -v cc || true)" "$0")"
