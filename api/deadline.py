"""A deadline for what may have to be waited for. What is there already costs no timer: a body mostly came with its
head, and a timer that is set and taken back is a twentieth of what a repeated question takes.
"""

import asyncio
from collections.abc import Coroutine, Generator
from types import TracebackType
from typing import Any, Generic, TypeVar

T = TypeVar("T")


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """What the work gives.

    Raises:
        TimeoutError: it had to wait, and would have for longer; it was cancelled.
    """
    try:
        waited_for = work.send(None)
    except StopIteration as done:
        value: T = done.value
        return value
    async with asyncio.timeout(seconds):
        return await _Resumed(work, waited_for)


class _Resumed(Generator[Any, Any, T], Generic[T]):
    """Work that was begun, up to the first thing that it waits for, and is to be awaited on from there."""

    def __init__(self, work: Coroutine[Any, Any, T], waited_for: Any) -> None:
        self._work = work
        self._waiting = [waited_for]

    def __await__(self) -> Generator[Any, Any, T]:
        return self

    def send(self, value: Any) -> Any:
        """Go on."""
        return self._waiting.pop() if self._waiting else self._work.send(value)

    def throw(self, kind: Any, value: Any = None, trace: TracebackType | None = None) -> Any:
        """Go on with an error, a cancellation most of all."""
        return self._work.throw(kind, value, trace) if value is not None else self._work.throw(kind)
