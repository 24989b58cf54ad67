"""Every row of the table "What the reader does with a ref", in both directions of its border."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snakepit_shm import Client, ErrorCode, ShmError
from snakepit_shm import _layout as layout
from snakepit_shm._proto.ref import NdArrayInfo, ShmRef, TypeInfo
from snakepit_shm._seal import seal_of

from .support.pair import Pair

if TYPE_CHECKING:
    from collections.abc import Callable


def refusal(pair: Pair, ref: ShmRef | bytes) -> ErrorCode:
    before = pair.counts()
    with pytest.raises(ShmError) as caught:
        pair.reader.open(ref)
    assert pair.counts() == before, "a refused ref was counted"
    return caught.value.code


def test_a_good_ref_opens_and_counts_when_its_view_is_gone(pair: Pair) -> None:
    view = pair.reader.open(pair.ref(b"x" * 5000))
    assert view == b"x" * 5000
    assert pair.counts() == (1, 0)
    del view
    assert pair.counts() == (1, 1)


@pytest.mark.requirement("GP-8.1", "GP-1.2")
@pytest.mark.parametrize(
    "field", ["region", "lease", "owner", "n", "generation", "type", "expires_at_ms", "token", "seal"]
)
def test_a_missing_field_is_malformed(pair: Pair, field: str) -> None:
    ref = pair.ref()
    ref.ClearField(field)
    assert refusal(pair, ref) is ErrorCode.REF_MALFORMED


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("region", 2**53),
        ("lease", 2**64 - 1),
        ("slot", 8),
        ("offset", 2**64 - 1),
        ("length", 2**53),
        ("seal", b"short"),
        ("seal", bytes(33)),
        ("type", b"\xff"),
        ("type", TypeInfo(format=9).SerializeToString()),
    ],
)
def test_a_field_out_of_range_is_malformed(pair: Pair, field: str, value: Any) -> None:
    ref = pair.ref()
    setattr(ref, field, value)
    assert refusal(pair, ref) is ErrorCode.REF_MALFORMED


def test_truncated_bytes_are_malformed(pair: Pair) -> None:
    data = pair.ref().SerializeToString()
    codes = {refusal(pair, data[:length]) for length in range(0, len(data), 7)}
    assert codes <= {ErrorCode.REF_MALFORMED, ErrorCode.SEAL_INVALID}
    assert refusal(pair, b"") is ErrorCode.REF_MALFORMED


@pytest.mark.parametrize("code", ["TOKEN_INVALID", "TOKEN_EXPIRED", "TOKEN_REVOKED", "ACCESS_DENIED"])
def test_what_the_broker_refuses_is_refused(pair: Pair, code: str) -> None:
    pair.broker.refuse["Open"] = code
    assert refusal(pair, pair.ref()) is ErrorCode(code)


@pytest.mark.requirement("GP-4.1")
def test_a_token_of_another_lease_is_malformed(pair: Pair) -> None:
    ref, other = pair.ref(), pair.ref(bytes(200_000))
    ref.token = other.token
    assert refusal(pair, ref) is ErrorCode.REF_MALFORMED


@pytest.mark.parametrize("field", ["region", "owner", "record"])
def test_a_ref_that_disagrees_with_its_lease_is_malformed(pair: Pair, field: str) -> None:
    pair.reader.open(pair.ref())
    ref = pair.ref()
    setattr(ref, field, getattr(ref, field) + 1)
    assert refusal(pair, ref) is ErrorCode.REF_MALFORMED


@pytest.mark.requirement("GP-4.1", "GP-8.2", "SM-4.2")
@pytest.mark.parametrize("field", ["n", "generation", "offset", "length", "expires_at_ms", "slot"])
def test_an_altered_ref_has_a_wrong_seal(pair: Pair, field: str) -> None:
    ref = pair.ref()
    setattr(ref, field, getattr(ref, field) + 1)
    assert refusal(pair, ref) is ErrorCode.SEAL_INVALID


def test_a_forged_type_or_seal_is_refused(pair: Pair) -> None:
    ref = pair.ref()
    ref.type = TypeInfo(format=2, ndarray=NdArrayInfo(dtype="|u1", shape=[ref.length])).SerializeToString()
    assert refusal(pair, ref) is ErrorCode.SEAL_INVALID
    forged = pair.ref()
    forged.seal = bytes(32)
    assert refusal(pair, forged) is ErrorCode.SEAL_INVALID


def resealed(pair: Pair, change: Callable[[ShmRef], None]) -> ShmRef:
    """A ref that its owner sealed wrongly: only then do the later checks speak."""
    ref = pair.ref()
    change(ref)
    ref.seal = seal_of(ref, pair.broker.leases[ref.lease]["key"])
    return ref


def test_an_expired_ref_is_refused(pair: Pair) -> None:
    def expire(ref: ShmRef) -> None:
        ref.expires_at_ms = int(time.time() * 1000) - 1

    assert refusal(pair, resealed(pair, expire)) is ErrorCode.REF_EXPIRED


@pytest.mark.parametrize(("offset", "length"), [(65536, 1), (0, 65537), (2**52, 2**52), (65000, 537)])
def test_a_ref_outside_of_its_region_is_refused(pair: Pair, offset: int, length: int) -> None:
    def move(ref: ShmRef) -> None:
        ref.offset, ref.length = offset, length

    assert refusal(pair, resealed(pair, move)) is ErrorCode.OUT_OF_BOUNDS


def test_a_ref_beyond_what_was_sealed_is_stale(pair: Pair) -> None:
    def grow(ref: ShmRef) -> None:
        ref.length += 1

    assert refusal(pair, resealed(pair, grow)) is ErrorCode.STALE_GENERATION


@pytest.mark.requirement("GP-4.5")
def test_a_ref_for_another_session_is_refused(pair: Pair) -> None:
    with Client.connect(pair.broker.socket) as third:
        ref = pair.ref()
        with pytest.raises(ShmError) as caught:
            third.open(ref)
        assert caught.value.code is ErrorCode.NOT_ADDRESSED
        assert pair.reader.open(ref) is not None


def test_a_count_that_was_never_addressed_is_refused(pair: Pair) -> None:
    def ahead(ref: ShmRef) -> None:
        ref.n += 1

    assert refusal(pair, resealed(pair, ahead)) is ErrorCode.NOT_ADDRESSED


@pytest.mark.requirement("SM-6.2")
def test_a_region_that_was_written_again_is_stale(pair: Pair) -> None:
    ref = pair.ref()
    word = layout.record_word(ref.record) + layout.GENERATION
    words = pair.owner_table().words
    words[word] += 1  # being written
    assert refusal(pair, ref) is ErrorCode.STALE_GENERATION
    words[word] += 1  # sealed anew
    assert refusal(pair, ref) is ErrorCode.STALE_GENERATION


def test_an_odd_generation_is_stale_even_when_it_is_the_one_of_the_ref(pair: Pair) -> None:
    ref = pair.ref()
    word = layout.record_word(ref.record) + layout.GENERATION
    pair.owner_table().words[word] += 1
    ref.generation += 1
    ref.seal = seal_of(ref, pair.broker.leases[ref.lease]["key"])
    assert refusal(pair, ref) is ErrorCode.STALE_GENERATION


def test_a_replay_in_the_same_generation_is_refused(pair: Pair) -> None:
    ref = pair.ref()
    view = pair.reader.open(ref)
    assert refusal(pair, ref) is ErrorCode.REPLAYED
    del view
    assert refusal(pair, ref) is ErrorCode.REPLAYED


def test_a_replay_after_reuse_and_after_recycling_is_refused(pair: Pair) -> None:
    old = pair.ref()
    assert pair.reader.open(old) is not None
    assert pair.ref().lease == old.lease, "the region was not used again"
    assert refusal(pair, old) is ErrorCode.STALE_GENERATION
    entry = pair.broker.leases[old.lease]
    owner = pair.broker.sessions[pair.owner.session]
    pair.broker.grant(owner, entry["capacity"], {name: entry[name] for name in ("region", "record", "path")})
    assert refusal(pair, old) is ErrorCode.STALE_LEASE


def test_one_of_many_threads_wins_a_ref(pair: Pair) -> None:
    ref = pair.ref()
    pair.reader.open(pair.ref(bytes(100)))
    won: list[Any] = []
    codes: list[ErrorCode] = []

    def race() -> None:
        try:
            won.append(pair.reader.open(ref))
        except ShmError as error:
            codes.append(error.code)

    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), set(codes)) == (1, {ErrorCode.REPLAYED})


def test_a_checksum_is_verified(pair: Pair) -> None:
    assert pair.reader.open(pair.ref(b"abc" * 1000, checksum=True)) == b"abc" * 1000
    ref = pair.ref(b"abc" * 1000, checksum=True)
    with pair.broker.leases[ref.lease]["path"].open("r+b") as file:
        file.write(b"X")
    assert refusal(pair, ref) is ErrorCode.CHECKSUM_MISMATCH


def test_a_type_that_does_not_fit_its_bytes_is_refused(pair: Pair) -> None:
    def lie(ref: ShmRef) -> None:
        ref.type = TypeInfo(format=2, ndarray=NdArrayInfo(dtype="<f8", shape=[7])).SerializeToString()

    assert refusal(pair, resealed(pair, lie)) is ErrorCode.TYPE_MISMATCH


def test_a_region_smaller_than_announced_cannot_be_mapped(pair: Pair) -> None:
    ref = pair.ref()
    entry = pair.broker.leases[ref.lease]
    smaller = pair.broker.make("small", 4096)
    entry["path"] = smaller
    assert refusal(pair, ref) is ErrorCode.MAP_FAILED


@given(st.binary(max_size=150))
def test_any_bytes_are_refused(data: bytes) -> None:
    from snakepit_shm._opened import parse_ref
    from snakepit_shm._reader import Reader

    def ask(token: str) -> Any:
        raise ShmError(ErrorCode.TOKEN_INVALID, "no")

    with pytest.raises(ShmError) as caught:
        Reader(1, ask).open(parse_ref(data))
    assert caught.value.code in {ErrorCode.REF_MALFORMED, ErrorCode.TOKEN_INVALID}
