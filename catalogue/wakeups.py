"""Whoever waits for something new in the base is woken once it is committed, by this process or, on PostgreSQL, by any
other (`catalogue.listening`).

A wake says that there is something, never what: one looks in the base. So any number of them make one look, one too
many costs nothing, and one that is missed only makes a look late: nobody waits longer than `patience`.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

LOOK = 1.0
"""Seconds between two looks where another process may write and cannot tell: on a file, or while the server is away."""

REST = 15.0
"""The same while the server tells; what comes due by the clock alone (a retry, a job) waits as long at most."""

GAP = 0.05
"""Seconds between two wakes at least: what happens meanwhile is one."""


class News:
    """Set when something new is there since one last took it."""

    def __init__(self) -> None:
        self._there = asyncio.Event()

    def take(self) -> None:
        """What is there now will be looked at: only what comes later wakes. To be called before one looks."""
        self._there.clear()

    def tell(self) -> None:
        """Something is there."""
        self._there.set()

    async def wait(self, at_most: float | None = None) -> None:
        """Wait for something that came since `take`, at most so many seconds, or as long as `patience` allows."""
        # Not `wait_for`: up to Python 3.11 it forgets a cancellation that falls together with what it waits for.
        with suppress(TimeoutError):
            async with asyncio.timeout(patience() if at_most is None else at_most):
                await self._there.wait()


class _Unit:
    """Whether the unit of work at hand has something to tell."""

    announced = False


_unit: ContextVar[_Unit | None] = ContextVar("sofi_wakeups", default=None)
_waiting: set[News] = set()
_told_by_server = False
_in_gap: asyncio.AbstractEventLoop | None = None
_again = False


@contextmanager
def news() -> Iterator[News]:
    """What wakes the caller, for as long as the block lasts."""
    mine = News()
    _waiting.add(mine)
    try:
        yield mine
    finally:
        _waiting.discard(mine)


def patience() -> float:
    """How long one may wait without a look."""
    return REST if _told_by_server else LOOK


def begin() -> None:
    """A unit of work begins in this task."""
    _unit.set(_Unit())


def announce() -> None:
    """Wake who waits once the unit at hand is committed; nobody when it is undone."""
    unit = _unit.get()
    if unit is not None:
        unit.announced = True


def announced() -> bool:
    """Whether the unit that is being committed has something to tell: the engine asks."""
    unit = _unit.get()
    return unit is not None and unit.announced


def ring() -> None:
    """Wake everybody who waits in this process, now or at the end of the gap."""
    global _again
    loop = asyncio.get_running_loop()
    if _in_gap is loop:
        _again = True
    else:
        _wake(loop)


def _wake(loop: asyncio.AbstractEventLoop) -> None:
    global _in_gap, _again
    _in_gap, _again = loop, False
    loop.call_later(GAP, _after_gap, loop)
    for one in list(_waiting):
        one.tell()


def _after_gap(loop: asyncio.AbstractEventLoop) -> None:
    global _in_gap
    _in_gap = None
    if _again:
        _wake(loop)


def server_tells(told: bool) -> None:
    """Say that the server tells from now on what others write, or no longer; everybody looks, and waits accordingly."""
    global _told_by_server
    _told_by_server = told
    ring()
