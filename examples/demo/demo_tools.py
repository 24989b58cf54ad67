"""The Python side of the demo: three tools that work on real bytes."""

import hashlib

import numpy as np

from snakepit_shm import Adapter, current_call, tool

MASK = 0x5A


class DemoTools(Adapter):
    """What the demo's workers serve."""

    @tool
    def analyse(self, data: memoryview) -> dict[str, object]:
        """SHA-256, byte histogram (256 x int64) and the bytes xor 0x5A as a second array."""
        octets = np.frombuffer(data, dtype=np.uint8)
        # Built where it is sent from: the result array lives in a region, so returning it copies nothing.
        transformed = current_call().empty(octets.shape, np.uint8)
        np.bitwise_xor(octets, MASK, out=transformed)
        return {
            "sha256": hashlib.sha256(data).hexdigest(),
            "histogram": np.bincount(octets, minlength=256),
            "transformed": transformed,
        }

    @tool
    def receive(self, data: memoryview) -> int:
        """Takes bytes and says how many there were."""
        return len(data)

    @tool
    def echo(self, data: memoryview) -> memoryview:
        """Sends back what came."""
        return data
