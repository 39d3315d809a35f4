"""A SQLite file as one end of a copy."""

import datetime
import sqlite3
from collections.abc import AsyncIterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson

from catalogue.copying.tables import Row, Table

BATCH = 1000


class FileEnd:
    """All is read, or written, in one transaction."""

    def __init__(self, path: str) -> None:
        self._path = Path(path).absolute()

    async def open(self, *, writing: bool) -> None:
        """Begin; a file that is read is not locked for others."""
        address = f"{self._path.as_uri()}?mode={'rw' if writing else 'ro'}"
        self._connection = sqlite3.connect(address, uri=True, isolation_level=None)
        self._connection.execute("PRAGMA foreign_keys = OFF")
        self._connection.execute("BEGIN IMMEDIATE" if writing else "BEGIN")

    async def holds(self, table: Table) -> bool:
        """Whether a table has a row."""
        return self._connection.execute(f'SELECT 1 FROM "{table.name}" LIMIT 1').fetchone() is not None

    async def rows(self, table: Table) -> AsyncIterator[list[Row]]:
        """Every row by its key, some at a time."""
        names = ", ".join(f'"{column}"' for column in table.columns)
        cursor = self._connection.execute(f'SELECT {names} FROM "{table.name}" ORDER BY "{table.key}"')
        while batch := cursor.fetchmany(BATCH):
            yield batch

    async def write(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows."""
        names, marks = ", ".join(f'"{column}"' for column in table.columns), ", ".join("?" * len(table.columns))
        self._connection.executemany(
            f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', [[_written(v) for v in row] for row in rows]
        )

    async def last_number(self, table: Table) -> int:
        """The last number that the base gave to a row, also of one that is gone."""
        found = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table.name]).fetchone()
        return int(found[0]) if found else 0

    async def go_on_from(self, table: Table, number: int) -> None:
        """Give the numbers after this one."""
        self._connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table.name])
        self._connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table.name, number])

    async def orphans(self) -> int:
        """How many references name a row that is not there."""
        return len(self._connection.execute("PRAGMA foreign_key_check").fetchall())

    async def close(self, *, keep: bool) -> None:
        """End, keeping what was written or not."""
        self._connection.execute("COMMIT" if keep else "ROLLBACK")
        self._connection.close()


def _written(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        return str(value)
    return orjson.dumps(value).decode() if isinstance(value, list | dict) else value
