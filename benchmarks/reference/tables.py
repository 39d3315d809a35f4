"""Invented rows on their way into a base of either engine, many at a time."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from tortoise.models import Model

from catalogue.copying.copy import End
from catalogue.copying.tables import Table, tables

_BATCH = 5_000


class Tables:
    """Gathers rows by table and writes them in batches through one end of a copy; generated keys count from `first`."""

    def __init__(self, end: End, first: int) -> None:
        self._end = end
        self._first = first
        self._tables = {table.name: table for table in tables()}
        self._rows: dict[str, list[Sequence[Any]]] = {}
        self._last: dict[str, int] = {}
        self._now = datetime.now(UTC)

    async def add(self, models: Iterable[Model]) -> None:
        """Add rows; a table that has gathered many is written. Those whose key the base would give get the next."""
        for model in models:
            meta = model._meta
            table = self._tables[meta.db_table]
            if table.numbered:
                model.pk = self._last[table.name] = self._last.get(table.name, self._first - 1) + 1
            for name in ("cree_le", "modifie_le"):
                if name in meta.fields_map and getattr(model, name) is None:
                    setattr(model, name, self._now)
            rows = self._rows.setdefault(table.name, [])
            rows.append([getattr(model, name) for name in meta.fields_db_projection])
            if len(rows) >= _BATCH:
                await self._write(table)

    async def finish(self) -> None:
        """Write what is left, and let the base go on numbering after it."""
        for name in list(self._rows):
            await self._write(self._tables[name])
        for name, last in self._last.items():
            await self._end.go_on_from(self._tables[name], last)

    async def _write(self, table: Table) -> None:
        rows = self._rows.pop(table.name, [])
        if rows:
            await self._end.write(table, rows)
