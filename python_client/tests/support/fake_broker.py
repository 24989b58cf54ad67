"""A Broker in this process: real sockets, real files in shared memory, and hooks that no sidecar has."""

from __future__ import annotations

import itertools
import os
import queue
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import grpc

from snakepit_shm import _layout as layout
from snakepit_shm._control import ControlTable
from snakepit_shm._errors import METADATA_KEY
from snakepit_shm._proto import broker as wire
from snakepit_shm._proto.session import Attachment, ClientFrame, ServerFrame

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECORDS = 64


class FakeSession:
    def __init__(self, broker: FakeBroker, session: int) -> None:
        self.id = session
        self.secret = os.urandom(16)
        self.control = broker.make("control", layout.table_bytes(RECORDS))
        self.lock = broker.make("lock", 0)
        header = struct.pack(
            layout.HEADER_FORMAT, layout.MAGIC, 1, layout.RECORD_BYTES, RECORDS, layout.SLOTS, session
        )
        with self.control.open("r+b") as file:
            file.write(header)
        self.table = ControlTable.open(str(self.control), layout.table_bytes(RECORDS), session)
        self.free_records = list(range(RECORDS))[::-1]
        self.out: queue.SimpleQueue[ServerFrame | None] = queue.SimpleQueue()
        self.received: list[ClientFrame] = []
        self.streams = 0

    def frames(self, kind: str) -> list[Any]:
        return [getattr(f, kind) for f in list(self.received) if f.WhichOneof("frame") == kind]

    def wait_frame(self, kind: str, timeout_s: float = 5.0) -> Any:
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            if found := self.frames(kind):
                return found[-1]
            time.sleep(0.005)
        raise AssertionError(f"no {kind} frame came")


