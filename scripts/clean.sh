#!/usr/bin/env bash
# Removes build products. Lock files, sources, bench records and running processes are left alone.
source "$(dirname "$0")/lib.sh"
cd "$ROOT"

rm -rf build dist node_modules elixir_client/_build elixir_client/deps elixir_client/priv/*.so
find python_client examples test bench -type d \
  \( -name __pycache__ -o -name .pytest_cache -o -name .mypy_cache -o -name .ruff_cache -o -name .hypothesis \
  -o -name '*.egg-info' \) -prune -exec rm -rf {} +
rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
say 'clean'
