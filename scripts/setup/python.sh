#!/usr/bin/env bash
# build/venv: a Python with the pinned packages and this checkout's client on its path.
#   python.sh runtime | dev
# Packages come from PyPI by hashed lock files. Where PyPI does not answer, Debian's own packages do.
source "$(dirname "$0")/../lib.sh"
source "$ROOT/scripts/setup/debian.sh"

level=${1:-dev}
client=$ROOT/python_client
venv=$BUILD/venv
runtime_lock=$client/requirements.txt
lock=$runtime_lock
[[ $level == dev ]] && lock=$client/requirements-dev.txt

usable_python() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3.11 python3 python3.12 python3.13 python3.14; do
    if have "$candidate" && usable_python "$candidate"; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

install_pinned() {
  "$1" -m venv "$venv" && "$venv/bin/python" -m pip install --disable-pip-version-check --no-input \
    --retries 2 --timeout 20 --require-hashes --only-binary :all: -r "$lock"
}

from_pypi() {
  rm -rf "$venv"
  progress "Python packages, $level (pip)" pip install_pinned "$1" && return
  rm -rf "$venv"
  if grep -q 'DO NOT MATCH THE HASHES' "$BUILD/logs/pip.log"; then
    log_tail pip
    die 'a Python package is not the one that was pinned' \
      'its hash differs from the lock file; it may have been tampered with' \
      'do not install it; find out which index served it'
  fi
  return 1
}

from_debian() {
  local packages=(python3-grpcio python3-protobuf python3-numpy)
  [[ $level == dev ]] && packages+=(python3-pytest python3-hypothesis)
  have apt-get || return 1
  apt_install "Python packages, $level (Debian)" "${packages[@]}" || return 1
  rm -rf "$venv"
  /usr/bin/python3 -m venv --system-site-packages --without-pip "$venv"
}

# The client is used from the checkout: edits count at once and no build backend is needed.
link_client() {
  local site
  site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  printf '%s\n' "$client" >"$site/snakepit-shm-checkout.pth"
}

imports='import google.protobuf, grpc, numpy'
[[ $level == dev ]] && imports+=', hypothesis, pytest'

print=$(fingerprint "$runtime_lock" "$client/requirements-dev.txt" "${PYTHON:-}" "$ROOT" "$0")
works() { "$venv/bin/python" -c "$imports" >/dev/null 2>&1; }
# What is there for `dev` serves `runtime` too.
if [[ -x $venv/bin/python ]] && { stamp_is python-dev "$print" || stamp_is "python-$level" "$print"; } && works; then
  exit 0
fi
rm -f "$BUILD/stamps/python-dev" "$BUILD/stamps/python-runtime"

if python=$(find_python) && from_pypi "$python"; then
  :
else
  if [[ ${python:-} ]]; then
    warn 'pip could not install the pinned packages; trying Debian'\''s own'
    log_tail pip 4
  else
    note 'no Python 3.11 or newer that can make virtual environments was found; trying Debian'\''s own'
  fi
  from_debian || die 'the Python side is not set up' \
    'neither PyPI nor Debian packages could be used (reasons above)' \
    'with network: install Python 3.11 or newer with its venv module, then run this again (PYTHON=/path chooses one)' \
    'without PyPI, on Debian: apt-get install python3-grpcio python3-protobuf python3-numpy python3-pytest python3-hypothesis'
  warn 'using Debian'\''s Python packages: older than the pinned ones, and without ruff and a current mypy'
fi

link_client
works || die 'the Python packages do not load' "$("$venv/bin/python" -c "$imports" 2>&1 | tail -n 1)" \
  'remove build/venv and run this again'
stamp_set "python-$level" "$print"
