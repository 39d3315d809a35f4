"""What is online: stored documents, found through the flat index."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from catalogue import sql
from catalogue.documents.nodes import Stored
from catalogue.documents.stored import session_of, stored
from catalogue.models import OffreTerme, Retrait
from catalogue.reads.condition import Condition
from catalogue.reads.criteria import CritereOffre
from catalogue.reads.keyset import Order, Page, Window, condition_of, page_read
from catalogue.vocabulary import Diffusion

_HEADERS = f"SELECT numero, {sql.octets('entete')} FROM formation_publiee WHERE numero IN "
_ONLINE = f"etat = '{Diffusion.PUBLIEE.value}'"
_ACTIONS = f"SELECT numero, sequence, {sql.octets('document')} FROM publication WHERE {_ONLINE} AND numero IN "
_UNDER = f"SELECT formation_numero, {sql.octets('document')} FROM publication WHERE {_ONLINE} AND formation_numero IN "
_ORDERED = " ORDER BY formation_numero, numero"
_TREES = (
    f"SELECT f.numero, f.sequence, {sql.octets('f.entete')}, p.numero, {sql.octets('p.document')}"
    " FROM formation_publiee f"
    f" LEFT JOIN publication p ON p.formation_numero = f.numero AND p.{_ONLINE} WHERE f.numero IN "
)
_TREES_ORDER = " ORDER BY f.numero, p.numero"
_PATH = (
    "SELECT f.sequence, p.numero, s.session FROM formation_publiee f"
    f" LEFT JOIN publication p ON p.formation_numero = f.numero AND p.numero = ? AND p.{_ONLINE}"
    " LEFT JOIN offre_publiee s ON s.action = p.numero AND s.session = ? WHERE f.numero = ?"
)
_BRIEF = 64
"""How many documents by their key take less time (a third of a millisecond) than a change of thread while the loop is
busy (one and a half).
"""


@dataclass(frozen=True, slots=True)
class Tree:
    """A formation online: its place in the feed, which tells one state of the tree from another, the document of its
    header, and those of its actions online, by and in the order of their numbers.
    """

    sequence: int
    header: bytes
    actions: dict[int, bytes] = field(default_factory=dict)

    @property
    def document(self) -> bytes:
        """The whole tree as one document."""
        return b"".join((self.header[:-1], b',"actions":[', b",".join(self.actions.values()), b"]}"))


async def header_documents(numeros: Sequence[int]) -> dict[int, bytes]:
    """The documents of the headers of these formations that are online. One statement."""
    found = await sql.rows(_HEADERS + sql.among(numeros), numeros, brief=len(numeros) <= _BRIEF)
    return {numero: document for numero, document in found}  # noqa: C416  says what a row is


async def headers(numeros: Sequence[int]) -> dict[int, Stored]:
    """The same as nodes. One statement."""
    return {numero: stored(document) for numero, document in (await header_documents(numeros)).items()}


async def trees(numeros: Sequence[int]) -> dict[int, Tree]:
    """The trees of these formations that are online. One statement."""
    found = await sql.rows(_TREES + sql.among(numeros) + _TREES_ORDER, numeros, brief=len(numeros) <= _BRIEF)
    read: dict[int, Tree] = {}
    for numero, sequence, header, action, document in found:
        tree = read.get(numero)
        if tree is None:
            tree = read[numero] = Tree(sequence, header)
        if document is not None:
            tree.actions[action] = document
    return read


async def action_documents(numeros: Collection[int]) -> dict[int, tuple[int, bytes]]:
    """The documents of these actions that are online, each with its place in the feed. One statement."""
    found = await sql.rows(_ACTIONS + sql.among(list(numeros)), list(numeros), brief=len(numeros) <= _BRIEF)
    return {numero: (sequence, document) for numero, sequence, document in found}


async def actions(numeros: Collection[int]) -> dict[int, Stored]:
    """The same as nodes. One statement."""
    return {numero: stored(document) for numero, (_, document) in (await action_documents(numeros)).items()}


async def actions_of_formations(numeros: Sequence[int]) -> dict[int, list[Stored]]:
    """The nodes of every action online of these formations, in the order of their numbers. One statement."""
    found: dict[int, list[Stored]] = defaultdict(list)
    below = await sql.rows(_UNDER + sql.among(numeros) + _ORDERED, numeros, brief=len(numeros) <= _BRIEF)
    for formation, document in below:
        found[formation].append(stored(document))
    return found


async def sessions(numeros: Collection[int]) -> dict[int, Stored]:
    """These sessions that are online, out of the documents of their actions. Two statements."""
    places = await sql.rows(
        "SELECT session, action FROM offre_publiee WHERE session IN " + sql.among(list(numeros)), list(numeros)
    )
    documents = await action_documents({action for _, action in places})
    found = {session: session_of(documents[action][1], session) for session, action in places if action in documents}
    return {numero: stored(document) for numero, document in found.items() if document is not None}


async def dispositifs(numeros: Sequence[int]) -> dict[int, Stored]:
    """These dispositifs that are online, out of the documents of their actions. Three statements."""
    wanted = {f"noeud:Dispositif:{numero};" for numero in numeros}
    places = {row.session for row in await OffreTerme.filter(terme__in=wanted).only("session")}
    found = {
        dispositif["numero"]: Stored(dispositif)
        for session in (await sessions(places)).values()
        for dispositif in session["dispositifs"]
    }
    return {numero: found[numero] for numero in numeros if numero in found}


async def retraits(keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Retrait]:
    """The words left where these nodes (type name, number) were online. One statement."""
    numeros = [numero for _, numero in keys]
    return {(row.niveau, row.numero): row for row in await Retrait.filter(numero__in=numeros)}


async def retrait(code: str) -> Retrait | None:
    """The word left where this FAS code was online. One statement."""
    return await Retrait.get_or_none(code=code)


class Path(NamedTuple):
    """A formation's place in the feed, and whether an action and a session under it are online."""

    sequence: int
    action: bool
    session: bool


