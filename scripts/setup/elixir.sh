#!/usr/bin/env bash
# Compiles the Elixir client, and its NIF where a compiler is there.
source "$(dirname "$0")/../lib.sh"
source "$ROOT/scripts/env.sh"

cd "$ROOT/elixir_client"
have mix || die 'the Elixir client was not compiled' 'mix was not found' 'mend the Elixir step first (it says how)'

# Where Debian's gun was not unpacked, mix.exs asks hex for it.
if [[ ${SNAKEPIT_SHM_DEPS:-} == hex ]] || ! compgen -G "$BUILD/gun/gun-*/ebin" >/dev/null; then
  fetch() { mix local.hex --force --if-missing && mix deps.get; }
  progress 'Elixir packages (hex)' mix-deps fetch || {
    log_tail mix-deps
    die 'the Elixir packages could not be fetched' 'the end of the log stands above' \
      'check that hex.pm answers' 'on Debian, without hex: make setup with SNAKEPIT_SHM_DEPS unset'
  }
fi

if ! progress 'Elixir client (mix compile)' mix-compile mix compile; then
  log_tail mix-compile 40
  die 'the Elixir client does not compile' 'the errors stand above' 'mend them, then run the same command again'
fi
# What the build says about the NIF is worth a look.
grep -iE '\b(nif|compiler)\b' "$BUILD/logs/mix-compile.log" || true
