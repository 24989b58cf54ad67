# shellcheck shell=bash
# Debian's package tools, used gently: only what is missing, no questions, nothing recommended. Source it.

apt_quiet() {
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a apt-get -y -q \
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@"
}

# Package lists may be absent (a fresh image) or old (a file that has since been replaced). One broken
# third-party source must not matter, so the status of `update` does not count.
apt_retrying() { apt_quiet "$@" || { apt_quiet update || true; apt_quiet "$@"; }; }

missing_packages() {
  local package
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || printf '%s\n' "$package"
  done
}

# apt_install LABEL PACKAGE...   status 1, with the command to run, where we may not or cannot.
apt_install() {
  local label=$1 wanted
  shift
  mapfile -t wanted < <(missing_packages "$@")
  ((${#wanted[@]})) || return 0
  if ! is_root; then
    complain "missing Debian packages: ${wanted[*]}" 'installing them takes root, and this is not root' \
      "sudo apt-get install --no-install-recommends ${wanted[*]}"
    return 1
  fi
  progress "$label: ${wanted[*]}" "apt-${wanted[0]}" \
    apt_retrying install --no-install-recommends "${wanted[@]}" && return
  log_tail "apt-${wanted[0]}"
  complain "apt-get could not install: ${wanted[*]}" 'the end of its log stands above' \
    "apt-get update && apt-get install ${wanted[*]}"
  return 1
}
