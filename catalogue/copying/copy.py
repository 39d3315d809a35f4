"""sofi db copy: everything from one base to another, verified before it is kept."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol

from catalogue.copying.file import FileEnd
from catalogue.copying.server import ServerEnd
from catalogue.copying.tables import Digest, Row, Table, tables
from catalogue.database import open_database
from catalogue.engines import MEMORY, DatabaseUnavailable, engine_of, sqlite_path
from catalogue.migrating import migrate, schema_state
from catalogue.settings import Settings

Report = Callable[[str, int, str], object]


class CopyRefused(Exception):
    """Nothing was copied; the message is one French line that says why."""


class End(Protocol):
    """A base that is read or written, in one transaction."""

    async def open(self, *, writing: bool) -> None:
        """Begin."""

    async def holds(self, table: Table) -> bool:
        """Whether a table has a row."""

    def rows(self, table: Table) -> AsyncIterator[list[Row]]:
        """Every row by its key, some at a time."""

    async def write(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows."""

    async def last_number(self, table: Table) -> int:
        """The last number given in a table that the base numbers."""

    async def go_on_from(self, table: Table, number: int) -> None:
        """Give the numbers after this one."""

    async def orphans(self) -> int:
        """References that name nothing, once all is written."""

    async def close(self, *, keep: bool) -> None:
        """End, keeping what was written or not."""


def end_of(database_url: str) -> End:
    """The end of a copy that an address names."""
    if database_url.startswith("sqlite:"):
        return FileEnd(sqlite_path(database_url))
    return ServerEnd(engine_of(database_url).connection(database_url, foreign_keys=True)["credentials"])


async def copy(source_url: str, target_url: str, report: Report) -> int:
    """Copy every row of a base that is up to date into one that is empty, whose tables are made; how many rows.

    `report` is told each table with its rows and their hash, once read again in the target and found the same.

    Raises:
        DatabaseUnavailable: one of them does not open, or the source is not up to date.
        CopyRefused: the target holds something, or what it holds after is not what the source holds; it is as before.
    """
    if source_url == target_url or MEMORY in (source_url[-8:], target_url[-8:]):
        raise CopyRefused("Donnez deux bases différentes, dont aucune en mémoire.")
    async with open_database(Settings(database_url=source_url, replica_url=None)):
        if not (await schema_state()).current:
            raise DatabaseUnavailable("La base d'origine n'est pas à jour : lancez d'abord « sofi migrate » sur elle.")
    await migrate(Settings(database_url=target_url, replica_url=None), lambda _line: None)
    source, target = end_of(source_url), end_of(target_url)
    await source.open(writing=False)
    try:
        await target.open(writing=True)
        done = False
        try:
            total = await _copy(source, target, report)
            done = True
        finally:
            await target.close(keep=done)
    finally:
        await source.close(keep=False)
    return total


async def _copy(source: End, target: End, report: Report) -> int:
    every, told = tables(), {}
    for table in every:
        if await target.holds(table):
            raise CopyRefused(f"La base d'arrivée n'est pas vide (table « {table.name} ») : donnez une base neuve.")
    for table in every:
        told[table.name] = digest = Digest()
        async for batch in source.rows(table):
            rows = [table.read(row) for row in batch]
            for row in rows:
                digest.add(row)
            await target.write(table, rows)
        if table.numbered:
            await target.go_on_from(table, await source.last_number(table))
    if await target.orphans():
        raise CopyRefused("Des références de la base d'origine ne désignent rien : rien n'est copié.")
    for table in every:
        again = Digest()
        async for batch in target.rows(table):
            for found in batch:
                again.add(table.read(found))
        if (again.count, again.value) != (told[table.name].count, told[table.name].value):
            raise CopyRefused(f"La table « {table.name} » n'est pas arrivée telle qu'elle était : rien n'est copié.")
        report(table.name, again.count, again.value)
    return sum(digest.count for digest in told.values())
