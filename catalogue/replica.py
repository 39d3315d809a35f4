"""A replica answers what is public; the primary answers in its place while it does not."""

import asyncio
import logging
import time
from collections.abc import Sequence
from contextvars import ContextVar

import asyncpg

from catalogue.readers import Reader, Row, Statement

PATIENCE = 5.0
"""Seconds after which a replica that says nothing counts as lost."""
PAUSE = 10.0
"""Seconds in which a lost replica is not asked again; then one reading tries it for all."""
_LOYAL = 60.0
"""Seconds in which who was answered by the primary is: longer than a request may last. What is said of the base's
state and what is read of it then come from one side, and an answer is never kept for a state that it does not show.
"""
_FAILURES = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)

_loyal_until: ContextVar[float] = ContextVar("sofi_primaire_jusqu_a", default=0.0)

log = logging.getLogger("sofi.replique")


class ReplicaReader:
    """Reads from a replica, or else from the primary. A statement that both refuse is told as the primary tells it."""

    def __init__(self, replica: Reader, primary: Reader) -> None:
        self._replica = replica
        self._primary = primary
        self._lost = False
        self._again_at = 0.0
        self._given_up: set[asyncio.Task[list[list[Row]]]] = set()

    async def read(self, statements: Sequence[Statement], *, brief: bool | None) -> list[list[Row]]:
        """The rows of several statements, which see one state of one of the two."""
        now = time.monotonic()
        if now >= max(self._again_at, _loyal_until.get()):
            if self._lost:
                self._again_at = now + PAUSE  # the others do not wait for this attempt
            try:
                found = await self._from_replica(statements, brief)
            except _FAILURES as error:
                self._lost, self._again_at = True, time.monotonic() + PAUSE
                log.warning(
                    "La réplique n'a pas répondu (%s) : le primaire répond à sa place pendant %d s.",
                    str(error) or type(error).__name__,
                    PAUSE,
                )
            else:
                self._lost, self._again_at = False, 0.0
                return found
        if now >= _loyal_until.get():  # not prolonged: who follows for hours returns to the replica
            _loyal_until.set(time.monotonic() + _LOYAL)
        return await self._primary.read(statements, brief=brief)

    async def _from_replica(self, statements: Sequence[Statement], brief: bool | None) -> list[list[Row]]:
        """Not waited for once it is given up: to take a question back from a server that is gone takes long as well."""
        task = asyncio.create_task(self._replica.read(statements, brief=brief))
        try:
            done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        except asyncio.CancelledError:
            self._give_up(task)
            raise
        if done:
            return task.result()
        self._give_up(task)
        raise TimeoutError(f"rien en {PATIENCE:g} s")

    def _give_up(self, task: asyncio.Task[list[list[Row]]]) -> None:
        self._given_up.add(task)
        task.add_done_callback(self._given_up.discard)
        task.cancel()

    def state(self) -> bytes | None:
        """Nothing tells it here."""
        return None

    async def close(self) -> None:
        """Leave the replica; who opened the primary closes it."""
        await self._replica.close()
