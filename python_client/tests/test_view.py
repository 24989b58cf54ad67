from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from snakepit_shm._view import Releases

from .support.pair import Pair

if TYPE_CHECKING:
    from .support.fake_broker import FakeBroker

np = pytest.importorskip("numpy")


DERIVED = {
    "the array": lambda array: array,
    "a slice": lambda array: array[10:20],
    "a slice of a slice": lambda array: array[10:][5:6],
    "a reshaped array": lambda array: array.reshape(10, 100).T,
    "another type": lambda array: array.view("|u1"),
    "np.asarray": lambda array: np.asarray(array)[::2],
    "a memoryview": memoryview,
    "a slice of a memoryview": lambda array: memoryview(array)[3:4],
    "a cast of a memoryview": lambda array: memoryview(array).cast("B")[1:],
    "frombuffer of a memoryview": lambda array: np.frombuffer(memoryview(array), "|u1"),
    "an iterator": lambda array: iter(array.flat),
}


@pytest.mark.requirement("SM-3.1", "SM-3.2", "SM-3.4", "GP-5.3")
@pytest.mark.parametrize("derive", DERIVED.values(), ids=DERIVED.keys())
def test_a_ref_is_released_exactly_when_the_last_derived_view_is_gone(pair: Pair, derive: Any) -> None:
    array = pair.reader.open(pair.ref(np.arange(1000, dtype="<i4")))
    derived = derive(array)
    assert pair.counts() == (1, 0)
    del array
    gc.collect()
    assert pair.counts() == (1, 0)
    del derived
    gc.collect()
    assert pair.counts() == (1, 1)


def test_an_array_known_only_by_a_weak_reference_stays_valid_as_long_as_something_uses_it(pair: Pair) -> None:
    array = pair.reader.open(pair.ref(np.arange(1000, dtype="<i4")))
    weak = weakref.ref(array)
    part = array[990:]
    del array
    gc.collect()
    pair.reader.close()
    pair.owner.close()
    whole = weak()
    if whole is not None:
        assert whole.sum() == 499_500
        del whole
    assert part.tolist() == list(range(990, 1000))


def test_views_are_read_only(pair: Pair) -> None:
    array = pair.reader.open(pair.ref(np.zeros(4)))
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1
    with pytest.raises(ValueError, match="cannot set WRITEABLE"):
        array.flags.writeable = True
    data = pair.reader.open(pair.ref(bytes(4)))
    with pytest.raises(TypeError):
        data[0] = 1


@pytest.mark.requirement("SM-6.1", "SM-6.3")
def test_a_region_is_not_written_while_any_view_of_it_lives(pair: Pair) -> None:
    view = pair.reader.open(pair.ref(b"first" * 100))
    for _ in range(20):
        pair.reader.open(pair.ref(b"other" * 100))
    assert view == b"first" * 100


def test_a_region_is_not_reused_while_its_own_writer_can_still_write(pair: Pair) -> None:
    reservation = pair.owner.reserve(100)
    kept = reservation.buffer
    sealed = reservation.seal()
    del reservation
    lease = pair_lease(sealed)
    sealed.release()
    leases = [pair.owner.reserve(100)._region.lease for _ in range(6)]
    assert lease not in leases
    kept[:4] = b"late"
    del kept
    gc.collect()
    Pair.until(lambda: lease in {pair.owner.reserve(100)._region.lease for _ in range(12)})


def pair_lease(sealed: Any) -> int:
    lease: int = sealed._region.lease
    return lease


class Counter:
    """Words that count how often they are written at the same time."""

    def __init__(self) -> None:
        self.value = 0
        self.inside = 0

    def __getitem__(self, index: int) -> int:
        self.inside += 1
        assert self.inside == 1
        return self.value

    def __setitem__(self, index: int, value: int) -> None:
        self.value = value
        self.inside -= 1


class Source:
    def exporter(self) -> Any:
        import ctypes

        return (ctypes.c_ubyte * 64)()


def test_no_release_is_lost_in_a_storm_of_threads_and_collections() -> None:
    releases, words = Releases(), Counter()
    total, threads = 2000, 8

    def work() -> None:
        for index in range(total):
            view: Any = [releases.view(Source(), words, 0)]  # type: ignore[arg-type]
            if index % 3 == 0:
                view.append(view)  # only the collector frees a cycle
            del view

    old = gc.get_threshold()
    gc.set_threshold(5, 2, 2)
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        workers = [threading.Thread(target=work) for _ in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    finally:
        gc.set_threshold(*old)
        sys.setswitchinterval(switch)
    gc.collect()
    releases.drain()
    assert words.value == total * threads
    assert releases.live() == 0


def test_a_finalizer_that_runs_while_the_lock_is_held_is_not_lost() -> None:
    releases, words = Releases(), Counter()
    view = releases.view(Source(), words, 0)  # type: ignore[arg-type]
    with releases._lock:
        del view
        assert words.value == 0
    releases.drain()
    assert words.value == 1


EXIT = """
import sys
from snakepit_shm import Client
from snakepit_shm._proto.ref import ShmRef
client = Client.connect(sys.argv[1])
print(client.session, flush=True)
views = [client.open(bytes.fromhex(sys.stdin.readline()))]
kept = views[0][3:]
{ending}
"""


@pytest.mark.parametrize("ending", ["pass", "sys.exit(0)", "views.append(views)", "del client"])
def test_a_process_ends_quietly_with_views_alive(broker: FakeBroker, ending: str) -> None:
    from snakepit_shm import Client

    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with Client.connect(broker.socket) as owner:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", EXIT.format(ending=ending), broker.socket],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
        )
        assert process.stdout is not None
        session = int(process.stdout.readline())
        with owner.seal(b"bytes" * 100) as sealed:
            ref = sealed.ref(to=session)
        _, errors = process.communicate(ref.hex() + "\n", timeout=20)
        assert (process.returncode, errors) == (0, "")
