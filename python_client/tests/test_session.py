from __future__ import annotations

import gc
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from snakepit_shm import Client, ErrorCode, ShmError
from snakepit_shm._policy import Policy
from snakepit_shm._proto.session import TransferPolicy
from snakepit_shm._reports import ReportQueue, TransferNote

from .support.pair import Pair

if TYPE_CHECKING:
    from .support.fake_broker import FakeBroker


def test_the_lock_is_held_before_anything_is_mapped_and_as_long_as_a_view_lives(broker: FakeBroker) -> None:
    import fcntl

    def locked(path: Path) -> bool:
        with path.open("r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    with Pair(broker) as pair:
        seen = broker.sessions[pair.reader.session]
        assert seen.wait_frame("lock_held") is not None
        assert locked(seen.lock)
        view = pair.reader.open(pair.ref())
        pair.reader.close()
        gc.collect()
        assert locked(seen.lock)
        del view
        gc.collect()
        Pair.until(lambda: not locked(seen.lock))


@pytest.mark.requirement("GP-11.4", "SM-8.3")
def test_a_broken_stream_is_resumed_with_its_leases(broker: FakeBroker, client: Client) -> None:
    with client.seal(b"warm"):
        pass
    session, calls = client.session, broker.calls.count("Lease")
    seen = broker.sessions[session]
    seen.out.put(None)
    Pair.until(lambda: seen.streams == 2 and client._attachment.session().attached)
    assert client.session == session
    with client.seal(b"again"):
        pass
    assert broker.calls.count("Lease") == calls


@pytest.mark.requirement("GP-11.3", "GP-11.4")
def test_a_new_run_voids_the_leases_and_leaves_opened_views_readable(broker: FakeBroker) -> None:
    with Pair(broker) as pair:
        view = pair.reader.open(pair.ref(b"old run" * 10))
        sealed = pair.owner.seal(b"void")
        old = pair.owner.session
        reader_session = pair.reader.session
        unopened = pair.ref()
        broker.new_run()
        Pair.until(lambda: len(broker.sessions) == 2, timeout_s=15)
        Pair.until(lambda: pair.owner._attachment.session().attached and pair.owner.session != old)
        with pytest.raises(ShmError) as caught:
            sealed.ref(to=reader_session)
        assert caught.value.code is ErrorCode.STALE_LEASE
        assert view == b"old run" * 10
        Pair.until(lambda: pair.reader._attachment.session().attached)
        with pytest.raises(ShmError) as caught:
            pair.reader.open(unopened)
        assert caught.value.code is ErrorCode.TOKEN_INVALID
        assert pair.reader.open(pair.ref(b"new run")) == b"new run"
        del view
        sealed.release()


def test_a_silent_sidecar_counts_as_lost(broker: FakeBroker, monkeypatch: pytest.MonkeyPatch) -> None:
    broker.heartbeat_ms = 100
    with Client.connect(broker.socket) as client:
        seen = broker.sessions[client.session]
        assert seen.wait_frame("heartbeat").sent_at_ms > 0
        time.sleep(0.5)
        assert seen.streams == 1
        monkeypatch.setattr(seen, "out", type(seen.out)())  # answers reach nobody from now on
        Pair.until(lambda: seen.streams == 2)


@pytest.mark.requirement("GP-7.4")
def test_the_policy_is_taken_from_the_stream(broker: FakeBroker, client: Client) -> None:
    session = client._attachment.session()
    assert session.policy.threshold(2, 1) == broker.threshold
    broker.push(client.session, policy={"default_threshold_bytes": 5})
    Pair.until(lambda: session.policy.threshold(2, 1) == 5)


def test_the_first_entry_that_matches_counts() -> None:
    wire = TransferPolicy(
        default_threshold_bytes=1,
        entries=[
            {"pool": "gpu", "threshold_bytes": 2},
            {"direction": 1, "format": 2, "threshold_bytes": 3},
            {"direction": 1, "threshold_bytes": 4},
        ],
    )
    policy = Policy.from_wire(wire)
    cases = {(1, 2, ""): 3, (1, 1, ""): 4, (2, 2, ""): 1, (2, 1, "gpu"): 2}
    assert {case: policy.threshold(*case) for case in cases} == cases


@pytest.mark.requirement("SM-2.5", "PO-8.2")
def test_trim_gives_idle_leases_back(broker: FakeBroker, client: Client) -> None:
    with client.seal(b"one"):
        Pair.until(lambda: len(broker.leases) >= 4)
        broker.push(client.session, trim={"capacity": 0, "keep": 0})
        Pair.until(lambda: len(broker.leases) == 1)
    broker.push(client.session, trim={"capacity": 65536, "keep": 0})
    Pair.until(lambda: not broker.leases)


def test_a_draining_sidecar_gets_no_new_transfers(broker: FakeBroker, client: Client) -> None:
    client.seal(b"before").release()
    broker.push(client.session, drain={"grace_ms": 1000})
    Pair.until(lambda: client._attachment.session().magazine() is None)
    with pytest.raises(ShmError) as caught:
        client.seal(b"after")
    assert caught.value.code is ErrorCode.SIDECAR_UNAVAILABLE


def test_tokens_are_renewed_before_half_of_their_life_is_gone(broker: FakeBroker) -> None:
    broker.token_life_ms, broker.heartbeat_ms = 600, 100
    with Client.connect(broker.socket) as client:
        with client.seal(b"short") as sealed:
            seen = broker.sessions[client.session]
            renewal = seen.wait_frame("token_renewal")
            region = sealed._region
            assert region is not None
            lease = region.lease
            assert lease in renewal.leases
            new = {"lease": lease, "token": "fresh", "expires_at_ms": int(time.time() * 1000) + 60_000}
            broker.push(client.session, renewed_tokens={"tokens": [new]})
            Pair.until(lambda: region.token == "fresh")
            time.sleep(0.7)
            assert sealed.ref(to=5)
        with client.seal(b"x") as stale:
            time.sleep(0.7)
            with pytest.raises(ShmError) as caught:
                stale.ref(to=5)
            assert caught.value.code is ErrorCode.TOKEN_EXPIRED


def test_warm_transfers_make_no_calls(broker: FakeBroker) -> None:
    with Pair(broker) as pair:
        for _ in range(20):
            pair.reader.open(pair.ref(bytes(1000)))
        time.sleep(0.3)
        for _ in range(20):
            pair.reader.open(pair.ref(bytes(1000)))
        before = list(broker.calls)
        for _ in range(1000):
            pair.reader.open(pair.ref(bytes(1000)))
        assert broker.calls == before


@pytest.mark.requirement("SM-2.3", "SM-3.3")
def test_the_slots_of_a_dead_reader_are_skipped(broker: FakeBroker) -> None:
    with Pair(broker) as pair:
        lease = pair.ref().lease  # addressed, never opened
        assert pair.ref().lease != lease
        broker.push(pair.owner.session, peer_died={"session": pair.reader.session})
        owner = pair.owner._attachment.session().epoch
        assert owner is not None
        assert owner.magazine is not None
        magazine = owner.magazine
        Pair.until(lambda: pair.reader.session in magazine._shelf.dead)
        reservations = [pair.owner.reserve(100) for _ in range(12)]
        assert lease in {reservation._region.lease for reservation in reservations}


@pytest.mark.requirement("SM-8.2", "SM-3.5")
def test_a_region_with_impossible_counters_is_given_back(broker: FakeBroker) -> None:
    from snakepit_shm import _layout as layout

    with Pair(broker) as pair:
        ref = pair.ref()
        slot = layout.slot_word(ref.record, ref.slot)
        pair.owner_table().words[slot + layout.SLOT_DONE] = 7
        assert ref.lease not in {pair.ref().lease for _ in range(5)}
        Pair.until(lambda: ref.lease not in broker.leases)


def test_reports_are_bounded_and_what_was_dropped_is_counted() -> None:
    queue = ReportQueue(capacity=3)
    note = TransferNote(b"t" * 16, b"s" * 8, b"", "tool", "w", 1, 2, [("tool", 0, 2)], [], "")
    assert [queue.add(note) for _ in range(5)] == [True, False, False, False, False]
    reports = queue.take()
    assert reports is not None
    assert (len(reports.reports), reports.dropped) == (3, 2)
    assert queue.take() is None


@pytest.mark.requirement("SM-8.1")
@pytest.mark.parametrize("code", ["NO_SPACE", "LIMIT_EXCEEDED"])
def test_a_refused_lease_names_its_code(broker: FakeBroker, client: Client, code: str) -> None:
    broker.refuse["Lease"] = code
    with pytest.raises(ShmError) as caught:
        client.reserve(100)
    assert caught.value.code is ErrorCode(code)


def test_mappings_and_descriptors_stay_flat(broker: FakeBroker) -> None:
    def held() -> tuple[int, int]:
        gc.collect()
        maps = Path("/proc/self/maps").read_text().count(str(broker.directory))
        return maps, len(list(Path("/proc/self/fd").iterdir()))

    with Pair(broker) as pair:
        work: Any = [bytes(1000), bytes(300_000), bytes(70_000)]
        for data in work * 5:
            pair.reader.open(pair.ref(data))
        time.sleep(0.3)
        before = held()
        for data in work * 50:
            pair.reader.open(pair.ref(data))
        time.sleep(0.2)
        after = held()
        assert after[0] <= before[0] + 2
        assert after[1] <= before[1] + 2
