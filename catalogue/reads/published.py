"""What is online: stored documents, found through the flat index."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import orjson
from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from catalogue.models import FormationPubliee, OffrePubliee, OffreTerme, Publication, Retrait
from catalogue.reads.criteria import CritereOffre
from catalogue.vocabulary import Diffusion

Node = dict[str, Any]


async def headers(numeros: Sequence[int]) -> dict[int, Node]:
    """The headers of these formations that are online. One statement."""
    rows = await FormationPubliee.filter(numero__in=numeros).values_list("numero", "entete")
    return {numero: orjson.loads(entete) for numero, entete in rows}


async def actions(numeros: Collection[int]) -> dict[int, Node]:
    """The documents of these actions that are online. One statement."""
    rows = await _online().filter(numero__in=numeros).values_list("numero", "document")
    return {numero: orjson.loads(document) for numero, document in rows}


async def actions_of_formations(numeros: Sequence[int]) -> dict[int, list[Node]]:
    """The documents of every action online of these formations, in the order of their numbers. One statement."""
    rows = (
        await _online()
        .filter(formation_numero__in=numeros)
        .order_by("formation_numero", "numero")
        .values_list("formation_numero", "document")
    )
    found: dict[int, list[Node]] = defaultdict(list)
    for formation, document in rows:
        found[formation].append(orjson.loads(document))
    return found


async def sessions(numeros: Collection[int]) -> dict[int, Node]:
    """These sessions that are online, out of the documents of their actions. Two statements."""
    places = await OffrePubliee.filter(session__in=numeros).values_list("session", "action")
    documents = await actions({action for _, action in places})
    return {
        session: next(node for node in documents[action]["sessions"] if node["numero"] == session)
        for session, action in places
    }


async def dispositifs(numeros: Sequence[int]) -> dict[int, Node]:
    """These dispositifs that are online, out of the documents of their actions. Three statements."""
    wanted = {f"noeud:Dispositif:{numero};" for numero in numeros}
    places = {row.session for row in await OffreTerme.filter(terme__in=wanted).only("session")}
    found = {
        dispositif["numero"]: dispositif
        for session in (await sessions(places)).values()
        for dispositif in session["dispositifs"]
    }
    return {numero: found[numero] for numero in numeros if numero in found}


async def retraits(keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Retrait]:
    """The words left where these nodes (type name, number) were online. One statement."""
    numeros = [numero for _, numero in keys]
    return {(row.niveau, row.numero): row for row in await Retrait.filter(numero__in=numeros)}


def header_of(row: FormationPubliee) -> Node:
    """The header that a row holds."""
    node: Node = orjson.loads(row.entete)
    return node


def document_of(row: Publication) -> Node:
    """The action's document that a row holds."""
    node: Node = orjson.loads(row.document)
    return node


async def retrait(code: str) -> Retrait | None:
    """The word left where this FAS code was online. One statement."""
    return await Retrait.get_or_none(code=code)


def formations_query(critere: CritereOffre, today: datetime.date) -> QuerySet[FormationPubliee]:
    """The formations with at least one published session that satisfies the criteria; without any, all of them."""
    if critere.is_empty():
        return FormationPubliee.all()
    return FormationPubliee.filter(numero__in=Subquery(critere.sessions(today).values("formation")))


def actions_query(critere: CritereOffre, today: datetime.date) -> QuerySet[Publication]:
    """The actions online with at least one published session that satisfies the criteria; without any, all of them."""
    if critere.is_empty():
        return _online()
    return _online().filter(numero__in=Subquery(critere.sessions(today).values("action")))


def sessions_query(critere: CritereOffre, today: datetime.date) -> QuerySet[OffrePubliee]:
    """The published sessions that satisfy the criteria."""
    return critere.sessions(today)


def _online() -> QuerySet[Publication]:
    return Publication.filter(etat=Diffusion.PUBLIEE)