async def path(formation: int, action: int | None, session: int | None) -> Path | None:
    """What of a FAS code is online; None when not even the formation is. One statement."""
    found = await sql.rows(_PATH, (action or 0, session or 0, formation), brief=True)
    return Path(found[0][0], found[0][1] is not None, found[0][2] is not None) if found else None


class Place(NamedTuple):
    """A row of a list: the keys that the list is ordered by, and what it leads to."""

    numero: int
    sequence: int
    action: int = 0
    intitule: str = ""
    session: int = 0
    date_debut: Any = None
    date_fin: Any = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of what is online: the table of its rows, their columns, the condition on them, what makes a place of a
    row; `by_action`: rows are sessions, and the place in the feed, which comes last, is that of their action.
    """

    columns: str
    source: str
    condition: Condition
    place: Callable[[sql.Row], Place]
    by_action: bool = False

    async def page(self, order: Order, window: Window) -> Page[Place]:
        """One page. One statement."""
        [found] = await sql.batch([self._page(order, window)])
        return self._read(found, window)

    async def page_and_count(self, order: Order, window: Window) -> tuple[Page[Place], int]:
        """One page, and how many there are in all, of one state of the base. Two statements."""
        found, [[total]] = await sql.batch([self._page(order, window), self._count()])
        return self._read(found, window), int(total)

    async def count(self) -> int:
        """How many there are. One statement."""
        [[[total]]] = await sql.batch([self._count()])
        return int(total)

    def _read(self, found: list[sql.Row], window: Window) -> Page[Place]:
        return page_read([self.place(row) for row in found], window)

    def _count(self) -> sql.Statement:
        return f"SELECT count(*) FROM {self.source}{self.condition.where}", self.condition.values

    def _page(self, order: Order, window: Window) -> sql.Statement:
        condition, by = condition_of(order, window)
        both = self.condition & condition
        chosen = f"FROM {self.source}{both.where} ORDER BY {by} LIMIT {window.size + 1}"
        if not self.by_action:
            return f"SELECT {self.columns} {chosen}", both.values
        # Only the rows of the page are read and joined: those that they are chosen among may be told from an index.
        joined = f"JOIN {self.source} ON o.session = c.choisie JOIN publication p ON p.numero = o.action"
        return (
            f"SELECT {self.columns}, p.sequence FROM (SELECT o.session AS choisie {chosen}) c {joined} ORDER BY {by}",
            both.values,
        )


def formations(critere: CritereOffre, today: datetime.date) -> Listing:
    """The formations with at least one published session that satisfies the criteria; without any, all of them."""
    leading = _leading("formation", critere, today, Condition())
    return Listing(
        "numero, sequence, intitule", "formation_publiee", leading, lambda row: Place(row[0], row[1], intitule=row[2])
    )


def online_actions(critere: CritereOffre, today: datetime.date) -> Listing:
    """The actions online with at least one published session that satisfies the criteria; without any, all of them."""
    leading = _leading("action", critere, today, Condition(_ONLINE))
    return Listing("numero, sequence", "publication", leading, lambda row: Place(row[0], row[1]))


def published_sessions(critere: CritereOffre, today: datetime.date) -> Listing:
    """The published sessions that satisfy the criteria."""
    return Listing(
        "o.session, o.action, o.date_debut, o.date_fin",
        "offre_publiee o",
        critere.condition(today),
        lambda row: Place(row[0], row[4], row[1], session=row[0], date_debut=row[2], date_fin=row[3]),
        by_action=True,
    )


def _leading(column: str, critere: CritereOffre, today: datetime.date, besides: Condition) -> Condition:
    if critere.is_empty():
        return besides
    matching = critere.condition(today)
    inner = f"SELECT o.{column} FROM offre_publiee o{matching.where}"
    return Condition(f"numero IN ({inner})", matching.values) & besides
