from __future__ import annotations

import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from snakepit_shm import Client

from .support.caller import Caller
from .support.fake_broker import FakeBroker
from .support.in_process import InProcessWorker
from .support.pair import Pair
from .support.real_sidecar import RealSidecar, sidecar_is_built

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

settings.register_profile("short", max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("SNAKEPIT_SHM_HYPOTHESIS", "short"))


@pytest.fixture(autouse=True)
def _requirements(request: pytest.FixtureRequest, record_property: Callable[[str, Any], None]) -> None:
    """Writes the ids of the requirements that a test proves into the JUnit report."""
    for marker in request.node.iter_markers("requirement"):
        for name in marker.args:
            record_property("requirement", name)


@pytest.fixture
def shm_dir() -> Iterator[Path]:
    """A directory of this test on the shared-memory file system; the test leaves it empty."""
    directory = Path(tempfile.mkdtemp(prefix="snakepit-shm-test.", dir="/dev/shm"))
    yield directory
    gc.collect()
    left = [path.name for path in directory.iterdir()]
    shutil.rmtree(directory)
    assert not left, f"left in shared memory: {left}"


@pytest.fixture
def broker(shm_dir: Path, tmp_path: Path) -> Iterator[FakeBroker]:
    with FakeBroker(shm_dir, tmp_path) as running:
        yield running


@pytest.fixture
def sidecar(shm_dir: Path, tmp_path: Path) -> Iterator[RealSidecar]:
    """A real sidecar process with one worker that serves tests.support.tools:Tools."""
    if not sidecar_is_built():
        pytest.skip("the sidecar is not built: run `npx tsc -b`")
    with RealSidecar(shm_dir, tmp_path) as running:
        yield running


@pytest.fixture
def pair(broker: FakeBroker) -> Iterator[Pair]:
    with Pair(broker) as connected:
        yield connected


@pytest.fixture
def client(broker: FakeBroker) -> Iterator[Client]:
    with Client.connect(broker.socket) as connected:
        yield connected


@pytest.fixture
def worker(broker: FakeBroker, tmp_path: Path) -> Iterator[InProcessWorker]:
    with InProcessWorker(broker, tmp_path) as running:
        yield running


@pytest.fixture
def caller(worker: InProcessWorker, client: Client) -> Iterator[Caller]:
    with Caller(worker.socket, client, worker.id) as connected:
        yield connected
