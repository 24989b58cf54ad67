# shellcheck shell=bash
# The environment in which the clients, the tests, the demo and the benchmarks run. Source it after lib.sh.

export SNAKEPIT_SHM_ROOT=$ROOT
export SNAKEPIT_SHM_PYTHON=${SNAKEPIT_SHM_PYTHON:-$BUILD/venv/bin/python}
export SNAKEPIT_SHM_SIDECAR=${SNAKEPIT_SHM_SIDECAR:-$ROOT/dist/sidecar/main.js}
export PYTHONPATH=$ROOT/python_client:$ROOT/examples${PYTHONPATH:+:$PYTHONPATH}
# `python3` is the one that has the packages, also for the workers that a sidecar starts.
[[ -x $BUILD/venv/bin/python3 ]] && export PATH=$BUILD/venv/bin:$PATH

# The BEAM wants a UTF-8 locale and warns without one.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac
