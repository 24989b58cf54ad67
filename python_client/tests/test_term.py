from __future__ import annotations

import datetime
import decimal
import enum
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snakepit_shm import ErrorCode, ShmError
from snakepit_shm._proto.term import Term
from snakepit_shm._term import LIFT_BYTES, MAX_DEPTH, encode_term
from snakepit_shm._term_decode import decode_serialized, decode_term

np = pytest.importorskip("numpy")


def round_trip(value: Any) -> Any:
    term = Term()
    parts = encode_term(value, term)
    received = Term.FromString(term.SerializeToString())
    return decode_term(received, [part.value for part in parts])


scalars = (
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**70), max_value=2**70)
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary(max_size=2 * LIFT_BYTES)
)
keys = st.integers() | st.text() | st.binary(max_size=20) | st.tuples(st.integers(), st.text())
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(keys, inner)
        | st.lists(st.floats(allow_nan=False))
    ),
    max_leaves=30,
)


@pytest.mark.requirement("GP-13.5", "GI-12", "GP-10.2")
@given(values)
def test_values_come_back_as_what_they_were(value: Any) -> None:
    assert round_trip(value) == value


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1) | st.lists(st.floats(), min_size=1))
def test_lists_of_one_kind_of_number_are_packed(value: list[Any]) -> None:
    term = Term()
    encode_term(value, term)
    assert term.WhichOneof("kind") == ("floats" if isinstance(value[0], float) else "integers")
    assert repr(decode_term(term, ())) == repr(value)


def test_special_floats_survive() -> None:
    assert math.isnan(round_trip(math.nan))
    assert round_trip([math.inf, -math.inf, -0.0]) == [math.inf, -math.inf, -0.0]


def test_a_bool_is_not_an_integer() -> None:
    assert round_trip([True, 1, 0, False]) == [True, 1, 0, False]
    assert [type(item) for item in round_trip([True, 1])] == [bool, int]


def test_binaries_arrive_as_read_only_memoryviews_and_as_bytes_in_keys() -> None:
    for value in (b"ab", bytearray(b"ab"), memoryview(b"ab")):
        received = round_trip(value)
        assert isinstance(received, memoryview)
        assert received.readonly
        assert bytes(received) == b"ab"
    assert round_trip({b"key": 1}) == {b"key": 1}
    assert round_trip(memoryview(b"abcdef")[::2]) == b"ace"


def test_numpy_scalars_and_subclasses_become_their_plain_base() -> None:
    class Colour(enum.IntEnum):
        RED = 3

    class Name(str):
        __slots__ = ()

    given = [
        np.float32(0.5),
        np.float64(0.25),
        np.int8(-3),
        np.bool_(True),
        np.str_("x"),
        Colour.RED,
        Name("n"),
    ]
    expected = [0.5, 0.25, -3, True, "x", 3, "n"]
    received = round_trip(given)
    assert received == expected
    assert [type(item) for item in received] == [type(item) for item in expected]
    assert round_trip(np.longdouble(0.5)) == 0.5


def test_dates_and_decimals_become_text() -> None:
    moment = datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc)
    assert round_trip(moment) == "2026-02-03T04:05:06+00:00"
    assert round_trip([moment.date(), decimal.Decimal("1.50")]) == ["2026-02-03", "1.50"]


def test_arrays_and_large_binaries_are_lifted_in_order() -> None:
    term = Term()
    small, large, array = b"s" * (LIFT_BYTES - 1), b"l" * LIFT_BYTES, np.zeros(3, "<i2")
    parts = encode_term({"a": small, "b": large, "c": [array]}, term)
    assert [part.nbytes for part in parts] == [LIFT_BYTES, 6]
    assert [part.value is value for part, value in zip(parts, (large, array), strict=True)] == [True, True]
    assert decode_term(term, ["B", "C"]) == {"a": small, "b": "B", "c": ["C"]}


@pytest.mark.requirement("GP-10.3")
@pytest.mark.parametrize(
    ("value", "place"),
    [
        (object(), "result: a value of type builtins.object cannot be sent"),
        ({"deep": [1, {2}]}, "result['deep'][1]: a value of type builtins.set cannot be sent"),
        ({"x": {3: 1j}}, "result['x'][3]: a value of type builtins.complex"),
        ((1, "\ud800"), "result[1]: a str that is not valid Unicode"),
        ([np.array([object()])], "result[0]: arrays of dtype object cannot be sent"),
        ([np.zeros(2, [("a", "i4")])], "result[0]: arrays of dtype [('a', '<i4')] cannot be sent"),
        ({(1, b"k"): [lambda: 0]}, "result[tuple key][0]: a value of type builtins.function"),
        (np.complex64(1), "result: a value of type builtins.complex"),
        pytest.param(10**5000, "result: an integer of more digits than Python prints", id="huge"),
    ],
)
def test_what_cannot_be_sent_is_named_with_its_place(value: Any, place: str) -> None:
    with pytest.raises(ShmError) as caught:
        encode_term(value, Term(), root="result")
    assert caught.value.code is ErrorCode.INVALID_ARGUMENT
    assert caught.value.message.startswith(place)


def nested(depth: int) -> list[Any]:
    value: list[Any] = ["x"]
    for _ in range(depth - 1):
        value = [value]
    return value


def test_nesting_is_bounded_and_what_is_within_the_bound_arrives() -> None:
    assert round_trip(nested(MAX_DEPTH)) == nested(MAX_DEPTH)
    with pytest.raises(ShmError, match="nested deeper than 40 levels"):
        encode_term(nested(MAX_DEPTH + 1), Term())
    cycle: list[Any] = []
    cycle.append(cycle)
    with pytest.raises(ShmError, match="in a cycle"):
        encode_term(cycle, Term())


def test_maps_that_python_cannot_hold_are_refused() -> None:
    twice = Term()
    for name in ("atom", "text"):
        setattr(twice.map.keys.add(), name, "same")
        twice.map.values.add().integer = 1
    map_key = Term()
    map_key.map.keys.add().map.SetInParent()
    map_key.map.values.add().null = True
    uneven = Term()
    uneven.map.keys.add().text = "alone"
    for term in (
        twice,
        map_key,
        uneven,
        Term(),
        Term(payload=0),
        Term(big_integer="1_0"),
        Term(big_integer=""),
    ):
        with pytest.raises(ShmError) as caught:
            decode_term(term, ())
        assert caught.value.code is ErrorCode.INVALID_ARGUMENT


def test_lists_can_be_keys() -> None:
    term = Term()
    term.map.keys.add().integers.values.extend([1, 2])
    term.map.values.add().atom = "ok"
    assert decode_term(term, ()) == {(1, 2): "ok"}


@given(st.binary(max_size=200))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        decode_serialized(data)
    except ShmError as error:
        assert error.code is ErrorCode.INVALID_ARGUMENT
