"""The reads that are timed: what is asked of the service, and of the floor for the same bytes."""

import base64
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from benchmarks.reference.bodies import large_siret
from benchmarks.reference.build import LARGE_BODY
from catalogue import clock, sql

_CONTRACT = (Path(__file__).parents[1] / "docs/examples/arbre.graphql").read_text(encoding="utf-8")
_START, _END = _CONTRACT.index("formation {") + len("formation {"), _CONTRACT.index("    action { numero }")
FORMATION = _CONTRACT[_START:_END].rstrip().removesuffix("}")
"""The selection under `formation` of the contract query: every field of a whole tree."""
_PAGES = "query Page($first: Int!, $after: String) { formations(first: $first, after: $after) { nodes { %s } %s } }"
_LISTE = """query Liste($commune: CodeInsee!, $niveau: Int!, $fin: Date!) {
  sessions(first: 20, filter: {commune: $commune, niveauEuropeen: $niveau, dateFinMin: $fin}) {
    totalCount nodes { code dateDebut dateFin siteLieu { nom commune { nom } } } } }"""
_TABLEAU = """query Tableau($siret: Siret!) { workspace(siret: $siret) { dashboard {
  sessions { rubrique libelle nombre } actions { rubrique libelle nombre } } } }"""
_SAMPLES = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its path and its body."""

    path: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as `connections` clients send it again and again, each time about something else.

    `follows`: one client goes from page to page by the cursor that each answer gives. `account`: who asks.
    """

    name: str
    connections: int
    service: Sequence[Asked]
    floor: Sequence[Asked] | None = None
    follows: bool = False
    trees: int = 1
    account: str | None = None


def graphql(query: str, **variables: Any) -> Asked:
    """A request to the service."""
    return Asked("/graphql", orjson.dumps({"query": query, "variables": variables}))


def _plain(path: str, **values: Any) -> Asked:
    return Asked(path, orjson.dumps(values))


async def reads() -> list[Operation]:
    """The reads, about places of the base that is open that chance, the same each time, has chosen."""
    pick = random.Random(19482)
    sessions = await sql.rows("SELECT formation, action, session FROM offre_publiee ORDER BY session")
    numeros = [row[0] for row in await sql.rows("SELECT numero FROM formation_publiee ORDER BY numero")]
    places = await sql.rows(
        "SELECT commune, niveau_europeen FROM offre_publiee WHERE niveau_europeen IS NOT NULL AND commune IS NOT NULL "
        "ORDER BY session"
    )
    trees = [pick.choice(sessions) for _ in range(_SAMPLES)]
    today = clock.today().isoformat()
    filtered = [pick.choice(places) for _ in range(_SAMPLES)]
    return [
        Operation(
            "un arbre entier",
            16,
            [graphql(_CONTRACT, code=f"{f}-{a}-{s}") for f, a, s in trees],
            [_plain("/arbre", formation=f, action=a, session=s) for f, a, s in trees],
        ),
        *(pages_of(size, connections, numeros, pick) for size, connections in ((50, 8), (500, 4))),
        Operation(
            "page filtrée",
            8,
            [graphql(_LISTE, commune=commune, niveau=niveau, fin=today) for commune, niveau in filtered],
            [_plain("/liste", commune=commune, niveau=niveau, fin=today) for commune, niveau in filtered],
        ),
        Operation(
            "tout, page par page",
            1,
            [graphql(_PAGES % (FORMATION, "pageInfo { endCursor }"), first=500, after=None)],
            [_plain("/page", after=0, size=500, cursor=True)],
            follows=True,
            trees=500,
        ),
        Operation("tableau de bord", 4, [graphql(_TABLEAU, siret=large_siret())], account=LARGE_BODY),
    ]


def pages_of(size: int, connections: int, numeros: list[int], pick: random.Random) -> Operation:
    """Pages of whole trees, each from another place on."""
    starts = [numeros[pick.randrange(max(1, len(numeros) - size))] for _ in range(_SAMPLES)]
    return Operation(
        page_name(size),
        connections,
        [graphql(_PAGES % (FORMATION, ""), first=size, after=_cursor(start)) for start in starts],
        [_plain("/page", after=start, size=size) for start in starts],
        trees=size,
    )


def page_name(size: int) -> str:
    """The name of the operation that reads pages of so many trees."""
    return f"{size} arbres entiers"


def _cursor(numero: int) -> str:
    """The cursor that the list of formations gives of a number."""
    return base64.urlsafe_b64encode(orjson.dumps(["formations/NUMERO", numero])).decode()


def following(asked: Asked, cursor: str) -> Asked:
    """The request of the page after the one that gave this cursor."""
    body = orjson.loads(asked.body)
    if "variables" in body:
        body["variables"]["after"] = cursor
    else:
        body["after"] = int(cursor)
    return Asked(asked.path, orjson.dumps(body))
