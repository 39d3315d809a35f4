"""Pages by key: a page starts after a row that is named, so it stays right while rows come and go."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from catalogue.reads.condition import Condition

Row = TypeVar("Row")
M = TypeVar("M", bound=Model)

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: columns that are never null, the last one unique. `descending` turns all of them."""

    columns: tuple[str, ...]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows: `size` of them, the first ones or the last ones, strictly between two keys."""

    size: int
    from_end: bool = False
    after: Key | None = None
    before: Key | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows in order and whether there are more on either side."""

    rows: Sequence[Row]
    has_next: bool
    has_previous: bool


async def read_page(query: QuerySet[M], order: Order, window: Window) -> Page[M]:
    """One page of the query, in one statement.

    `has_next` is exact when reading forward, `has_previous` when reading backward; on the other side rows are
    supposed when a cursor was given, as the Relay specification allows.
    """
    if window.after is not None:
        query = query.filter(_beyond(order.columns, window.after, descending=order.descending))
    if window.before is not None:
        query = query.filter(_beyond(order.columns, window.before, descending=not order.descending))
    prefix = "-" if order.descending != window.from_end else ""
    query = query.order_by(*(prefix + column for column in order.columns))
    rows = await query.limit(window.size + 1)
    return page_read(rows, window)


def page_read(rows: list[Row], window: Window) -> Page[Row]:
    """The page out of the rows that were read for it: in the direction of reading, one more than asked for."""
    more = len(rows) > window.size
    rows = rows[: window.size]
    if window.from_end:
        rows.reverse()
        return Page(rows, has_next=window.before is not None, has_previous=more)
    return Page(rows, has_next=more, has_previous=window.after is not None)


def condition_of(order: Order, window: Window) -> tuple[Condition, str]:
    """The same in hand-written SQL: the condition on the rows, and what they are ordered by."""
    both = Condition()
    if window.after is not None:
        both &= _row_beyond(order, window.after, descending=order.descending)
    if window.before is not None:
        both &= _row_beyond(order, window.before, descending=not order.descending)
    direction = " DESC" if order.descending != window.from_end else ""
    return both, ", ".join(column + direction for column in order.columns)


def _row_beyond(order: Order, key: Key, *, descending: bool) -> Condition:
    columns, sign = ", ".join(order.columns), "<" if descending else ">"
    return Condition(f"({columns}) {sign} ({', '.join('?' * len(key))})", key)


def page_of(rows: Sequence[Row], order: Order, window: Window) -> Page[Row]:
    """One page of rows that are in memory already, whole, by the same rules as `read_page`."""

    def key(row: Row) -> Key:
        return tuple(getattr(row, column) for column in order.columns)

    kept = sorted(rows, key=key, reverse=order.descending)
    low, high = (window.before, window.after) if order.descending else (window.after, window.before)
    kept = [row for row in kept if (low is None or key(row) > low) and (high is None or key(row) < high)]
    more = len(kept) > window.size
    if window.from_end:
        page = kept[-window.size :] if window.size else []
        return Page(page, has_next=window.before is not None, has_previous=more)
    return Page(kept[: window.size], has_next=more, has_previous=window.after is not None)


def _beyond(columns: tuple[str, ...], key: Key, *, descending: bool) -> Q:
    """The rows strictly beyond a key: (a, b) > (x, y) spelled as a > x or (a = x and b > y), as every engine reads
    it.
    """
    comparison = "__lt" if descending else "__gt"
    condition = Q(**{columns[-1] + comparison: key[-1]})
    for column, value in reversed(list(zip(columns[:-1], key[:-1], strict=True))):
        condition = Q(**{column + comparison: value}) | (Q(**{column: value}) & condition)
    return condition
