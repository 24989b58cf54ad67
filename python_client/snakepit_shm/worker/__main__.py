"""``python -m snakepit_shm.worker``: one worker process. The sidecar starts it; see docs/protocol.md."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_EPILOG = """\
environment:
  SNAKEPIT_SHM_WORKER_SECRET  proves to the sidecar that it started this process
  SNAKEPIT_SHM_LOG            log level on standard error: debug, info, warning (default), error

The worker ends when its standard input closes: at once when nothing runs and nobody is connected, otherwise
when its calls have finished, after at most 10 s.

example of an adapter, in my_tools.py (started with --adapter my_tools:MyTools):
  from snakepit_shm import Adapter, tool

  class MyTools(Adapter):
      @tool(description="Adds up an array")
      def total(self, values):
          return float(values.sum())
"""


def parse_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the parsed command line; exits with 2 and a message when it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="python -m snakepit_shm.worker",
        description="Serve the tools of an adapter to Elixir over a Unix socket.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--adapter",
        required=True,
        metavar="MODULE:CLASS",
        help="class whose @tool methods are served",
    )
    parser.add_argument("--worker", required=True, metavar="ID", help="id of this worker in the directory")
    parser.add_argument("--socket", required=True, metavar="PATH", help="Unix socket to serve on")
    parser.add_argument(
        "--sidecar",
        default="",
        metavar="PATH",
        help="socket of the sidecar; without it all goes inline",
    )
    parser.add_argument(
        "--threads", type=int, default=16, metavar="N", help="tools run at once (default: 16)"
    )
    parsed = parser.parse_args(arguments)
    if parsed.threads < 1:
        parser.error(f"--threads {parsed.threads} must be at least 1")
    if ":" not in parsed.adapter:
        parser.error(f"--adapter {parsed.adapter!r} is not of the form module:Class")
    return parsed


def load_adapter(name: str) -> Any:
    """Return an instance of the class named ``module:Class``; exits with a message when there is none."""
    module_name, _, class_name = name.partition(":")
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 - an adapter beside the caller is found
    try:
        kind = getattr(importlib.import_module(module_name), class_name, None)
    except ModuleNotFoundError as error:
        raise SystemExit(f"--adapter {name}: {error}") from None
    if not isinstance(kind, type):
        raise SystemExit(f"--adapter {name}: module {module_name} has no class {class_name}")
    return kind()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a worker until it is told to end."""
    parsed = parse_arguments(arguments)
    level = os.environ.get("SNAKEPIT_SHM_LOG", "warning").upper()
    logging.basicConfig(
        level=level,
        format='{"time":"%(asctime)s","level":"%(levelname)s","logger":"%(name)s","message":"%(message)s"}',
    )
    # Read by grpc when it is first imported. The grpc of Debian 12 aborts a child that forks from a server
    # unless this is off; a tool that forks and attaches in the child needs a newer grpc.
    os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"
    from ._process import WorkerProcess

    adapter = load_adapter(parsed.adapter)
    WorkerProcess(adapter, parsed.worker, parsed.socket, parsed.sidecar, parsed.threads).run()


if __name__ == "__main__":
    main()
