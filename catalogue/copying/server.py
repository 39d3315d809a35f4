"""A PostgreSQL server as one end of a copy."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import asyncpg
import orjson

from catalogue.copying.tables import Row, Table
from catalogue.postgresql import WRITER_LOCK

BATCH = 1000
_REFERENCES = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace"""


class ServerEnd:
    """All is read, or written, in one transaction. References are checked once, when all is there: they go meanwhile,
    which nobody else sees.
    """

    def __init__(self, credentials: dict[str, Any]) -> None:
        kept = ("host", "port", "user", "password", "database", "ssl", "timeout")
        self._given = {name: credentials[name] for name in kept}
        self._references: list[Any] = []

    async def open(self, *, writing: bool) -> None:
        """Begin, alone to write."""
        self._connection = await asyncpg.connect(**self._given, server_settings={"TimeZone": "UTC"})
        self._transaction = self._connection.transaction(
            isolation="read_committed" if writing else "repeatable_read", readonly=not writing
        )
        await self._transaction.start()
        if writing:
            await self._connection.execute("SELECT pg_advisory_xact_lock($1)", WRITER_LOCK)
            self._references = await self._connection.fetch(_REFERENCES)
            for table, name, _ in self._references:
                await self._connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')

    async def holds(self, table: Table) -> bool:
        """Whether a table has a row."""
        return await self._connection.fetchval(f'SELECT 1 FROM "{table.name}" LIMIT 1') is not None

    async def rows(self, table: Table) -> AsyncIterator[list[Row]]:
        """Every row by its key, some at a time."""
        names = ", ".join(f'"{column}"' for column in table.columns)
        cursor = await self._connection.cursor(f'SELECT {names} FROM "{table.name}" ORDER BY "{table.key}"')
        while batch := await cursor.fetch(BATCH):
            yield [tuple(row) for row in batch]

    async def write(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows."""
        await self._connection.copy_records_to_table(
            table.name, columns=table.columns, records=[[_written(value) for value in row] for row in rows]
        )

    async def last_number(self, table: Table) -> int:
        """The last number that the base gave to a row, also of one that is gone."""
        sequence = await self._connection.fetchval("SELECT pg_get_serial_sequence($1, $2)", table.name, table.key)
        last, called = await self._connection.fetchrow(f"SELECT last_value, is_called FROM {sequence}")
        return int(last) if called else 0

    async def go_on_from(self, table: Table, number: int) -> None:
        """Give the numbers after this one."""
        sequence = await self._connection.fetchval("SELECT pg_get_serial_sequence($1, $2)", table.name, table.key)
        await self._connection.execute(
            "SELECT setval($1::text::regclass, $2, $3)", sequence, max(number, 1), number > 0
        )

    async def orphans(self) -> int:
        """How many references name a row that is not there; the server says of the first only."""
        for table, name, definition in self._references:
            try:
                async with self._connection.transaction():
                    await self._connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
            except asyncpg.ForeignKeyViolationError:
                return 1
        return 0

    async def close(self, *, keep: bool) -> None:
        """End, keeping what was written or not."""
        try:
            await (self._transaction.commit() if keep else self._transaction.rollback())
        finally:
            await self._connection.close()


def _written(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, list | dict) else value
