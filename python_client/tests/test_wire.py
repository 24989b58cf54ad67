from __future__ import annotations

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from snakepit_shm._proto.ref import ShmRef
from snakepit_shm._wire import parse


@given(st.binary(max_size=120))
@example(b"\x00")
@example(b"\x08\x01\x0c")
@example(b"\x62\x7f")
@example(b"\x80" * 11)
def test_any_bytes_parse_whole_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        parse(ShmRef, data)


@given(
    st.builds(
        ShmRef,
        region=st.integers(0, 2**64 - 1),
        slot=st.integers(0, 2**32 - 1),
        token=st.text(),
        seal=st.binary(),
    )
)
def test_what_protobuf_writes_is_read(ref: ShmRef) -> None:
    data = ref.SerializeToString()
    assert parse(ShmRef, data) == ref
    if data:
        with pytest.raises(ValueError):  # noqa: PT011
            parse(ShmRef, data + b"\x0c")
