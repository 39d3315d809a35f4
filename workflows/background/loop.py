"""The loop that drives each kind of background work, in `serve` or in a process of its own.

Every kind of work claims its rows in the database, so any number of processes may run this at once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from catalogue.wakeups import News, news

Step = Callable[[], Awaitable[int]]
"""Does some work in its own transactions and tells how much; 0 when there was none."""

AFTER_ERROR = 10.0
"""Seconds before trying again what failed unexpectedly."""

log = logging.getLogger("sofi.background")


async def run_background(steps: Mapping[str, Step], *, pause: float | None = None) -> None:
    """Run all steps, each in its own loop, until cancelled. One that has nothing to do looks again once something is
    committed, or after a pause (by default what `catalogue.wakeups` allows). One that fails unexpectedly is logged and
    tried again; the others go on.
    """
    async with asyncio.TaskGroup() as group:
        for name, step in steps.items():
            group.create_task(_repeat(name, step, pause), name=f"sofi:{name}")


async def _repeat(name: str, step: Step, pause: float | None) -> None:
    with news() as told:
        while True:
            await _once(name, step, told, pause)


async def _once(name: str, step: Step, told: News, pause: float | None) -> None:
    told.take()
    try:
        done = await step()
    except Exception:
        log.exception("Le travail de fond a échoué et sera repris.", extra={"travail": name})
        await asyncio.sleep(AFTER_ERROR)
    else:
        if not done:
            await told.wait(pause)


async def run_until_idle(steps: Mapping[str, Step]) -> int:
    """Run the steps in turn until none has anything left to do; how much was done. What fails is raised."""
    total = 0
    while done := sum([await step() for step in steps.values()]):
        total += done
    return total
