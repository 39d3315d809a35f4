"""Long work in the event loop, done in steps between which the others get their turn."""

import asyncio
import time

TURN = 0.0005
"""Seconds that work of somebody signed in may hold those who read the offer."""


class Pace:
    """Counts what the steps of one work have lasted, `turn` seconds at most without a pause."""

    __slots__ = ("_start", "_turn")

    def __init__(self, turn: float = TURN) -> None:
        self._turn = turn
        self._start = time.perf_counter()

    async def step(self) -> None:
        """A step is done: let the others have their turn when it is time."""
        if time.perf_counter() - self._start > self._turn:
            await asyncio.sleep(0)
            self._start = time.perf_counter()
