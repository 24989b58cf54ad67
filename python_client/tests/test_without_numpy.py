from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from snakepit_shm import Client

if TYPE_CHECKING:
    from .support.fake_broker import FakeBroker

np = pytest.importorskip("numpy")

SCRIPT = """
import sys
sys.modules["numpy"] = None
from snakepit_shm import Client, ShmError
client = Client.connect(sys.argv[1])
print(client.session, flush=True)
raw, array = (bytes.fromhex(sys.stdin.readline()) for _ in range(2))
data = client.open(raw)
assert bytes(data[:4]) == b"rrrr", data[:4]
del data
with client.seal(bytes(1_000_000)) as sealed, client.seal(bytearray(1_000_000)) as other:
    assert sealed.data.nbytes == other.data.nbytes == 1_000_000
try:
    client.open(array)
except ShmError as error:
    print(error)
try:
    client.reserve(3, "f4")
except ShmError as error:
    print(error)
client.close()
"""


def test_bytes_travel_and_arrays_say_what_is_missing(broker: FakeBroker) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with Client.connect(broker.socket) as owner:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", SCRIPT, broker.socket],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
        )
        assert process.stdout is not None
        reader = int(process.stdout.readline())
        with owner.seal(b"r" * 400_000) as raw, owner.seal(np.zeros(4, "<f4")) as array:
            refs = [sealed.ref(to=reader).hex() for sealed in (raw, array)]
        output, errors = process.communicate("\n".join(refs) + "\n", timeout=20)
    missing = "needs numpy, which is not installed here"
    assert errors == ""
    assert output == f"TYPE_MISMATCH: an array {missing}\nTYPE_MISMATCH: an array {missing}\n"
