"""The session stream: attach, stay attached, come back. One background thread a client.

States: *detached* (no stream; the thread tries again with growing pauses) and *attached* (welcome received,
lock held). ``epoch`` is what the last welcome gave; a resumed session keeps it, a new session replaces it.
"""

from __future__ import annotations

import logging
import queue
import random
import threading
import time
from typing import TYPE_CHECKING, Any

import grpc

from ._epoch import Epoch
from ._errors import ErrorCode, ShmError, from_grpc
from ._hello import CHANNEL_OPTIONS, Identity, hello, open_stream, settle_frame
from ._housekeeping import Housekeeping
from ._policy import Policy
from ._presence import Presence
from ._proto.session import ClientFrame, LockHeld, ServerFrame, Worker
from ._reports import ReportQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ._magazine import Magazine
    from ._proto.ref import ShmRef
    from ._reports import TransferNote

_log = logging.getLogger("snakepit_shm")

_FIRST_PAUSE_S = 0.05
_LONGEST_PAUSE_S = 2.0


class Session:
    """Keeps one session with the sidecar at ``socket``. Call :meth:`start` once, :meth:`close` at the end."""

    def __init__(
        self,
        socket: str,
        identity: Identity,
        *,
        on_attached: Callable[[Session], None] | None = None,
    ) -> None:
        self._socket = socket
        self._identity = identity
        self._on_attached = on_attached
        self.epoch: Epoch | None = None
        self.presence = Presence()
        self._draining = False
        self.policy = Policy()
        self.workers: tuple[Worker, ...] = ()
        self.reports = ReportQueue()
        self.last_heard = 0.0
        self._out: queue.SimpleQueue[ClientFrame | None] = queue.SimpleQueue()
        self._call: Any = None
        self._closing = threading.Event()
        self._reconnect = True
        self._thread = threading.Thread(target=self._run, name="snakepit-shm session", daemon=True)
        self.housekeeping = Housekeeping(self)

    def start(self) -> None:
        """Begin to attach, in the background."""
        self._thread.start()
        self.housekeeping.start()

    @property
    def attached(self) -> bool:
        """Whether the stream is up and the session can be used."""
        return self.presence.attached

    def live_epoch(self) -> Epoch | None:
        """Return the epoch while the stream is up, else ``None``."""
        return self.epoch if self.attached else None

    def magazine(self) -> Magazine | None:
        """Return the owner's side while it may begin new transfers: attached and not draining."""
        epoch = self.live_epoch()
        return epoch.magazine if epoch is not None and not self._draining else None

    def send(self, frame: ClientFrame) -> None:
        """Queue a frame. Frames that are queued while detached are lost."""
        self._out.put(frame)

    def settle(self, refs: Iterable[ShmRef], reader: int) -> None:
        """Tell ``reader`` that the message with ``refs`` failed on the way."""
        for ref in refs:
            self.send(settle_frame(ref, reader))

    def report(self, note: TransferNote) -> None:
        """Queue what was seen of a transfer; it is sent soon, in a batch."""
        if self.reports.add(note):
            self.housekeeping.wake()

    def stop_reconnecting(self) -> None:
        """Stay detached once the stream ends: the sidecar that started this worker is going."""
        self._reconnect = False

    def close(self) -> None:
        """End the session and its threads. Idempotent. Views that were handed out stay valid."""
        if self._closing.is_set():
            return
        self._closing.set()
        self.housekeeping.close()
        self._out.put(None)  # half-closes the stream: the sidecar ends it
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(timeout=1.0)
            self.hang_up()
            self._thread.join(timeout=1.0)
        self.presence.close()
        if self.epoch is not None:
            self.epoch.end()
            self.epoch = None  # with it goes the session lock, once no view needs it

    def hang_up(self) -> None:
        """Break the stream, so that the thread makes a new one."""
        call = self._call
        if call is not None:
            call.cancel()

    def _run(self) -> None:
        pause = _FIRST_PAUSE_S
        while not self._closing.is_set():
            began = time.monotonic()
            try:
                self._stream()
            except (grpc.RpcError, ShmError) as error:
                self._failed(error if isinstance(error, ShmError) else from_grpc(error))
            except Exception:  # noqa: BLE001 - the thread must live; the fault is logged whole
                _log.exception("the session thread met a fault of this software")
                self._failed(ShmError(ErrorCode.INTERNAL, "the session thread failed"))
            self.presence.leave()
            if not self._reconnect:
                return
            pause = _FIRST_PAUSE_S if time.monotonic() - began > _LONGEST_PAUSE_S else pause
            self._closing.wait(pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads reconnects
            pause = min(2 * pause, _LONGEST_PAUSE_S)

    def _failed(self, error: ShmError) -> None:
        if error.code in {ErrorCode.SESSION_UNKNOWN, ErrorCode.ACCESS_DENIED} and self.epoch is not None:
            # The session cannot be resumed: another sidecar runs now. Begin anew.
            self.epoch.end()
            self.epoch = None
        if self.presence.fail(error):
            _log.debug("session: %s", error)

    def _stream(self) -> None:
        with grpc.insecure_channel(f"unix:{self._socket}", options=CHANNEL_OPTIONS) as channel:
            out: queue.SimpleQueue[ClientFrame | None] = queue.SimpleQueue()
            self._out = out
            out.put(ClientFrame(hello=hello(self._identity, self.epoch)))
            self._call = frames = open_stream(channel, iter(out.get, None))
            try:
                for frame in frames:
                    self.last_heard = time.monotonic()
                    self._receive(frame, channel)
            finally:
                self._call = None
                out.put(None)  # ends the thread that grpc feeds the stream with

    def _receive(self, frame: ServerFrame, channel: grpc.Channel) -> None:
        kind = frame.WhichOneof("frame")
        if kind == "welcome":
            self._welcome(frame, channel)
        elif kind == "policy":
            self.policy = Policy.from_wire(frame.policy)
        elif kind == "workers":
            self.workers = tuple(frame.workers.workers)
        elif kind == "drain":
            self._draining = True
        elif self.epoch is not None and kind is not None:
            self.epoch.receive(kind, frame)

    def _welcome(self, frame: ServerFrame, channel: grpc.Channel) -> None:
        welcome = frame.welcome
        epoch = self.epoch
        if welcome.resumed and epoch is not None and welcome.session == epoch.session:
            epoch.broker.use(channel)
        else:
            if epoch is not None:
                epoch.end()
            self.epoch = epoch = Epoch(welcome, channel, self.housekeeping.wake)
        self.policy = Policy.from_wire(welcome.policy)
        self.housekeeping.begin(welcome.limits.heartbeat_interval_ms / 1000 or 1.0)
        if epoch.reader is not None:
            self.send(ClientFrame(lock_held=LockHeld()))
        self._draining = False
        self.presence.enter()
        if self._on_attached is not None:
            self._on_attached(self)
