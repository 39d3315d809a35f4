"""The one connection of a process on which PostgreSQL tells it that somebody committed something new.

It is made again when the server restarts or ends it; meanwhile, and for what it may have missed, everybody polls.
"""

import asyncio
import logging
import random
from typing import Any

import asyncpg

from catalogue import wakeups
from catalogue.postgresql import CHANNEL

NAME = "sofi ecoute"
"""What an operator sees in pg_stat_activity, which keeps ASCII only."""

FIRST_WAIT, LONGEST_WAIT = 0.2, 10.0
"""Seconds before the first new try, and before one of many."""

PROBE = 30.0
"""Seconds without a word after which one asks whether the server is still there: a cut cable says nothing."""

log = logging.getLogger("sofi.listening")


async def listen(credentials: dict[str, Any]) -> None:
    """Pass on what the server tells until cancelled."""
    settings = {**credentials["server_settings"], "application_name": NAME}
    given = {name: value for name, value in credentials.items() if name not in ("minsize", "maxsize")}
    wait = FIRST_WAIT
    while True:
        try:
            connection = await asyncpg.connect(**{**given, "server_settings": settings})
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
            log.warning("La base ne peut pas prévenir des nouveautés : elle est sondée.", extra={"cause": str(error)})
        else:
            wait = FIRST_WAIT
            await _hear(connection)
            log.warning("La connexion qui écoute la base est coupée : elle va être refaite.")
        await asyncio.sleep(wait * random.uniform(0.5, 1))  # noqa: S311  processes do not come back all at once
        wait = min(wait * 2, LONGEST_WAIT)


async def _hear(connection: Any) -> None:
    """Pass on what this connection tells for as long as it lasts."""
    lost = asyncio.Event()
    connection.add_termination_listener(lambda _: lost.set())
    try:
        await connection.add_listener(CHANNEL, lambda *_: wakeups.ring())
        wakeups.server_tells(True)
        while not lost.is_set():
            try:
                async with asyncio.timeout(PROBE):
                    await lost.wait()
            except TimeoutError:
                await connection.fetchval("SELECT 1", timeout=10)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
        log.info("La base ne répond plus à qui l'écoute.", extra={"cause": str(error)})
    finally:
        wakeups.server_tells(False)
        connection.terminate()
