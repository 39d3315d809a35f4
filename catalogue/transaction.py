"""transaction(unit): the one way to write.

A unit of work is an async function of no argument that awaits the database and nothing else: no mail, no HTTP, no
hashing, no sleep, since every other query of the process waits for it. Workflows compose by calling plain functions
inside one unit, never by one transaction inside another.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any, TypeVar

from tortoise.transactions import in_transaction

from catalogue import wakeups

T = TypeVar("T")

log = logging.getLogger(__name__)


class _Unit:
    """Marks, in the context of a unit and of the tasks it starts, whether its transaction still runs."""

    over = False


_current: ContextVar[_Unit | None] = ContextVar("sofi_unit", default=None)
_running: set[asyncio.Task[Any]] = set()


async def transaction(unit: Callable[[], Awaitable[T]]) -> T:
    """Run `unit` in one transaction that holds the write lock from its first statement; all of it is kept, or nothing.

    The unit runs in a task of its own: a caller who is cancelled (a client gone, a timeout) gets its CancelledError at
    once while the unit goes on to commit or roll back; a failure nobody awaits any more is logged. Whatever the unit
    raises is raised here, everything undone. Raises RuntimeError when called inside a unit, or by a task that outlived
    the unit that started it.
    """
    outer = _current.get()
    if outer is not None:
        raise RuntimeError(
            "Une tâche lancée dans une transaction lui a survécu et veut en ouvrir une autre."
            if outer.over
            else "Une transaction n'en contient pas une autre : composez des fonctions dans une seule unité."
        )
    task = asyncio.create_task(_run(unit), name=f"transaction {getattr(unit, '__qualname__', unit)}")
    _running.add(task)
    task.add_done_callback(_running.discard)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.add_done_callback(_tell_failure)
        raise
    finally:
        # What a refused unit raises leads to this frame, and the task to what was raised: such a circle would keep all
        # that the unit held until the garbage collector comes by.
        del task


async def _run(unit: Callable[[], Awaitable[T]]) -> T:
    mark = _Unit()
    _current.set(mark)
    wakeups.begin()
    try:
        async with in_transaction("default"):
            return await unit()
    finally:
        mark.over = True


def _tell_failure(task: asyncio.Task[Any]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("%s a échoué après le départ de l'appelant, rien n'est écrit.", task.get_name(), exc_info=error)


def in_write() -> bool:
    """Whether the caller runs inside a transaction that is still open; for functions that must."""
    unit = _current.get()
    return unit is not None and not unit.over


async def finish_running(limit: float = 10) -> None:
    """Wait until no unit runs, at most `limit` seconds; those still running then are cancelled, which undoes them, and
    logged.
    """
    deadline = asyncio.get_running_loop().time() + limit
    while _running:
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0:
            for task in _running:
                log.error("%s n'a pas fini en %s s : annulée, rien n'en est écrit.", task.get_name(), limit)
                task.cancel()
            await asyncio.wait(_running)
            return
        await asyncio.wait(_running, timeout=left)
