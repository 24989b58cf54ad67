"""The life of a worker process: serve, attach, say ready; end with the lifeline."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import grpc

from .._hello import Identity
from .._proto.session import ClientFrame, Tool, WorkerReady
from .._session import Session
from .._version import VERSION
from ._service import Service
from ._tool import tools_of

if TYPE_CHECKING:
    from ._tool import Adapter

_log = logging.getLogger("snakepit_shm.worker")

FEATURES = ("shm.v1", "term", "ndarray")
LINGER_S = 10.0
_SERVER_OPTIONS = (
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
    ("grpc.max_concurrent_streams", 1000),
    # Clients may send pings as they like; the default answer to "too many" is to hang up.
    ("grpc.http2.max_ping_strikes", 0),
    ("grpc.http2.max_frame_size", 1024 * 1024),
    # The initial window stays what the first SETTINGS say. gun 1.3 does not apply a later change to streams
    # that are open, so a server that probes the bandwidth and changes it stalls uploads for ever.
    ("grpc.http2.bdp_probe", 0),
    ("grpc.http2.lookahead_bytes", 8 * 1024 * 1024),
    ("grpc.so_reuseport", 0),
)


class WorkerProcess:
    """One worker. ``sidecar`` empty: no session, everything inline."""

    def __init__(self, adapter: Adapter, worker: str, socket: str, sidecar: str, threads: int) -> None:
        self._adapter = adapter
        self._worker = worker
        self._socket = socket
        self._tools = tools_of(adapter)
        self._stopping = threading.Event()
        self._session: Session | None = None
        if sidecar:
            identity = Identity(
                client=f"python/{VERSION}",
                worker_secret=os.environ.pop("SNAKEPIT_SHM_WORKER_SECRET", ""),
                features=FEATURES,
            )
            self._session = Session(sidecar, identity, on_attached=self._say_ready)
        self._service = Service(worker, self._tools, self._session)
        self._server = grpc.server(
            ThreadPoolExecutor(threads, thread_name_prefix="snakepit-shm tool"),
            options=_SERVER_OPTIONS,
        )
        self._server.add_generic_rpc_handlers(self._service.handlers())

    def run(self) -> None:
        """Serve until the lifeline closes or a signal asks to end."""
        self._adapter.start()
        self._listen()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stopping.set())
        threading.Thread(target=self._hold_lifeline, name="snakepit-shm lifeline", daemon=True).start()
        if self._session is not None:
            self._session.start()
        self._stopping.wait()
        self._linger()
        self._server.stop(grace=0.5).wait()
        if self._session is not None:
            self._session.close()
        self._adapter.stop()

    def _listen(self) -> None:
        previous = os.umask(0o177)  # the socket is 0600 from its first moment
        try:
            self._server.add_insecure_port(f"unix:{self._socket}")
        finally:
            os.umask(previous)
        self._server.start()

    def _say_ready(self, session: Session) -> None:
        listed = [Tool(name=spec.name, description=spec.description) for spec in self._tools.values()]
        ready = WorkerReady(worker=self._worker, socket=self._socket, tools=listed, features=FEATURES)
        session.send(ClientFrame(worker_ready=ready))

    def _hold_lifeline(self) -> None:
        try:
            while os.read(sys.stdin.fileno(), 4096):
                pass
        except (OSError, ValueError):
            pass
        if self._session is not None:
            self._session.stop_reconnecting()
        self._stopping.set()

    def _linger(self) -> None:
        """Go on answering while calls run or somebody is connected, for at most ``LINGER_S`` seconds."""
        deadline = time.monotonic() + LINGER_S
        while time.monotonic() < deadline:
            if not self._service.running and not connected_peers(self._socket):
                return
            time.sleep(0.02)


def connected_peers(socket: str) -> int:
    """Return how many connections to the Unix socket ``socket`` are open; 0 where nobody can tell."""
    try:
        lines = Path("/proc/net/unix").read_text().splitlines()
    except OSError:
        return 0
    connected = "03"
    rows = (line.split(None, 7) for line in lines[1:])
    return sum(1 for row in rows if len(row) == 8 and row[7] == socket and row[5] == connected)  # noqa: PLR2004
