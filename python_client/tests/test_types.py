from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snakepit_shm import ErrorCode, ShmError
from snakepit_shm._copy import copy_array, copy_bytes
from snakepit_shm._proto.ref import NdArrayInfo, TypeInfo
from snakepit_shm._types import FORMAT_NDARRAY, RAW, RAW_TYPE, array_type, check_dtype, parse_type, value_of

np = pytest.importorskip("numpy")

ARRAYS = [
    np.arange(12, dtype="<f4").reshape(3, 4),
    np.arange(12, dtype=">i8").reshape(2, 3, 2),
    np.arange(24).reshape(4, 6)[::2, 1::3],
    np.asfortranarray(np.arange(12.0).reshape(3, 4)),
    np.arange(6)[::-1],
    np.array(7.5),
    np.zeros((0, 3), "<u2"),
    np.array([True, False]),
    np.array(["ab", "cde"]),
    np.array([b"ab", b"cde"]),
    np.array(["2026-01-02", "NaT"], "datetime64[D]"),
    np.array([1 + 2j], "complex64"),
    np.zeros(3, "float16"),
    np.zeros(2, "V5"),
    np.broadcast_to(np.float32(3), (4, 5)),
]


@pytest.mark.requirement("GP-10.1", "GP-13.5")
@pytest.mark.parametrize("array", ARRAYS, ids=lambda a: f"{a.dtype.str}{a.shape}")
def test_arrays_come_back_with_dtype_shape_and_values(array: Any) -> None:
    memory = bytearray(array.nbytes)
    if array.nbytes:
        copy_array(memoryview(memory), array)
    kind = parse_type(array_type(check_dtype(array.dtype), array.shape))
    received = value_of(kind, memoryview(bytes(memory)))
    assert (received.dtype, received.shape) == (array.dtype, array.shape)
    assert not received.flags.writeable
    np.testing.assert_array_equal(received, array)


def test_strides_are_respected_and_bounded() -> None:
    data = memoryview(np.arange(10, dtype="<i4").tobytes())
    info = TypeInfo(format=FORMAT_NDARRAY, ndarray=NdArrayInfo(dtype="<i4", shape=[5], strides=[8]))
    received = value_of(parse_type(info.SerializeToString()), data)
    assert received.tolist() == [0, 2, 4, 6, 8]
    for strides in ([10], [2**40]):
        info.ndarray.strides[:] = strides
        with pytest.raises(ShmError) as caught:
            value_of(parse_type(info.SerializeToString()), data)
        assert caught.value.code is ErrorCode.TYPE_MISMATCH
    for strides, reason in (([-8], "negative"), ([0], "overlap"), ([3], "overlap"), ([4, 4], "length")):
        info.ndarray.strides[:] = strides
        with pytest.raises(ValueError, match=reason):
            parse_type(info.SerializeToString())


@pytest.mark.requirement("GP-10.3")
def test_a_mismatch_names_the_type_and_the_bytes() -> None:
    kind = parse_type(array_type("<f4", (2, 3)))
    with pytest.raises(ShmError, match=r"array <f4 \[2, 3\] takes 24 bytes, the payload has 20") as caught:
        value_of(kind, memoryview(bytes(20)))
    assert caught.value.code is ErrorCode.TYPE_MISMATCH


@pytest.mark.parametrize("dtype", [object, [("a", "i4")], [("a", "i4"), ("b", "O")]])
def test_dtypes_that_are_pointers_or_records_are_refused(dtype: Any) -> None:
    with pytest.raises(ShmError) as caught:
        check_dtype(np.dtype(dtype))
    assert caught.value.code is ErrorCode.INVALID_ARGUMENT


@pytest.mark.parametrize(
    "dtype", ["|O", "|O8", "i4,f8", "<f4 ", "f4", "", "<q8", "<f٤", "{'names':['a']}", "<f4\n"]
)
def test_dtype_strings_that_numpy_might_take_otherwise_are_refused(dtype: str) -> None:
    info = TypeInfo(format=FORMAT_NDARRAY, ndarray=NdArrayInfo(dtype=dtype, shape=[1]))
    with pytest.raises(ValueError, match="element type"):
        parse_type(info.SerializeToString())


@given(st.binary(max_size=80))
def test_any_bytes_parse_to_a_usable_type_or_are_refused(data: bytes) -> None:
    try:
        kind = parse_type(data)
    except ValueError:
        return
    for length in (0, 1, 16):
        try:
            value_of(kind, memoryview(bytes(length)))
        except ShmError as error:
            assert error.code is ErrorCode.TYPE_MISMATCH


@given(
    st.sampled_from(["<f4", ">i2", "|u1", "<f99", "<U3", "<M8[ns]", "<M8[zz]", "|V3", "<c7"]),
    st.lists(st.integers(0, 2**53), max_size=4),
    st.lists(st.integers(-(2**40), 2**40), max_size=4),
    st.integers(0, 64),
)
def test_any_array_type_gives_an_array_in_bounds_or_an_error(
    dtype: str, shape: list[int], strides: list[int], length: int
) -> None:
    info = TypeInfo(format=FORMAT_NDARRAY, ndarray=NdArrayInfo(dtype=dtype, shape=shape, strides=strides))
    try:
        array = value_of(parse_type(info.SerializeToString()), memoryview(bytes(length)))
    except (ValueError, ShmError):
        return
    assert array.shape == tuple(shape)
    assert array.copy().nbytes <= length


def test_raw_is_the_bytes_themselves() -> None:
    data = memoryview(b"abc")
    assert parse_type(RAW_TYPE) == RAW
    assert value_of(RAW, data) is data


@given(st.integers(0, 600_000), st.sampled_from([bytes, bytearray, memoryview]))
def test_bytes_are_copied_whole(size: int, kind: Any) -> None:
    source = bytes(i % 251 for i in range(min(size, 1000))) + bytes(max(0, size - 1000))
    target = bytearray(size)
    copy_bytes(memoryview(target), kind(source))
    assert target == source
