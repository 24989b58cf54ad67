"""The bytes behind a result ref, for a caller that cannot open it, so that no finished call is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._errors import ErrorCode, ShmError
from .._ref import check_fields
from .._seal import seal_matches

if TYPE_CHECKING:
    from .._proto.worker import FetchRequest
    from .._session import Session


def fetch(request: FetchRequest, session: Session | None) -> bytes:
    """Return the bytes that ``request.ref`` points to, and never lease their region again.

    The ref is checked as its addressee would: ``REF_MALFORMED``, ``STALE_LEASE``, ``SEAL_INVALID``,
    ``OUT_OF_BOUNDS``, ``NOT_ADDRESSED``, ``STALE_GENERATION``. Its life does not matter here.
    """
    ref = request.ref
    check_fields(ref)
    epoch = session.epoch if session is not None else None
    magazine = epoch.magazine if epoch is not None else None
    region = magazine.find(ref.lease) if magazine is not None else None
    if region is None or magazine is None:
        raise ShmError(ErrorCode.STALE_LEASE, "the lease of the ref has ended")
    if not seal_matches(ref, region.key):
        raise ShmError(ErrorCode.SEAL_INVALID, "the seal of the ref is wrong")
    if ref.offset + ref.length > region.capacity:
        raise ShmError(ErrorCode.OUT_OF_BOUNDS, "the ref points outside its region")
    if ref.record != region.record or not region.was_addressed(request.caller, ref.slot, ref.n):
        raise ShmError(ErrorCode.NOT_ADDRESSED, "the ref was made for another session")
    magazine.retire(region)  # first, so that nobody writes while it is copied
    if region.generation() != ref.generation:
        raise ShmError(ErrorCode.STALE_GENERATION, "the region was written again after the ref was made")
    whole = memoryview(region.mapping.exporter()).cast("B")
    data = bytes(whole[ref.offset : ref.offset + ref.length])
    if region.generation() != ref.generation:
        raise ShmError(ErrorCode.STALE_GENERATION, "the region was written while it was copied")
    return data
