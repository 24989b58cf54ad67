"""numpy where it is installed. It is looked up when the first array appears, not at import."""

from __future__ import annotations

import functools
import sys
from typing import Any

from ._errors import ErrorCode, ShmError


def loaded_numpy() -> Any:
    """Return the numpy module if this process has imported it, else ``None``.

    Enough to ask "is this value an array?": before numpy is imported no value can be one.
    """
    return sys.modules.get("numpy")


@functools.cache
def find_numpy() -> Any:
    """Return the numpy module, or ``None`` where it is not installed."""
    try:
        import numpy
    except ImportError:
        return None
    return numpy


def need_numpy(what: str) -> Any:
    """Return the numpy module; :class:`ShmError` ``TYPE_MISMATCH`` naming ``what`` where it is missing."""
    module = find_numpy()
    if module is None:
        raise ShmError(ErrorCode.TYPE_MISMATCH, f"{what} needs numpy, which is not installed here")
    return module
