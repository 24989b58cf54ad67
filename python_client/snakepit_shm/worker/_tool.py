"""Tools: plain functions and methods, marked by a decorator, called by name."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

_Function = TypeVar("_Function", bound="Callable[..., Any]")
_MARK = "__snakepit_shm_tool__"


class _Mark(NamedTuple):
    name: str
    description: str


class ToolSpec(NamedTuple):
    """A tool as it is listed and called: ``run(**arguments)`` returns its result."""

    name: str
    description: str
    run: Callable[..., Any]


@overload
def tool(function: _Function) -> _Function: ...


@overload
def tool(*, name: str | None = None, description: str | None = None) -> Callable[[_Function], _Function]: ...


def tool(
    function: Callable[..., Any] | None = None,
    *,
    name: str | None = None,
    description: str | None = None,
) -> Any:
    """Mark a method of an :class:`Adapter` as a tool; with or without parentheses.

    ``name`` defaults to the function's, ``description`` to the first line of its docstring. The function
    itself is returned unchanged. It may be ``async``.
    """

    def mark(target: Callable[..., Any]) -> Callable[..., Any]:
        first_line = (inspect.getdoc(target) or "").partition("\n")[0]
        text = first_line if description is None else description
        setattr(target, _MARK, _Mark(name or target.__name__, text))
        return target

    return mark if function is None else mark(function)


class Adapter:
    """Base class of what a worker serves: each method marked with :func:`tool` can be called.

    One instance serves all calls, from several threads at once.
    """

    def start(self) -> None:
        """Called once before the first call: load models, open files."""

    def stop(self) -> None:
        """Called once after the last call."""


def tools_of(adapter: object) -> dict[str, ToolSpec]:
    """Return the tools of ``adapter`` by name; ``ValueError`` when two share a name."""
    found: dict[str, ToolSpec] = {}
    for attribute in dir(type(adapter)):
        mark = getattr(getattr(type(adapter), attribute, None), _MARK, None)
        if not isinstance(mark, _Mark):
            continue
        if mark.name in found:
            raise ValueError(f"two tools of {type(adapter).__name__} are named {mark.name!r}")
        bound = getattr(adapter, attribute)
        run = _run_async(bound) if inspect.iscoroutinefunction(bound) else bound
        found[mark.name] = ToolSpec(mark.name, mark.description, run)
    return found


def _run_async(function: Callable[..., Any]) -> Callable[..., Any]:
    def run(**arguments: Any) -> Any:
        return asyncio.run(function(**arguments))

    return run
