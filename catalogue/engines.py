"""The engines that a base may be on: how each is connected to, and what keeps it from opening, in French."""

import os
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import asyncpg
from tortoise.connection import get_connection
from tortoise.exceptions import DBConnectionError, OperationalError

from catalogue.listening import listen
from catalogue.readers import FileReader, Reader, ServerReader

MEMORY = ":memory:"
BUSY_TIMEOUT = 5000
"""How long, in milliseconds, a write waits for another process that writes a file."""
LOCK_TIMEOUT = 10_000
"""The same on a server, where many processes may write."""
STATEMENT_TIMEOUT = 60_000
POOL = 10
"""Connections of one process to a server, at most."""


class DatabaseUnavailable(Exception):
    """The database cannot be opened or written to; the message is one French line that says what to do."""


@dataclass(frozen=True, slots=True)
class Engine:
    """How one engine is spoken to; `check` looks at what an open base must be, `listener` hears of what other
    processes write.
    """

    connection: Callable[..., dict[str, Any]]
    errors: tuple[type[Exception], ...]
    explained: Callable[[Exception, str], DatabaseUnavailable]
    check: Callable[[str], Awaitable[None]]
    reader: Callable[[str], Reader | None]
    listener: Callable[[str], Coroutine[Any, Any, None]] | None


def engine_of(database_url: str) -> Engine:
    """The engine that an URL names. Raises DatabaseUnavailable for another."""
    scheme = database_url.partition(":")[0]
    if scheme not in ENGINES:
        known = ", ".join(f"{name}://" for name in ENGINES if name != "postgres")
        raise DatabaseUnavailable(f"Base de données « {scheme} » inconnue : cette version ne sert que {known}")
    return ENGINES[scheme]


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


def _sqlite(database_url: str, *, foreign_keys: bool) -> dict[str, Any]:
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


def _postgresql(database_url: str, *, foreign_keys: bool) -> dict[str, Any]:
    """PostgreSQL checks references by itself, also while tables change."""
    parts = urlsplit(database_url)
    if not parts.path.strip("/"):
        raise DatabaseUnavailable(
            "L'adresse de la base doit la nommer : postgresql://compte:motdepasse@hôte:5432/base."
        )
    return {
        "engine": "catalogue.postgresql",
        "credentials": {
            "user": unquote(parts.username or "") or None,
            "password": unquote(parts.password) if parts.password else None,
            "host": parts.hostname,
            "port": parts.port or 5432,
            "database": unquote(parts.path.strip("/")),
            "minsize": 1,
            "maxsize": POOL,
            "ssl": "require" if "sslmode=require" in parts.query else "prefer",
            "timeout": 10,
            "server_settings": {
                "application_name": "sofi",
                "TimeZone": "UTC",
                "jit": "off",
                "lock_timeout": str(LOCK_TIMEOUT),
                "statement_timeout": str(STATEMENT_TIMEOUT),
                "idle_in_transaction_session_timeout": str(STATEMENT_TIMEOUT),
            },
        },
    }


def _file_reader(database_url: str) -> Reader | None:
    """A base in memory is its one connection's alone."""
    path = sqlite_path(database_url)
    return None if path == MEMORY else FileReader(path)


def _server_reader(database_url: str) -> Reader:
    return ServerReader(_postgresql(database_url, foreign_keys=True)["credentials"])


def _listen(database_url: str) -> Coroutine[Any, Any, None]:
    return listen(_postgresql(database_url, foreign_keys=True)["credentials"])


async def _nothing(_url: str) -> None:
    """A file is as it is made."""


async def _check_order(database_url: str) -> None:
    """Texts must be ordered by their bytes, as SQLite does: lists, cursors and ranges of terms rely on it."""
    _, [row] = await get_connection("default").execute_query(
        "SELECT 'Z' < 'a' AND 'é' > 'z' AND 'a b' < 'aa' AS bytewise"
    )
    if not row["bytewise"]:
        raise DatabaseUnavailable(
            f"La base {_shown(database_url)} range les textes selon une langue ; recréez-la par : CREATE DATABASE sofi"
            " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'."
        )


def _shown(database_url: str) -> str:
    """An URL without its password."""
    parts = urlsplit(database_url)
    return f"{parts.hostname or ''}:{parts.port or 5432}{parts.path}"


def _explained_server(error: Exception, database_url: str) -> DatabaseUnavailable:
    """Say what of the server, the account or the base is the matter."""
    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    parts = urlsplit(database_url)
    if isinstance(cause, asyncpg.InvalidCatalogNameError) or isinstance(error, DBConnectionError):
        reason = f"La base {_shown(database_url)} n'existe pas : créez-la ou corrigez SOFI_DATABASE_URL."
    elif isinstance(cause, asyncpg.InvalidAuthorizationSpecificationError):
        reason = f"Le serveur {_shown(database_url)} refuse le compte « {parts.username} » ou son mot de passe."
    elif isinstance(cause, asyncpg.ReadOnlySQLTransactionError):
        reason = f"La base {_shown(database_url)} ne s'ouvre qu'en lecture : SOFI_DATABASE_URL doit nommer le primaire."
    elif isinstance(cause, asyncpg.LockNotAvailableError):
        wait = LOCK_TIMEOUT / 1000
        reason = f"La base {_shown(database_url)} est occupée par un autre programme depuis plus de {wait:g} s."
    elif isinstance(cause, OSError | TimeoutError):
        reason = (
            f"Aucun serveur PostgreSQL ne répond à {_shown(database_url)} : démarrez-le ou corrigez SOFI_DATABASE_URL."
        )
    else:
        reason = f"La base {_shown(database_url)} ne s'ouvre pas : {cause}."
    return DatabaseUnavailable(reason)


def _explained_file(error: Exception, database_url: str) -> DatabaseUnavailable:
    """Say which folder or file is the matter and what to do about it."""
    cause = error.args[0] if error.args and isinstance(error.args[0], sqlite3.Error) else error
    code = getattr(cause, "sqlite_errorname", "")
    path = Path(sqlite_path(database_url)).absolute()
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


_SERVER = Engine(
    _postgresql,
    (OperationalError, DBConnectionError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError),
    _explained_server,
    _check_order,
    _server_reader,
    _listen,
)
ENGINES: dict[str, Engine] = {
    "sqlite": Engine(_sqlite, (sqlite3.Error, OperationalError), _explained_file, _nothing, _file_reader, None),
    "postgresql": _SERVER,
    "postgres": _SERVER,
}
