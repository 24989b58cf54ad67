#!/usr/bin/env bash
# Prints the verbs of a Makefile with the line that stands after `##` beside each.
source "$(dirname "$0")/lib.sh"

printf '%s\n\n' "${BOLD}make <verb>${PLAIN}"
while IFS= read -r line; do
  [[ $line =~ ^([a-z-]+):.*'## '(.*)$ ]] || continue
  printf '  %s%-16s%s %s\n' "$GREEN" "${BASH_REMATCH[1]}" "$PLAIN" "${BASH_REMATCH[2]}"
done <"$1"
printf '\n%s\n' "${DIM}What gets installed, and how to do without root, PyPI or Debian: docs/setup.md${PLAIN}"
