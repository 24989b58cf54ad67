#!/usr/bin/env bash
# Compiles the TypeScript into dist/. tsc -b itself knows what is up to date.
source "$(dirname "$0")/../lib.sh"
cd "$ROOT"

have node && [[ -x node_modules/.bin/tsc ]] || die 'TypeScript was not compiled' 'Node or the npm packages are not there' \
  'mend the npm step first (make setup says what is wrong)'

if ! progress 'TypeScript (tsc -b)' tsc npm run --silent build; then
  log_tail tsc 40
  die 'the TypeScript does not compile' 'the errors stand above' 'mend them, then run the same command again'
fi
