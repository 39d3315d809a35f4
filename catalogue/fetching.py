"""Models read by statements written by hand, several at once, each with what belongs to it.

For what every save and every page of a workspace reads: there Tortoise takes longer to put a statement together than
the base to answer it. What may be found by a filter of any shape is Tortoise's to ask.
"""

import asyncio
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.models import Model

from catalogue import sql
from catalogue.pace import Pace


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows of some models beside each other, each under the name of its table: `origin` is all that follows SELECT and
    its columns, with `?` for `values`.
    """

    models: tuple[type[Model], ...]
    origin: str
    values: Sequence[Any] = ()


async def fetch(*wanted: Wanted, brief: bool | None = None) -> list[list[Any]]:
    """For each statement, its rows: a tuple of objects, or the object itself where one model is wanted; None for what
    an outer join did not find. A row that comes several times is one object. Never from a replica.
    """
    with sql.fresh():
        found = await sql.batch([(_select(one.models, one.origin), one.values) for one in wanted], brief=brief)
    return [await _made(one.models, rows) for one, rows in zip(wanted, found, strict=True)]


async def _made(models: tuple[type[Model], ...], rows: Sequence[Sequence[Any]]) -> list[Any]:
    """The objects of some rows. Making one takes as long as reading ten: whoever reads the offer gets a turn."""
    beside, column, pace = [], 0, Pace()
    for model in models:
        names, key = _columns(model)
        known: dict[Any, Model | None] = {None: None}
        made = []
        for row in rows:
            pk = row[column + key]
            if pk not in known:
                known[pk] = model._init_from_db(**dict(zip(names, row[column : column + len(names)], strict=True)))
                await pace.step()
            made.append(known[pk])
        beside.append(made)
        column += len(names)
    await asyncio.sleep(0)
    return beside[0] if len(beside) == 1 else list(zip(*beside, strict=True))


@functools.cache
def _columns(model: type[Model]) -> tuple[tuple[str, ...], int]:
    """The columns of a model, and which of them is its key."""
    names = tuple(model._meta.fields_db_projection.values())
    return names, names.index(model._meta.db_pk_column)


@functools.lru_cache(maxsize=512)
def _select(models: tuple[type[Model], ...], origin: str) -> str:
    columns = (f'"{model._meta.db_table}"."{name}"' for model in models for name in _columns(model)[0])
    return f"SELECT {', '.join(columns)} {origin}"
