"""Opening and closing the database.

One process opens one database at a time and every task of it may use it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext, get_current_context, set_global_context

from catalogue import postgresql, sql, sqlite
from catalogue.engines import engine_of
from catalogue.replica import ReplicaReader
from catalogue.settings import Settings
from catalogue.transaction import finish_running, transaction
from catalogue.wal_index import close_indexes


@dataclass(frozen=True)
class App:
    """A set of models with its migrations, as Tortoise names it."""

    label: str
    models: str
    migrations: str

    def config(self) -> dict[str, Any]:
        """Tortoise's entry for these models."""
        return {"models": [self.models], "migrations": self.migrations, "default_connection": "default"}


CATALOGUE = App("catalogue", "catalogue.models", "catalogue.migrations")


def tortoise_config(database_url: str, *, foreign_keys: bool = True, app: App = CATALOGUE) -> dict[str, Any]:
    """Tortoise's configuration for a database. Raises DatabaseUnavailable for an URL of another kind than ours."""
    return {
        "connections": {"default": engine_of(database_url).connection(database_url, foreign_keys=foreign_keys)},
        "apps": {app.label: app.config()},
        "use_tz": True,
        "timezone": "UTC",
    }


@asynccontextmanager
async def open_database(settings: Settings, *, foreign_keys: bool = True, app: App = CATALOGUE) -> AsyncIterator[None]:
    """Open the database for every task of this process, prove that it can be written to, close it after the last write.

    Creates the file when its folder exists. Raises DatabaseUnavailable when it cannot be opened or written to,
    RuntimeError when one is open already in this process.
    """
    if get_current_context() is not None:
        raise RuntimeError("Une base de données est déjà ouverte dans ce processus.")
    config = tortoise_config(settings.database_url, foreign_keys=foreign_keys, app=app)
    # Tortoise keeps the statements of a table by its name alone, whatever the models: those of another set of models
    # that this process opened before would be used.
    EXECUTOR_CACHE.clear()
    context = TortoiseContext()
    # Made the fallback of all tasks rather than entered: a server opens in one task and serves in others.
    set_global_context(context)
    try:
        await context.init(config=config)
        engine = engine_of(settings.database_url)
        try:
            await check_writable()
        except engine.errors as error:
            raise engine.explained(error, settings.database_url) from error
        await engine.check(settings.database_url)
        primary = engine.reader(settings.database_url)
        replica = engine.reader(settings.replica_url) if settings.replica_url else None
        both = ReplicaReader(replica, primary) if replica is not None and primary is not None else primary
        sql.read_through(both, primary)
        yield
    finally:
        try:
            await finish_running()
        finally:
            await sql.close()
            await context.close_connections()
            close_indexes()


@asynccontextmanager
async def woken(settings: Settings) -> AsyncIterator[None]:
    """Hear meanwhile, where the engine can tell, of what other processes commit (`catalogue.wakeups`)."""
    listener = engine_of(settings.database_url).listener
    if listener is None:
        yield
        return
    task = asyncio.create_task(listener(settings.database_url), name="sofi:écoute")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def check_writable() -> None:
    """Write something and undo it. Raises what the database answers; bound it with asyncio.timeout where that
    matters.
    """
    with suppress(_Undone):
        await transaction(_write_and_undo)


class _Undone(Exception):
    """The way out of a unit that wants nothing kept."""


async def _write_and_undo() -> None:
    connection = get_connection("default")
    if isinstance(connection, sqlite.TransactionClient | postgresql.TransactionClient):
        await connection.touch()
    raise _Undone
