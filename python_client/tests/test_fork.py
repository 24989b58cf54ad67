"""Forks happen in a process of their own: grpc servers, such as the FakeBroker, do not survive them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .support.real_sidecar import RealSidecar

SCRIPT = """
import gc, os, sys, time
from snakepit_shm import Client
from snakepit_shm import _layout as layout
from snakepit_shm._proto.ref import ShmRef
from snakepit_shm._view import RELEASES

owner, reader = Client.connect(sys.argv[1]), Client.connect(sys.argv[1])
owner_session, reader_session = owner.session, reader.session

def done(ref):
    table = owner._attachment.epoch().magazine._table
    parsed = ShmRef.FromString(ref)
    return table.words[layout.slot_word(parsed.record, parsed.slot) + layout.SLOT_DONE]

sealed = owner.seal(b"parent" * 100)
ref = sealed.ref(to=reader_session)
views = [reader.open(ref)]
receive, send = os.pipe()
reply_receive, reply_send = os.pipe()
pid = os.fork()
if pid == 0:
    assert views[0] == b"parent" * 100          # the parent's views can be read
    views.clear(); gc.collect(); RELEASES.drain()  # and do not count here
    assert owner.session not in (owner_session, reader_session)
    with owner.seal(b"child" * 100) as mine:
        os.write(send, mine.ref(to=reader_session))
    assert os.read(reply_receive, 4) == b"read"
    owner.close()
    os._exit(0)
try:
    from_child = reader.open(os.read(receive, 65536))
    assert from_child == b"child" * 100
    assert done(ref) == 0 and views[0] == b"parent" * 100
finally:
    os.write(reply_send, b"read")
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
assert from_child == b"child" * 100             # the child is gone, its bytes are still ours
views.clear()
assert done(ref) == 1
assert owner.session == owner_session
with owner.seal(b"still attached") as again:
    assert reader.open(again.ref(to=reader_session)) == b"still attached"
del from_child
sealed.release()
owner.close(); reader.close()
print("fine")
"""


@pytest.mark.requirement("SM-6.5")
def test_a_forked_child_leaves_the_views_alone_and_opens_a_session_of_its_own(sidecar: RealSidecar) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", SCRIPT, sidecar.socket]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "fine\n", "")
