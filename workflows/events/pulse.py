"""What tells a process, while somebody listens, that something new is in the base: whichever process wrote it.

One look for all listeners together, once something is committed (`catalogue.wakeups`); none when nobody listens.
"""

import asyncio
import logging

from catalogue.models import Evenement, Notification
from catalogue.wakeups import news

log = logging.getLogger("sofi.pulse")


class Pulse:
    """The latest event and notification of the base, as seen a moment ago."""

    def __init__(self) -> None:
        self._listeners = 0
        self._looking: asyncio.Task[None] | None = None
        self._changed = asyncio.Condition()
        self._latest = (0, 0)

    async def latest(self) -> tuple[int, int]:
        """The ids of the latest event and notification, now. Two statements."""
        event = await Evenement.all().order_by("-id").first()
        notification = await Notification.all().order_by("-id").first()
        return (event.id if event else 0, notification.id if notification else 0)

    async def after(self, known: tuple[int, int]) -> tuple[int, int]:
        """Wait until there is something newer than what one knows; what is the latest then."""
        self._listeners += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(), name="sofi:pulse")
        try:
            async with self._changed:
                await self._changed.wait_for(lambda: self._is_newer(known))
                return self._latest
        finally:
            self._listeners -= 1

    def _is_newer(self, known: tuple[int, int]) -> bool:
        return self._latest[0] > known[0] or self._latest[1] > known[1]

    async def _look(self) -> None:
        """For as long as somebody listens: most of those who heard something listen again at once."""
        with news() as told:
            while self._listeners:
                told.take()
                await self._look_once()
                await told.wait()

    async def _look_once(self) -> None:
        try:
            latest = await self.latest()
        except Exception:
            # The base is away for a while, in whatever words its driver says so: those who listen wait on, the next
            # look may succeed.
            log.warning("Les nouveautés n'ont pas pu être lues.", exc_info=True)
            return
        if latest != self._latest:
            self._latest = latest
            async with self._changed:
                self._changed.notify_all()
