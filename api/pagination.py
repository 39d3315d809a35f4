"""Relay connections over keyset pages."""

import base64
import binascii
import datetime
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import orjson
import strawberry
from graphql import FieldNode

from api.errors import InvalidArgument
from api.reading.pending import EdgeList, PendingList
from api.sizes import DEFAULT_PAGE, MAX_PAGE
from catalogue.reads.keyset import Key, Order, Page, Window

T = TypeVar("T")

First = Annotated[
    int | None,
    strawberry.argument(
        description=f"Les N premiers après le curseur, {MAX_PAGE} au plus ; {DEFAULT_PAGE} par défaut."
    ),
]
After = Annotated[str | None, strawberry.argument(description="Curseur après lequel lire (`pageInfo.endCursor`).")]
Last = Annotated[int | None, strawberry.argument(description=f"Les N derniers avant le curseur, {MAX_PAGE} au plus.")]
Before = Annotated[str | None, strawberry.argument(description="Curseur avant lequel lire (`pageInfo.startCursor`).")]


@strawberry.type(description="Où l'on en est dans une liste paginée.")
class PageInfo:
    """The Relay page information."""

    has_next_page: bool = strawberry.field(description="Y a-t-il des éléments après ?")
    has_previous_page: bool = strawberry.field(description="Y a-t-il des éléments avant ?")
    start_cursor: str | None = strawberry.field(description="Curseur du premier élément rendu.")
    end_cursor: str | None = strawberry.field(description="Curseur du dernier élément rendu.")


@strawberry.type(description="Un élément d'une liste paginée et son curseur.")
class Edge(Generic[T]):
    """The Relay edge."""

    cursor: str = strawberry.field(description="Curseur de l'élément, à passer à `after` ou `before`.")
    node: T = strawberry.field(description="L'élément.")


@strawberry.type(description="Une page d'une liste qui peut être longue.")
class Connection(Generic[T]):
    """The Relay connection; the total is counted only when it is asked for."""

    nodes: list[T] = strawberry.field(description="Les éléments seuls.")
    page_info: PageInfo = strawberry.field(description="Où l'on en est.")
    cursors: strawberry.Private[Callable[[], list[str]]]
    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @strawberry.field(description="Les éléments avec leurs curseurs.")
    def edges(self) -> list[Edge[T]]:
        """Made when asked for: a page of five hundred has as many cursors."""
        edges = [Edge(cursor=text, node=node) for text, node in zip(self.cursors(), self.nodes, strict=True)]
        return EdgeList(edges) if isinstance(self.nodes, PendingList) else edges

    @strawberry.field(description="Nombre d'éléments de la liste entière, compté seulement si on le demande.")
    async def total_count(self) -> int:
        """One more statement."""
        return await self.count()


@dataclass(frozen=True, slots=True)
class Arguments:
    """The four arguments of a connection, as they were given."""

    first: int | None
    after: str | None
    last: int | None
    before: str | None


def window(arguments: Arguments, name: str, order: Order) -> Window:
    """The rows that the arguments ask for.

    Raises:
        InvalidArgument: both or senseless sizes, or a cursor that this list in this order did not give.
    """
    first, last = arguments.first, arguments.last
    if first is not None and last is not None:
        raise InvalidArgument(
            "Donnez `first` ou `last`, pas les deux : l'un lit depuis le début, l'autre depuis la fin."
        )
    size = first if first is not None else last if last is not None else DEFAULT_PAGE
    label = "last" if last is not None else "first"
    if not 0 <= size <= MAX_PAGE:
        raise InvalidArgument(
            f"`{label}` vaut {size} : attendu un nombre de 0 à {MAX_PAGE}. "
            "Pour lire plus loin, passez `pageInfo.endCursor` à `after`."
        )
    return Window(
        size=size,
        from_end=last is not None,
        after=_read_cursor(arguments.after, name, order),
        before=_read_cursor(arguments.before, name, order),
    )


def asks_total(info: strawberry.Info[Any, Any]) -> bool:
    """Whether the total is asked for beside the page, unconditionally and by no fragment: it can be read with it."""
    return any(
        isinstance(node, FieldNode) and node.name.value == "totalCount" and not node.directives
        for field in info._raw_info.field_nodes
        for node in (field.selection_set.selections if field.selection_set else ())
    )


def cursor(name: str, key: Key) -> str:
    """The opaque text of a key of an order of that name."""
    return base64.urlsafe_b64encode(orjson.dumps([name, *key])).decode("ascii")


def _read_cursor(text: str | None, name: str, order: Order) -> Key | None:
    if text is None:
        return None
    try:
        given, *key = orjson.loads(base64.urlsafe_b64decode(text.encode("ascii")))
        if given != name or len(key) != len(order.columns):
            raise ValueError
        return tuple(_typed(column, value) for column, value in zip(order.columns, key, strict=True))
    except (binascii.Error, ValueError, TypeError):
        raise InvalidArgument(
            f"« {text[:40]} » n'est pas un curseur de cette liste dans cet ordre : reprenez tel quel celui que rend "
            "`pageInfo.endCursor` ou `pageInfo.startCursor`, avec le même `orderBy`."
        ) from None


def _typed(column: str, value: Any) -> Any:
    """A value of a key as its column has it; anything else did not come from us."""
    if column.startswith("date") or column == "echeance":
        return datetime.date.fromisoformat(value)
    if column in ("intitule", "code", "nom", "tri"):
        if not isinstance(value, str):
            raise TypeError
        return value
    if type(value) is not int or not 0 <= value < 2**31:
        raise ValueError
    return value


def connection(page: Page[Any], nodes: list[Any], name: str, order: Order, count: Callable[[], Awaitable[int]]) -> Any:
    """The connection of a page whose rows are shown as `nodes`, in the same order."""

    def cursor_of(row: Any) -> str:
        return cursor(name, tuple(getattr(row, column) for column in order.columns))

    return Connection(
        nodes=nodes,
        page_info=PageInfo(
            has_next_page=page.has_next,
            has_previous_page=page.has_previous,
            start_cursor=cursor_of(page.rows[0]) if page.rows else None,
            end_cursor=cursor_of(page.rows[-1]) if page.rows else None,
        ),
        cursors=lambda: [cursor_of(row) for row in page.rows],
        count=count,
    )
