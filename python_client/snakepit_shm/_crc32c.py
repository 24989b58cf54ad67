"""CRC-32C (Castagnoli), for regions that were sealed with a checksum. Python has no such function.

Long inputs are cut into lanes that numpy takes one byte a step, all lanes at once; a lane's checksum is then
moved past the lanes behind it by multiplication in GF(2).
"""

from __future__ import annotations

from typing import Any

from ._numpy import find_numpy

_POLYNOMIAL = 0x82F63B78
_LANES = 8192
_LANE_MIN_BYTES = 16


def _make_table() -> list[int]:
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = (crc >> 1) ^ (_POLYNOMIAL if crc & 1 else 0)
        table.append(crc)
    return table


_TABLE = _make_table()


def crc32c(data: memoryview) -> int:
    """Return the CRC-32C of ``data``, a flat view of bytes."""
    numpy = find_numpy()
    lane_bytes = data.nbytes // _LANES
    if numpy is None or lane_bytes < _LANE_MIN_BYTES:
        return _finish(0xFFFFFFFF, data)
    head = data[: lane_bytes * _LANES]
    state = _join(_lanes(numpy, head, lane_bytes), lane_bytes)
    return _finish(state, data[head.nbytes :])


def _finish(state: int, tail: memoryview) -> int:
    table = _TABLE
    for byte in tail:
        state = table[(state ^ byte) & 0xFF] ^ (state >> 8)
    return state ^ 0xFFFFFFFF


def _lanes(numpy: Any, head: memoryview, lane_bytes: int) -> list[int]:
    table = numpy.array(_TABLE, dtype=numpy.uint32)
    lanes = numpy.frombuffer(head, numpy.uint8).reshape(_LANES, lane_bytes)
    states = numpy.zeros(_LANES, numpy.uint32)
    states[0] = 0xFFFFFFFF
    for column in range(lane_bytes):
        states = table[(states ^ lanes[:, column]) & 0xFF] ^ (states >> 8)
    joined: list[int] = states.tolist()
    return joined


def _join(states: list[int], lane_bytes: int) -> int:
    shift = _zeros_operator(lane_bytes)
    total = 0
    for state in states:
        total = _apply(shift, total) ^ state
    return total


def _zeros_operator(count: int) -> list[int]:
    """Return the matrix that moves a state past ``count`` zero bytes: the image of each of its 32 bits."""
    result = [1 << bit for bit in range(32)]
    power = [_TABLE[(1 << bit) & 0xFF] ^ ((1 << bit) >> 8) for bit in range(32)]
    while count:
        if count & 1:
            result = [_apply(power, image) for image in result]
        power = [_apply(power, image) for image in power]
        count >>= 1
    return result


def _apply(matrix: list[int], vector: int) -> int:
    total = 0
    bit = 0
    while vector:
        if vector & 1:
            total ^= matrix[bit]
        vector >>= 1
        bit += 1
    return total
