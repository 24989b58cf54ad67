"""What becomes of refs that are settled, of owners that die, and of leases that end."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import pytest

from snakepit_shm import ErrorCode, ShmError
from snakepit_shm import _layout as layout

if TYPE_CHECKING:
    from snakepit_shm._proto.ref import ShmRef

    from .support.pair import Pair


@pytest.mark.requirement("SM-2.3", "SM-11.2")
def test_a_dead_owner_is_fenced_and_what_it_addressed_is_counted(pair: Pair) -> None:
    kept = pair.reader.open(pair.ref(b"kept" * 10))
    lost = pair.ref(b"lost" * 10)
    assert pair.counts() == (2, 0)
    pair.broker.push(pair.reader.session, peer_died={"session": pair.owner.session})
    pair.until(lambda: pair.counts() == (2, 1))
    assert refusal_code(pair, lost) is ErrorCode.STALE_LEASE
    assert kept == b"kept" * 10
    del kept
    assert pair.counts() == (2, 2)


def refusal_code(pair: Pair, ref: ShmRef) -> ErrorCode:
    with pytest.raises(ShmError) as caught:
        pair.reader.open(ref)
    return caught.value.code


@pytest.mark.requirement("SM-3.5")
def test_a_settled_ref_is_counted_once_and_refused(pair: Pair) -> None:
    ref = pair.ref()
    pair.owner.settle(ref, to=pair.reader.session)
    pair.until(lambda: pair.counts() == (1, 1))
    assert refusal_code(pair, ref) is ErrorCode.REPLAYED
    pair.owner.settle(ref, to=pair.reader.session)
    opened = pair.reader.open(pair.ref())
    pair.owner.settle(pair.refs[-1], to=pair.reader.session)  # accepted already: nothing happens
    time.sleep(0.1)
    assert pair.counts() == (2, 1)
    del opened
    assert pair.counts() == (2, 2)


def test_a_view_block_checks_the_generation_at_its_end(pair: Pair) -> None:
    ref = pair.ref()
    with pair.reader.view(ref) as data:
        assert data.nbytes == ref.length
    late = pair.ref()
    with pytest.raises(ShmError) as caught, pair.reader.view(late):
        pair.owner_table().words[layout.record_word(late.record) + layout.GENERATION] += 2
    assert caught.value.code is ErrorCode.STALE_GENERATION


def test_nothing_is_kept_of_ended_leases(pair: Pair) -> None:
    pair.reader.open(pair.ref())
    reader = pair.reader._attachment.reader()
    assert (len(reader.known._leases), len(reader._logs)) == (1, 1)
    pair.owner_table().words[layout.record_word(pair.refs[0].record) + layout.LEASE] = 0
    reader.sweep()
    gc.collect()
    assert (len(reader.known._leases), len(reader._logs)) == (0, 0)
