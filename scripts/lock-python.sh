#!/usr/bin/env bash
# Pins the Python packages again, with hashes, after a change of python_client/requirements*.in.
# Needs uv (https://docs.astral.sh/uv) on the PATH.
set -euo pipefail
cd "$(dirname "$0")/../python_client"
for name in requirements requirements-dev; do
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
    --custom-compile-command 'scripts/lock-python.sh' "$name.in" --output-file "$name.txt"
done
