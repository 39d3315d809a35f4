"""Opening and closing the database.

One process opens one database at a time and every task of it may use it. SQLite is what this version serves; another
engine is one more entry in ENGINES.
"""

import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext, get_current_context, set_global_context
from tortoise.exceptions import OperationalError

from catalogue.settings import Settings
from catalogue.sqlite import TransactionClient
from catalogue.transaction import finish_running, transaction


class DatabaseUnavailable(Exception):
    """The database cannot be opened or written to; the message is one French line that says what to do."""


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

MEMORY = ":memory:"
BUSY_TIMEOUT = 5000
"""How long, in milliseconds, a write waits for another process that writes."""


def sqlite_path(database_url: str) -> str:
    """The file that an URL names: sqlite://relative.db, sqlite:///absolute.db or sqlite://:memory:. Raises
    DatabaseUnavailable.
    """
    path = database_url.partition("://")[2]
    if not path or "?" in path:
        raise DatabaseUnavailable(
            "L'adresse de la base doit nommer un fichier, sans option : sqlite://chemin/vers/fichier.db ou sqlite:///absolu.db."
        )
    return path


def _sqlite(database_url: str, foreign_keys: bool) -> dict[str, Any]:
    return {
        "engine": "catalogue.sqlite",
        "credentials": {
            "file_path": sqlite_path(database_url),
            "busy_timeout": BUSY_TIMEOUT,
            "journal_mode": "WAL",
            "synchronous": "FULL",
            "foreign_keys": "ON" if foreign_keys else "OFF",
        },
    }


ENGINES: dict[str, Callable[[str, bool], dict[str, Any]]] = {"sqlite": _sqlite}


def tortoise_config(database_url: str, *, foreign_keys: bool = True, app: App = CATALOGUE) -> dict[str, Any]:
    """Tortoise's configuration for a database. Raises DatabaseUnavailable for an URL of another kind than ENGINES
    knows.
    """
    scheme = database_url.partition(":")[0]
    if scheme not in ENGINES:
        known = ", ".join(f"{name}://" for name in ENGINES)
        raise DatabaseUnavailable(f"Base de données « {scheme} » inconnue : cette version ne sert que {known}")
    return {
        "connections": {"default": ENGINES[scheme](database_url, foreign_keys)},
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
        try:
            await check_writable()
        except (sqlite3.Error, OperationalError) as error:
            raise _explained(error, Path(sqlite_path(settings.database_url))) from error
        yield
    finally:
        try:
            await finish_running()
        finally:
            await context.close_connections()


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
    if isinstance(connection, TransactionClient):
        await connection.touch()
    raise _Undone


def _explained(error: Exception, path: Path) -> DatabaseUnavailable:
    """Say which folder or file is the matter and what to do about it."""
    cause = error.args[0] if error.args and isinstance(error.args[0], sqlite3.Error) else error
    code = getattr(cause, "sqlite_errorname", "")
    path = path.absolute()
    folder = path.parent
    if code == "SQLITE_NOTADB":
        reason = f"{path} n'est pas une base SQLite ; il n'a pas été modifié. Corrigez SOFI_DATABASE_URL."
    elif code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        reason = f"La base {path} est occupée par un autre programme depuis plus de {BUSY_TIMEOUT / 1000:g} s."
    elif not folder.is_dir():
        reason = f"Le dossier {folder} n'existe pas : créez-le ou corrigez SOFI_DATABASE_URL."
    elif path.is_dir():
        reason = f"{path} est un dossier : SOFI_DATABASE_URL doit nommer un fichier."
    elif path.exists() and not _allowed(path, os.R_OK | os.W_OK):
        reason = f"Le fichier {path} n'est pas ouvert en lecture et en écriture à l'utilisateur qui lance le service."
    elif not _allowed(folder, os.W_OK | os.X_OK):
        reason = f"Le dossier {folder} n'est pas ouvert en écriture à l'utilisateur qui lance le service."
    else:
        reason = f"La base {path} ne s'ouvre pas en écriture : {cause}."
    return DatabaseUnavailable(reason)


def _allowed(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)
