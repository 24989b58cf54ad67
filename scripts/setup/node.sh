#!/usr/bin/env bash
# The npm packages, exactly as package-lock.json pins them.
source "$(dirname "$0")/../lib.sh"
cd "$ROOT"

have node && have npm || die 'node and npm were not found' \
  'the sidecar is a Node program' \
  'install Node 20.19 or newer with npm: https://nodejs.org/en/download'
# shellcheck disable=SC2016
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  die "node $(node --version) is too old" 'package.json asks for 20.19 or newer' \
    'install a newer Node: https://nodejs.org/en/download'

print=$(fingerprint package-lock.json "$(node --version)" "$(uname -sm)")
if [[ -f node_modules/.package-lock.json ]] && stamp_is node "$print"; then exit 0; fi

if ! progress 'npm packages (npm ci)' npm-ci npm ci --no-audit --no-fund; then
  log_tail npm-ci
  die 'npm ci failed' 'the end of its log stands above' \
    'check that the npm registry answers: npm ping' \
    'if package.json and package-lock.json disagree: npm install, and commit the lock file'
fi
stamp_set node "$print"
