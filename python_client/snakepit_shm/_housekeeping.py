"""What a session does beside its stream: heartbeats, reports, refills, returns, renewals, forgetting."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from ._errors import ShmError
from ._proto.session import ClientFrame, Heartbeat, TokenRenewal
from ._view import RELEASES

if TYPE_CHECKING:
    from ._epoch import Epoch
    from ._session import Session

_log = logging.getLogger("snakepit_shm")

_BATCH_PAUSE_S = 0.05  # reports that come within this time travel together
_SWEEP_INTERVAL_S = 5.0
_REFILL_TIMEOUT_S = 10.0
_MISSED_HEARTBEATS = 3


class Housekeeping:
    """The second thread of a session. It sleeps until something is due or somebody wakes it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._wake = threading.Event()
        self._closing = False
        self._heartbeat_s = 1.0
        self._next_heartbeat = 0.0
        self._next_sweep = 0.0
        self._thread = threading.Thread(target=self._run, name="snakepit-shm housekeeping", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def begin(self, heartbeat_s: float) -> None:
        """Take the pace that a welcome asks for."""
        self._heartbeat_s = heartbeat_s
        self._next_heartbeat = 0.0
        self.wake()

    def wake(self) -> None:
        """Ask for a round soon: regions run low, leases wait to be returned, or reports have come."""
        self._wake.set()

    def close(self) -> None:
        """Send what is queued and end the thread."""
        self._closing = True
        self._wake.set()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(timeout=2.0)

    def _run(self) -> None:
        while not self._closing:
            if self._wake.wait(min(self._heartbeat_s, _SWEEP_INTERVAL_S)) and not self._closing:
                self._wake.clear()
            try:
                self._round()
            except ShmError as error:
                _log.debug("housekeeping: %s", error)
            except Exception:  # noqa: BLE001 - the thread must live; the fault is logged whole
                _log.exception("housekeeping met a fault of this software")
            if not self._closing:
                time.sleep(_BATCH_PAUSE_S)

    def _round(self) -> None:
        session = self._session
        epoch = session.live_epoch()
        if epoch is None:
            return
        now = time.monotonic()
        self._send_reports()
        if now >= self._next_heartbeat:
            self._next_heartbeat = now + 0.9 * self._heartbeat_s
            if now - session.last_heard > _MISSED_HEARTBEATS * self._heartbeat_s:
                session.hang_up()
                return
            session.send(ClientFrame(heartbeat=Heartbeat(sent_at_ms=int(time.time() * 1000))))
            self._renew(epoch)
        if now >= self._next_sweep:
            self._next_sweep = now + _SWEEP_INTERVAL_S
            RELEASES.drain()
            if epoch.reader is not None:
                epoch.reader.sweep()
        self._tend_magazine(epoch)

    def _send_reports(self) -> None:
        while True:
            reports = self._session.reports.take()
            if reports is None:
                return
            self._session.send(ClientFrame(reports=reports))

    def _renew(self, epoch: Epoch) -> None:
        if epoch.magazine is None:
            return
        due = epoch.magazine.due_for_renewal()
        if due:
            self._session.send(ClientFrame(token_renewal=TokenRenewal(leases=due)))

    def _tend_magazine(self, epoch: Epoch) -> None:
        magazine = epoch.magazine
        if magazine is None:
            return
        returns = magazine.returns()
        if returns:
            epoch.broker.give_back(returns)
        if not self._closing:
            magazine.refill(_REFILL_TIMEOUT_S)