class FakeBroker:
    def __init__(self, directory: Path, sockets: Path) -> None:
        self.directory = directory
        self.socket = str(sockets / "b.sock")
        self.sessions: dict[int, FakeSession] = {}
        self.leases: dict[int, dict[str, Any]] = {}
        self.tokens: dict[str, int] = {}
        self.calls: list[str] = []
        self.refuse: dict[str, str] = {}  # method: error code
        self.token_life_ms = 3_600_000
        self.threshold = 64 * 1024
        self.heartbeat_ms = 1000
        self.max_session_ids = itertools.count(1000)
        self._ids = itertools.count(int(time.time()) << 21)
        self._made: list[Path] = []
        self._lock = threading.Lock()
        self._server: grpc.Server | None = None

    def __enter__(self) -> FakeBroker:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for path in self._made:
            path.unlink(missing_ok=True)

    def start(self) -> None:
        self._server = grpc.server(ThreadPoolExecutor(16))
        methods = {
            "Session": grpc.stream_stream_rpc_method_handler(
                self._session, ClientFrame.FromString, ServerFrame.SerializeToString
            ),
            "Lease": self._unary(self._lease, wire.LeaseRequest),
            "Open": self._unary(self._open, wire.OpenRequest),
            "Return": self._unary(self._return, wire.ReturnRequest),
        }
        handler = grpc.method_handlers_generic_handler("snakepit.shm.v1.Broker", methods)
        self._server.add_generic_rpc_handlers((handler,))
        self._server.add_insecure_port(f"unix:{self.socket}")
        self._server.start()

    def stop(self) -> None:
        for session in self.sessions.values():
            session.out.put(None)
        if self._server is not None:
            self._server.stop(0.2).wait()
            self._server = None

    def new_run(self) -> None:
        """As after kill -9 and a new start: nobody is known any more, and nothing of the old run is left."""
        self.stop()
        for path in self._made:
            path.unlink(missing_ok=True)
        self.sessions.clear()
        self.leases.clear()
        self.tokens.clear()
        self.start()

    def make(self, name: str, size: int) -> Path:
        path = self.directory / f"{name}.{os.urandom(8).hex()}"
        fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        try:
            os.ftruncate(fd, size)
        finally:
            os.close(fd)
        self._made.append(path)
        return path

    def grant(self, session: FakeSession, capacity: int, region: dict[str, Any] | None = None) -> wire.Lease:
        """Give `session` a lease of a new region, or of the region of an earlier lease."""
        lease = next(self._ids)
        if region is None:
            record = session.free_records.pop()
            region = {"region": next(self._ids), "record": record, "path": self.make("region", capacity)}
        words, word = session.table.words, layout.record_word(region["record"])
        for index in range(layout.FIRST_SLOT, layout.RECORD_WORDS):
            words[word + index] = 0
        words[word + layout.GENERATION] += words[word + layout.GENERATION] & 1
        words[word + layout.CAPACITY] = capacity
        words[word + layout.LEASE] = lease
        token = f"token.{lease}"
        self.tokens[token] = lease
        entry = {**region, "lease": lease, "owner": session.id, "key": os.urandom(32), "capacity": capacity}
        self.leases[lease] = entry
        return wire.Lease(
            region=region["region"],
            lease=lease,
            record=region["record"],
            capacity=capacity,
            token=token,
            key=entry["key"],
            payload=Attachment(path=str(region["path"]), size=capacity),
            expires_at_ms=int(time.time() * 1000) + self.token_life_ms,
        )

    def push(self, session: int, **frame: Any) -> None:
        self.sessions[session].out.put(ServerFrame(**frame))

    def wait_sessions(self, count: int) -> None:
        deadline = time.monotonic() + 5
        while len(self.sessions) < count and time.monotonic() < deadline:
            time.sleep(0.005)

    def _session(self, frames: Iterator[ClientFrame], context: grpc.ServicerContext) -> Iterator[ServerFrame]:
        hello = next(frames).hello
        self.calls.append("Session")
        self._check("Session", context)
        resume = hello.resume.session
        known = self.sessions.get(resume) if resume else None
        if resume and (known is None or known.secret != hello.resume.secret):
            self._abort(context, "SESSION_UNKNOWN")
        with self._lock:
            session = known or FakeSession(self, next(self._ids))
            session.out = queue.SimpleQueue()
            self.sessions[session.id] = session
        session.streams += 1
        threading.Thread(target=self._receive, args=(session, frames), daemon=True).start()
        frame = ServerFrame()
        welcome = frame.welcome
        welcome.session, welcome.secret, welcome.version = session.id, session.secret, 1
        welcome.run, welcome.resumed = "00000000", known is not None
        welcome.control.path, welcome.control.size = str(session.control), layout.table_bytes(RECORDS)
        welcome.lock.path = str(session.lock)
        welcome.policy.default_threshold_bytes = self.threshold
        welcome.limits.heartbeat_interval_ms = self.heartbeat_ms
        yield frame
        yield from iter(session.out.get, None)

    def _receive(self, session: FakeSession, frames: Iterator[ClientFrame]) -> None:
        try:
            for frame in frames:
                session.received.append(frame)
                if frame.WhichOneof("frame") == "settle" and frame.settle.reader in self.sessions:
                    settle = frame.settle
                    settle.control.path = str(self.sessions[settle.owner].control)
                    settle.control.size = layout.table_bytes(RECORDS)
                    self.push(settle.reader, settle=settle)
                elif frame.WhichOneof("frame") == "heartbeat":
                    session.out.put(ServerFrame(heartbeat=frame.heartbeat))
        except grpc.RpcError:
            pass
        session.out.put(None)

    def _lease(self, request: wire.LeaseRequest, context: grpc.ServicerContext) -> wire.LeaseResponse:
        self._check("Lease", context)
        session = self._proved(request, context)
        capacity = max(65536, 1 << (request.min_bytes - 1).bit_length())
        with self._lock:
            count = min(request.count, len(session.free_records))
            return wire.LeaseResponse(leases=[self.grant(session, capacity) for _ in range(count)])

    def _open(self, request: wire.OpenRequest, context: grpc.ServicerContext) -> wire.OpenResponse:
        self._check("Open", context)
        self._proved(request, context)
        entry = self.leases.get(self.tokens.get(request.token, 0))
        if entry is None:
            raise self._abort(context, "TOKEN_INVALID")
        owner = self.sessions[entry["owner"]]
        return wire.OpenResponse(
            **{name: entry[name] for name in ("region", "lease", "owner", "record", "capacity", "key")},
            payload=Attachment(path=str(entry["path"]), size=entry["capacity"]),
            control=Attachment(path=str(owner.control), size=layout.table_bytes(RECORDS)),
        )

    def _return(self, request: wire.ReturnRequest, context: grpc.ServicerContext) -> wire.ReturnResponse:
        self._check("Return", context)
        session = self._proved(request, context)
        for lease in request.leases:
            entry = self.leases.pop(lease, None)
            if entry is not None:
                session.table.words[layout.record_word(entry["record"]) + layout.LEASE] = 0
        return wire.ReturnResponse()

    def _proved(self, request: Any, context: grpc.ServicerContext) -> FakeSession:
        session = self.sessions.get(request.proof.session)
        if session is None or session.secret != request.proof.secret:
            raise self._abort(context, "SESSION_UNKNOWN")
        return session

    def _check(self, method: str, context: grpc.ServicerContext) -> None:
        self.calls.append(method)
        if method in self.refuse:
            self._abort(context, self.refuse[method])

    def _abort(self, context: grpc.ServicerContext, code: str) -> Any:
        context.set_trailing_metadata(((METADATA_KEY, code),))
        context.abort(grpc.StatusCode.FAILED_PRECONDITION, f"{code}: as the test wants it")

    @staticmethod
    def _unary(behavior: Any, request: Any) -> Any:
        return grpc.unary_unary_rpc_method_handler(
            behavior, request.FromString, lambda response: response.SerializeToString()
        )
