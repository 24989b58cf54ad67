from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from snakepit_shm._accept import AcceptLog


@given(st.lists(st.integers(1, 30)), st.integers(0, 30))
def test_the_log_is_a_set(numbers: list[int], addressed: int) -> None:
    log, model = AcceptLog(), set()
    for n in numbers:
        assert (n in log) == (n in model)
        log.add(n)
        model.add(n)
        assert len(log) == len(model)
    expected = {n for n in range(1, addressed + 1) if n not in model}
    assert log.fence(addressed) == len(expected)
    model |= expected
    assert len(log) == len(model)
    assert all((n in log) == (n in model) for n in range(1, 40))


def test_in_order_nothing_piles_up() -> None:
    log = AcceptLog()
    for n in range(1, 10_000):
        log.add(n)
    assert log.floor == 9999
    assert not log._above
