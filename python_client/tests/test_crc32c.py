from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from snakepit_shm import _crc32c
from snakepit_shm._crc32c import crc32c


def test_the_check_value_of_the_standard() -> None:
    assert crc32c(memoryview(b"123456789")) == 0xE3069283
    assert crc32c(memoryview(b"")) == 0


@given(st.integers(0, 2000), st.integers(0, 255))
def test_lanes_give_what_one_pass_gives(extra: int, seed: int) -> None:
    data = memoryview(bytes((seed * i) & 0xFF for i in range(1000)) * 140 + bytes(extra))
    assert crc32c(data) == _crc32c._finish(0xFFFFFFFF, data)
