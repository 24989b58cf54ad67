from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from snakepit_shm import Client, ErrorCode, ShmError
from snakepit_shm import _layout as layout

from .support.pair import Pair

if TYPE_CHECKING:
    from pathlib import Path

    from .support.fake_broker import FakeBroker

np = pytest.importorskip("numpy")


def test_an_array_is_built_in_place_sealed_and_opened(pair: Pair) -> None:
    with pair.owner.reserve((100, 50), "<f4", to=pair.reader.session) as reservation:
        reservation.array[:] = np.arange(5000).reshape(100, 50)
        sealed = reservation.seal()
    array = pair.reader.open(sealed.ref(to=pair.reader.session))
    assert (array.shape, array.dtype.str, array.sum()) == ((100, 50), "<f4", 12_497_500.0)
    sealed.release()
    sealed.release()


def test_bytes_are_reserved_written_and_sealed_shorter(pair: Pair) -> None:
    reservation = pair.owner.reserve(1000)
    reservation.buffer[:5] = b"hello"
    with reservation.seal(5) as sealed:
        assert bytes(sealed.data) == b"hello"
        assert pair.reader.open(sealed.ref(to=pair.reader.session)) == b"hello"


@pytest.mark.parametrize("shape", [(), (0,), (0, 3), 5])
def test_any_shape_can_be_reserved(pair: Pair, shape: Any) -> None:
    with pair.owner.reserve(shape, ">i2") as reservation:
        reservation.array[...] = 7
        sealed = reservation.seal()
    array = pair.reader.open(sealed.ref(to=pair.reader.session))
    assert array.dtype == ">i2"
    assert (array == 7).all()


def test_one_sealed_region_can_be_sent_many_times(pair: Pair) -> None:
    with pair.owner.seal(b"once") as sealed:
        views = [pair.reader.open(sealed.ref(to=pair.reader.session)) for _ in range(5)]
    assert all(view == b"once" for view in views)
    assert pair.counts() == (5, 0)


def test_a_region_has_eight_readers_at_most(pair: Pair) -> None:
    with pair.owner.seal(b"many") as sealed:
        for reader in range(1, layout.SLOTS + 1):
            sealed.ref(to=reader)
        with pytest.raises(ShmError) as caught:
            sealed.ref(to=layout.SLOTS + 1)
        assert caught.value.code is ErrorCode.LIMIT_EXCEEDED


def code(work: Any) -> ErrorCode:
    with pytest.raises(ShmError) as caught:
        work()
    return caught.value.code


def test_misuse_is_an_invalid_argument(pair: Pair) -> None:
    owner = pair.owner
    assert code(lambda: owner.reserve((2, 2))) is ErrorCode.INVALID_ARGUMENT
    assert code(lambda: owner.reserve(-1)) is ErrorCode.INVALID_ARGUMENT
    assert code(lambda: owner.seal("text")) is ErrorCode.INVALID_ARGUMENT
    assert code(lambda: owner.reserve(3, object)) is ErrorCode.INVALID_ARGUMENT
    assert code(lambda: owner.reserve(2**31)) is ErrorCode.TOO_LARGE
    reservation = owner.reserve(10)
    assert code(lambda: reservation.seal(11)) is ErrorCode.INVALID_ARGUMENT
    sealed = reservation.seal()
    assert code(reservation.seal) is ErrorCode.INVALID_ARGUMENT
    sealed.release()
    assert code(lambda: sealed.ref(to=1)) is ErrorCode.INVALID_ARGUMENT


def test_connecting_to_nothing_says_so_in_time(tmp_path: Path) -> None:
    path = str(tmp_path / "none.sock")
    with pytest.raises(ShmError) as caught:
        Client.connect(path, timeout_s=0.2)
    assert caught.value.code is ErrorCode.SIDECAR_UNAVAILABLE
    assert str(tmp_path) not in str(caught.value)


def test_a_refused_hello_is_told_at_once(broker: FakeBroker) -> None:
    broker.refuse["Session"] = "ACCESS_DENIED"
    assert code(lambda: Client.connect(broker.socket, timeout_s=30)) is ErrorCode.ACCESS_DENIED


def test_closing_twice_is_once_and_afterwards_nothing_works(broker: FakeBroker) -> None:
    client = Client.connect(broker.socket)
    client.close()
    client.close()
    assert code(lambda: client.reserve(1)) is ErrorCode.SIDECAR_UNAVAILABLE


def test_threads_share_a_client(pair: Pair) -> None:
    failures: list[BaseException] = []

    def work(seed: int) -> None:
        try:
            for index in range(30):
                data = bytes([seed, index]) * (100 + 500 * index)
                assert pair.reader.open(pair.ref(data)) == data
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert pair.counts() == (180, 180)
