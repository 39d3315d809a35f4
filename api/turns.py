"""Those who are signed in take turns, so that those who read the offer hardly notice them.

An operation of somebody signed in enters and validates: a few milliseconds of work. Whoever reads meanwhile waits for
the steps of all that are under way; more of them at once would hardly do more in a second.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

PATIENCE = 0.25
"""Seconds after which an operation lets the next one begin: one that lasts so long waits for the base."""


class Turns:
    """The turns of one process: one operation at a time, and those that last."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(1)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn, and have it while the block lasts, or as long as the others are patient."""
        await self._free.acquire()
        held = True

        def give_back() -> None:
            nonlocal held
            if held:
                held = False
                self._free.release()

        timer = asyncio.get_running_loop().call_later(PATIENCE, give_back)
        try:
            yield
        finally:
            timer.cancel()
            give_back()
