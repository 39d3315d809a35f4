"""Connections of this process that only read, apart from those that write: a writer never makes a reader wait."""

import asyncio
import datetime
import functools
import re
import sqlite3
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import asyncpg

from catalogue.durations import Durations
from catalogue.postgresql import Connection
from catalogue.wal_index import WalIndex

Row = tuple[Any, ...]
_PAGES = 8 * 1024
"""KiB of pages of the file that the connection for brief reads keeps: some hundred trees. SQLite's own two megabytes
are for a library that shares a process with others; every page that is not kept is a call of the system. With many
more the memory climbs, since each commit gives them all back.
"""
_OCTETS = re.compile(r"CAST\(([a-z.]+) AS BLOB\)")
Statement = tuple[str, Sequence[Any]]


class Reader(Protocol):
    """Answers statements written with `?`."""

    async def read(self, statements: Sequence[Statement], *, brief: bool | None) -> list[list[Row]]:
        """The rows of several statements, which see one state of the base."""

    def state(self) -> bytes | None:
        """What changes with every commit, whoever makes it; none where it cannot be told without a statement."""

    async def close(self) -> None:
        """Give its connections back."""


class FileReader:
    """Two connections to one SQLite file, opened when first needed: one for brief reads, one in a thread. Where it is
    not said, brief is what was so until now.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._thread: ThreadPoolExecutor | None = None
        self._index = WalIndex(path)
        self._durations = Durations()

    async def read(self, statements: Sequence[Statement], *, brief: bool | None) -> list[list[Row]]:
        """What is brief is not worth a change of thread."""
        if self._thread is None:
            self._here, self._there = self._connect(), self._connect()
            self._here.execute(f"PRAGMA cache_size = -{_PAGES}")
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="sofi-lecture")
        if brief:
            return _read(self._here, statements)
        loop = asyncio.get_running_loop()
        if brief is False:
            return await loop.run_in_executor(self._thread, _read, self._there, statements)
        texts = tuple(text for text, _ in statements)
        if self._durations.is_brief(texts):
            found, seconds = _timed(self._here, statements)
        else:
            found, seconds = await loop.run_in_executor(self._thread, _timed, self._there, statements)
        self._durations.note(texts, seconds)
        return found

    def state(self) -> bytes | None:
        """Told from the index of the file, once it was read."""
        return self._index.state() if self._thread is not None else None

    async def close(self) -> None:
        """Wait for what is read, then close the file."""
        if self._thread is not None:
            self._thread.shutdown()
            self._here.close()
            self._there.close()
            self._thread = None

    def _connect(self) -> sqlite3.Connection:
        uri = f"{Path(self._path).absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(
            uri, uri=True, check_same_thread=False, isolation_level=None, cached_statements=256
        )
        connection.execute("PRAGMA busy_timeout = 5000")
        return connection


def _timed(connection: sqlite3.Connection, statements: Sequence[Statement]) -> tuple[list[list[Row]], float]:
    start = time.perf_counter()
    return _read(connection, statements), time.perf_counter() - start


def _read(connection: sqlite3.Connection, statements: Sequence[Statement]) -> list[list[Row]]:
    if len(statements) == 1:
        sql, values = statements[0]
        return [connection.execute(sql, _plain(values)).fetchall()]
    connection.execute("BEGIN")
    try:
        return [connection.execute(sql, _plain(values)).fetchall() for sql, values in statements]
    finally:
        connection.execute("COMMIT")


def _plain(values: Sequence[Any]) -> list[Any]:
    return [value.isoformat() if isinstance(value, datetime.date) else value for value in values]


class ServerReader:
    """A pool of connections to a PostgreSQL server, which may be a replica."""

    def __init__(self, credentials: dict[str, Any]) -> None:
        settings = {**credentials["server_settings"], "default_transaction_read_only": "on"}
        self._given = {
            **{name: value for name, value in credentials.items() if name not in ("minsize", "maxsize")},
            "server_settings": settings,
            "min_size": 0,
            "max_size": credentials["maxsize"],
            "connection_class": Connection,
        }
        self._pool: asyncpg.Pool | None = None
        self._opening = asyncio.Lock()

    async def read(self, statements: Sequence[Statement], *, brief: bool | None) -> list[list[Row]]:
        """`brief` changes nothing here."""
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(**self._given)
        async with self._pool.acquire() as connection:
            if len(statements) == 1:
                return [await _fetch(connection, statements[0])]
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                return [await _fetch(connection, statement) for statement in statements]

    def state(self) -> bytes | None:
        """Nothing tells it here."""
        return None

    async def close(self) -> None:
        """Wait a little for what is read, then leave."""
        if self._pool is not None:
            try:
                await asyncio.wait_for(self._pool.close(), 10)
            except TimeoutError:
                self._pool.terminate()
            self._pool = None


async def _fetch(connection: Any, statement: Statement) -> list[Row]:
    sql, values = statement
    found: list[Row] = await connection.fetch(numbered(sql), *values)
    return found


@functools.lru_cache(maxsize=512)
def numbered(sql: str) -> str:
    """The statement in PostgreSQL's words: `$1, $2…` for `?`, and what makes bytes of a text. None of ours has a
    question mark in a text.
    """
    numbers = count(1)
    head, *tail = _OCTETS.sub(r"convert_to(\1, 'UTF8')", sql).split("?")
    return head + "".join(f"${next(numbers)}{piece}" for piece in tail)
