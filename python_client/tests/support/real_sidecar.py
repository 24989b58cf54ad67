"""The real sidecar as a child process, with one worker of ours."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from snakepit_shm import Client
from snakepit_shm._proto.session import Worker

ROOT = Path(__file__).resolve().parents[3]
MAIN = ROOT / "dist" / "sidecar" / "main.js"


def sidecar_is_built() -> bool:
    return MAIN.exists()


class RealSidecar:
    def __init__(
        self, directory: Path, sockets: Path, *, workers: int = 1, threshold: int = 64 * 1024
    ) -> None:
        self.socket = str(sockets / "run" / "s.sock")
        self._log = (sockets / "sidecar.log").open("w+")
        self._arguments = [
            *("node", str(MAIN), "serve", "--lifeline", "--socket", self.socket),
            *(
                "--directory",
                str(directory),
                "--workers",
                str(workers),
                "--adapter",
                "tests.support.tools:Tools",
            ),
            *("--python", sys.executable, "--threshold-bytes", str(threshold), "--heartbeat-ms", "300"),
        ]

    @classmethod
    def beside(cls, other: RealSidecar) -> RealSidecar:
        """A new run on the socket and the directory of one that was killed."""
        sidecar = cls.__new__(cls)
        sidecar.socket, sidecar._arguments = other.socket, other._arguments
        sidecar._log = Path(other._log.name).open("a+")
        return sidecar

    def __enter__(self) -> RealSidecar:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "python_client")}
        self.process = subprocess.Popen(
            self._arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=environment,
            text=True,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("snakepit-shm ready socket="), (line, self.log())
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()
        self._log.close()

    def log(self) -> str:
        self._log.flush()
        return Path(self._log.name).read_text()

    def worker(self, client: Client, other_than: int = 0) -> Worker:
        """The worker of the directory, once it is ready."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            session = client._attachment.session()
            for worker in session.workers:
                if worker.session != other_than:
                    return worker
            time.sleep(0.01)
        raise AssertionError("no worker became ready: " + self.log())
