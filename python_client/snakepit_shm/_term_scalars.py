"""Scalars into ``Term`` messages: one small function a type."""

from __future__ import annotations

import datetime
import decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._proto.term import Term

INT64_MIN = -(2**63)
INT64_MAX = 2**63 - 1


class Unsendable(Exception):  # noqa: N818 - it becomes a ShmError at the root of the tree
    """A value that no term can hold; ``path`` leads to it, innermost step first."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.path: list[str] = []


def _none(_value: None, term: Term, _parts: object, _depth: int) -> None:
    term.null = True


def _bool(value: bool, term: Term, _parts: object, _depth: int) -> None:
    term.boolean = value


def _int(value: int, term: Term, _parts: object, _depth: int) -> None:
    if INT64_MIN <= value <= INT64_MAX:
        term.integer = value
        return
    try:
        term.big_integer = str(int(value))
    except ValueError:
        raise Unsendable("an integer of more digits than Python prints") from None


def _float(value: float, term: Term, _parts: object, _depth: int) -> None:
    term.float = value


def _str(value: str, term: Term, _parts: object, _depth: int) -> None:
    try:
        term.text = value
    except (UnicodeEncodeError, ValueError):
        raise Unsendable("a str that is not valid Unicode (lone surrogates)") from None


def _isoformat(value: datetime.date | datetime.time, term: Term, _parts: object, _depth: int) -> None:
    term.text = value.isoformat()


def _decimal(value: decimal.Decimal, term: Term, _parts: object, _depth: int) -> None:
    term.text = str(value)


SCALARS: dict[type, Callable[[Any, Term, Any, int], None]] = {
    type(None): _none,
    bool: _bool,
    int: _int,
    float: _float,
    str: _str,
    datetime.date: _isoformat,
    datetime.datetime: _isoformat,
    datetime.time: _isoformat,
    decimal.Decimal: _decimal,
}
