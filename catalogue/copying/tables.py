"""What a copy knows of each table: its columns, and what the values of each are whatever the engine."""

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson
from tortoise import fields
from tortoise.fields.base import Field

from catalogue import models

Row = Sequence[Any]


@dataclass(frozen=True)
class Table:
    """A table: its columns in their order, the key first among what orders it, whether the base numbers its rows."""

    name: str
    key: str
    numbered: bool
    columns: tuple[str, ...]
    kinds: tuple[type[Field[Any]], ...]

    def read(self, row: Row) -> list[Any]:
        """The values of a row as any engine keeps them."""
        return [
            value if value is None else _READ.get(kind, _same)(value)
            for kind, value in zip(self.kinds, row, strict=True)
        ]


def tables() -> list[Table]:
    """Every table of the catalogue, by name. A database was opened before."""
    found = []
    for name in models.__all__:
        meta = getattr(models, name)._meta
        columns = meta.fields_db_projection
        found.append(
            Table(
                name=meta.db_table,
                key=meta.db_pk_column,
                numbered=bool(meta.pk.generated),
                columns=tuple(columns.values()),
                kinds=tuple(_kind(meta.fields_map[field]) for field in columns),
            )
        )
    return sorted(found, key=lambda table: table.name)


def _kind(field: Field[Any]) -> type[Field[Any]]:
    return next((kind for kind in _READ if isinstance(field, kind)), fields.TextField)


def _same(value: Any) -> Any:
    return value


def _instant(value: Any) -> datetime.datetime:
    read = value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(value)
    return (read if read.tzinfo else read.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)


def _day(value: Any) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)


_READ: dict[type[Field[Any]], Callable[[Any], Any]] = {
    fields.BooleanField: bool,
    fields.DatetimeField: _instant,
    fields.DateField: _day,
    fields.DecimalField: lambda value: Decimal(str(value)),
    fields.FloatField: float,
    fields.JSONField: lambda value: orjson.loads(value) if isinstance(value, str | bytes) else value,
}


class Digest:
    """A hash over the rows of a table in the order of their key, the same on every engine."""

    def __init__(self) -> None:
        self.count = 0
        self._hash = hashlib.sha256()

    def add(self, row: Row) -> None:
        """The next row, as `Table.read` gives it."""
        self.count += 1
        self._hash.update(orjson.dumps(row, default=_told, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS))

    @property
    def value(self) -> str:
        """The hash so far."""
        return self._hash.hexdigest()


def _told(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(type(value).__name__)
