from __future__ import annotations

import pytest

from snakepit_shm import _words
from snakepit_shm._words import AtomicWords, words_of, words_supported


def test_words_are_little_endian_and_64_bits_wide() -> None:
    memory = bytearray(32)
    words = words_of(memoryview(memory))
    words[2] = 0x0102030405060708
    assert memory[16:24] == bytes(range(8, 0, -1))
    assert words[2] == 0x0102030405060708
    assert words_supported()


@pytest.mark.requirement("SM-6.2")
def test_libatomic_reads_and_writes_the_same_words() -> None:
    library = _words._libatomic()
    if library is None:
        pytest.skip("no libatomic on this machine")
    memory = bytearray(32)
    plain, atomic = memoryview(memory).cast("Q"), AtomicWords(memoryview(memory), library)
    atomic[3] = 2**64 - 1
    plain[1] = 7
    assert (plain[3], atomic[1]) == (2**64 - 1, 7)
    for index in (-1, 4):
        with pytest.raises(IndexError):
            atomic[index]


def test_a_machine_with_neither_maps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    monkeypatch.setattr(_words, "_libatomic", lambda: None)
    assert not words_supported()
    with pytest.raises(RuntimeError):
        words_of(memoryview(bytearray(8)))
