"""A worker inside of the test process, on a FakeBroker: its session and its service, without the process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import grpc

from snakepit_shm._hello import Identity
from snakepit_shm._session import Session
from snakepit_shm.worker._service import Service
from snakepit_shm.worker._tool import tools_of

from .tools import KEPT, Tools

if TYPE_CHECKING:
    from pathlib import Path

    from .fake_broker import FakeBroker, FakeSession


class InProcessWorker:
    def __init__(self, broker: FakeBroker, directory: Path) -> None:
        self.broker = broker
        self.socket = str(directory / "w.sock")
        self.session = Session(broker.socket, Identity("python/test", features=("shm.v1",)))
        self.service = Service("w0", tools_of(Tools()), self.session)
        options = (("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1))
        self._server = grpc.server(ThreadPoolExecutor(8), options=options)

    def __enter__(self) -> InProcessWorker:
        self._server.add_generic_rpc_handlers(self.service.handlers())
        self._server.add_insecure_port(f"unix:{self.socket}")
        self._server.start()
        self.session.start()
        self.session.presence.wait(5)
        return self

    def __exit__(self, *_: object) -> None:
        KEPT.clear()
        self._server.stop(0.2).wait()
        self.session.close()

    @property
    def id(self) -> int:
        assert self.session.epoch is not None
        return self.session.epoch.session

    @property
    def seen(self) -> FakeSession:
        """What the broker knows of this worker's session."""
        return self.broker.sessions[self.id]
