#!/usr/bin/env bash
# Writes docs/requirements.md. Arguments go to the program: --require FAMILY fails where that family has gaps.
source "$(dirname "$0")/lib.sh"
cd "$ROOT"
exec node --import tsx scripts/coverage-matrix/main.ts "$@"
