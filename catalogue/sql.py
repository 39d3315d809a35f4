"""Hand-written SQL of the read path, where an ORM's building of a statement costs more than the statement.

Outside of a transaction the base is read through connections of our own that cannot write (`catalogue.readers`);
inside of one, through the transaction. SQL is written with `?`.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from tortoise.connection import get_connection

from catalogue.readers import Reader, Row, Statement, numbered
from catalogue.transaction import in_write

__all__ = ["Row", "Statement", "among", "batch", "close", "fresh", "octets", "read_through", "rows", "state"]

log = logging.getLogger("sofi.sql")

_reader: Reader | None = None
_primary: Reader | None = None
_fresh: ContextVar[bool] = ContextVar("sofi_fresh", default=False)


async def rows(sql: str, values: Sequence[Any] = (), *, brief: bool | None = None) -> list[Row]:
    """The rows of one statement. `brief`: it finds a few rows by their key, and is not worth a change of thread; or it
    reads much; none: who reads finds out.
    """
    return (await batch([(sql, values)], brief=brief))[0]


async def batch(statements: Sequence[Statement], *, brief: bool | None = None) -> list[list[Row]]:
    """The rows of several statements, which see one state of the base where the engine can promise it."""
    reader = _primary if _fresh.get() else _reader
    if reader is None or in_write():
        return [await _through_tortoise(sql, values) for sql, values in statements]
    if log.isEnabledFor(logging.DEBUG):
        for sql, values in statements:
            log.debug("%s %s", sql, values)
    return await reader.read(statements, brief=brief)


def state() -> tuple[Reader, bytes] | None:
    """What is another after every commit to the base that is read; none, where only a statement can tell."""
    reader = _primary if _fresh.get() else _reader
    found = None if reader is None or in_write() else reader.state()
    return None if reader is None or found is None else (reader, found)


async def _through_tortoise(sql: str, values: Sequence[Any]) -> list[Row]:
    client = get_connection("default")
    if client.capabilities.dialect != "sqlite":
        sql = numbered(sql)
    _, records = await client.execute_query(sql, list(values))
    return [tuple(record) for record in records]


@contextmanager
def fresh() -> Iterator[None]:
    """What is read meanwhile is as it was last written: a replica may be a moment behind."""
    token = _fresh.set(True)
    try:
        yield
    finally:
        _fresh.reset(token)


def read_through(reader: Reader | None, primary: Reader | None) -> None:
    """What reads from now on, and what does where nothing may be missing; none: the connection that writes."""
    global _reader, _primary
    _reader, _primary = reader, primary


async def close() -> None:
    """Close what was opened for reading."""
    global _reader, _primary
    opened = {reader for reader in (_reader, _primary) if reader is not None}
    _reader = _primary = None
    for reader in opened:
        await reader.close()


def among(values: Sequence[Any]) -> str:
    """The placeholders of a list, for `IN`; none is in an empty one."""
    return f"({', '.join('?' * len(values)) or 'NULL'})"


def octets(column: str) -> str:
    """A text as the bytes it is stored in: JSON is read from them, not from characters (`readers.numbered` says it to
    PostgreSQL).
    """
    return f"CAST({column} AS BLOB)"
