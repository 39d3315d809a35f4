"""When a card of the directory changes, what is online shows it at once: no new revision, a new place in the feed.

The documents that show a card are found by the index (`carte:Site:36364;`), never by reading them all.
"""

from collections.abc import Iterator
from typing import Any

import orjson

from catalogue.documents.canonical import Document, canonical
from catalogue.documents.cards import organisme_card, referent_card, site_card
from catalogue.documents.indexing import card_term, index_rows, index_terms
from catalogue.models import FormationPubliee, OffrePubliee, OffreTerme, Organisme, Publication, Referent, Site
from workflows import numbering

_KEYS = {
    "Site": {"siteDispensateur", "siteLieu"},
    "Referent": {"referentHandicap", "referentMobilite", "referentPrf"},
    "Organisme": {"organisme", "organismeResponsable"},
}
_ALL_KEYS = frozenset().union(*_KEYS.values())
_CHUNK = 200


async def project(kind: str, numero: int, card: dict[str, Any]) -> int:
    """Put this card of a Site, Referent or Organisme in the place of the former one, wherever it is shown online; how
    many actions showed it. Part of the caller's transaction; statements grow by chunks of 200 actions.
    """
    sessions = OffreTerme.filter(terme=card_term(kind, numero)).values_list("session", flat=True)
    rows = await OffrePubliee.filter(session__in=await sessions).only("action")
    actions = sorted({row.action for row in rows})
    for start in range(0, len(actions), _CHUNK):
        await _project(kind, numero, card, actions[start : start + _CHUNK])
    return len(actions)


async def _project(kind: str, numero: int, card: dict[str, Any], actions: list[int]) -> None:
    publications = await Publication.filter(numero__in=actions)
    headers = {
        row.numero: row
        for row in await FormationPubliee.filter(numero__in=[row.formation_numero for row in publications])
    }
    documents = []
    sequences = await numbering.take(numbering.PUBLICATION, len(publications))
    for row, sequence in zip(publications, sequences, strict=True):
        header = headers[row.formation_numero]
        document = {"formation": orjson.loads(header.entete), "action": orjson.loads(row.document)}
        _replace(document, kind, numero, card)
        row.document, row.sequence = canonical(document["action"]).decode(), sequence
        header.entete, header.sequence = canonical(document["formation"]).decode(), sequence
        documents.append(document)
    await Publication.bulk_update(publications, fields=["document", "sequence"], batch_size=50)
    await FormationPubliee.bulk_update(list(headers.values()), fields=["entete", "sequence"], batch_size=50)
    indexed = [row.session for row in await OffrePubliee.filter(action__in=actions).only("session")]
    await OffreTerme.filter(session__in=indexed).delete()
    await OffrePubliee.filter(session__in=indexed).delete()
    await OffrePubliee.bulk_create([row for document in documents for row in index_rows(document)])
    await OffreTerme.bulk_create([term for document in documents for term in index_terms(document)])


async def with_todays_cards(document: Document) -> Document:
    """A document that was frozen some time ago, with the cards of the directory as they are now. Three statements."""
    wanted: dict[str, set[int]] = {kind: set() for kind in _KEYS}
    for champ, card in _cards(document):
        kind = next(kind for kind, keys in _KEYS.items() if champ in keys)
        wanted[kind].add(card["numero"])
    for site in await Site.filter(numero__in=wanted["Site"]).select_related("commune__departement"):
        _replace(document, "Site", site.numero, site_card(site, site.commune))
    for referent in await Referent.filter(numero__in=wanted["Referent"]):
        _replace(document, "Referent", referent.numero, referent_card(referent))
    for organisme in await Organisme.filter(numero__in=wanted["Organisme"]):
        _replace(document, "Organisme", organisme.numero, organisme_card(organisme))
    return document


def _cards(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every card of the directory below a node, with the field that holds it."""
    if isinstance(node, list):
        for item in node:
            yield from _cards(item)
    elif isinstance(node, dict):
        for champ, value in node.items():
            if champ in _ALL_KEYS and isinstance(value, dict):
                yield champ, value
            else:
                yield from _cards(value)


def _replace(node: Any, kind: str, numero: int, card: dict[str, Any]) -> None:
    """Change the card everywhere below a node."""
    if isinstance(node, list):
        for item in node:
            _replace(item, kind, numero, card)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in _KEYS[kind] and isinstance(value, dict) and value.get("numero") == numero:
                node[key] = card
            else:
                _replace(value, kind, numero, card)
