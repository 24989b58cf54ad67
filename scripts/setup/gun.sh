#!/usr/bin/env bash
# gun and cowlib, the HTTP/2 client under the Elixir client, without hex: Debian ships both, compiled, inside
# its rabbitmq-server package. The package is downloaded (apt checks the signature), unpacked into build/,
# and never installed or started.
source "$(dirname "$0")/../lib.sh"
source "$ROOT/scripts/setup/debian.sh"

[[ ${SNAKEPIT_SHM_DEPS:-} == hex ]] && exit 0

gun='gun-1.3.3'
cowlib='cowlib-2.9.1'
target=$BUILD/gun
complete() { [[ -f $1/$gun/ebin/gun.app && -f $1/$cowlib/ebin/cowlib.app ]]; }
complete "$target" && exit 0

with_hex='SNAKEPIT_SHM_DEPS=hex make setup   takes gun from hex.pm instead'
if ! have apt-get || ! have dpkg-deb; then
  note 'this is not a Debian machine: gun will come from hex.pm'
  exit 0
fi

work=$(mktemp -d "$BUILD/gun-download.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
download() { apt_retrying download rabbitmq-server && dpkg-deb -x rabbitmq-server_*.deb unpacked; }
if ! progress 'gun and cowlib (from Debian, not installed)' gun download; then
  log_tail gun
  die 'gun was not set up' 'the Debian package rabbitmq-server could not be downloaded (log above)' \
    'apt-get update, then make setup' "$with_hex"
fi

mkdir ready
for name in "$gun" "$cowlib"; do
  found=(unpacked/usr/lib/rabbitmq/lib/rabbitmq_server-*/plugins/"${name%-*}"-*/)
  [[ -d ${found[0]} && $(basename "${found[0]}") == "$name" ]] || die "this Debian release ships ${found[0]##*plugins/} instead of $name" \
    'the client is tested with exactly this version' "$with_hex"
  cp -r "${found[0]%/}" "ready/$name"
done
complete ready || die 'gun was not set up' 'the package holds no compiled gun.app or cowlib.app' "$with_hex"
cp unpacked/usr/share/doc/rabbitmq-server/copyright ready/COPYRIGHT
rm -rf "$target"
mv ready "$target"
