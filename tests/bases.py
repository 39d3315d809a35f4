"""The base of a test: on a file, or on a PostgreSQL server with SOFI_TEST_ENGINE=postgresql.

A base is named by the path that it has as a file; on a server a digest of the path is its name.
"""

import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from catalogue.postgresql import WRITER_LOCK
from tests import postgresql_server

POSTGRESQL = os.environ.get("SOFI_TEST_ENGINE", "sqlite") == "postgresql"
_made: dict[str, Path] = {}


def url_of(path: Path) -> str:
    """What SOFI_DATABASE_URL says of a base. On a server it is made, empty, when it is not there."""
    if not POSTGRESQL:
        return f"sqlite://{path}"
    name = _name(path)
    if name not in _made:
        postgresql_server.create(name)
        _made[name] = path
    return postgresql_server.url(name)


def copy(source: Path, target: Path) -> Path:
    """A base with all that another holds; nobody may have the other open. The target."""
    if not POSTGRESQL:
        return Path(shutil.copy(source, target))
    postgresql_server.create(_name(target), template=_name(source))
    _made[_name(target)] = target
    return target


def kept() -> set[str]:
    """The bases that there are."""
    return set(_made)


def drop_all_but(names: set[str]) -> None:
    """Remove the bases of a test that is over; files go with their folder."""
    for name in set(_made) - names:
        postgresql_server.drop(name)
        del _made[name]


def rows(path: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run one statement as another program would, references checked, and keep what it changed."""
    if POSTGRESQL:
        return postgresql_server.rows(_name(path), _numbered(sql), *values)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        return connection.execute(sql, values).fetchall()


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program holds the lock of those who write, and on a file of those who read."""
    if POSTGRESQL:
        with postgresql_server.locked(_name(path), WRITER_LOCK):
            yield
        return
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


def digest(path: Path, *, but: str = "") -> str:
    """A hash of every row of every table, as another program reads them; without what matches `but`."""
    lines = [
        f"{table} {line}"
        for table in tables(path)
        for line in sorted(map(repr, rows(path, f'SELECT * FROM "{table}"')))
    ]
    text = "\n".join(lines)
    return hashlib.sha256((re.sub(but, "", text) if but else text).encode()).hexdigest()


TABLES = {
    False: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    True: "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
}[POSTGRESQL]
"""The statement that names the tables."""


def tables(path: Path) -> list[str]:
    """The names of the tables of a base."""
    return [name for (name,) in rows(path, TABLES)]


def _name(path: Path) -> str:
    return f"sofi_{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"


def _numbered(sql: str) -> str:
    head, *tail = sql.split("?")
    return head + "".join(f"${number}{piece}" for number, piece in enumerate(tail, 1))
