"""Every rule on every card of a document."""

from dataclasses import replace
from typing import Any

from catalogue.rules.completeness import on_action, on_compliance, on_dates, on_dispositif, on_formation, on_session
from catalogue.rules.completeness.context import Contexte
from catalogue.rules.completeness.node import Fiche, Noeud, read_nodes
from catalogue.rules.completeness.report import Bilan, Ligne, Manque, Rapport
from catalogue.rules.completeness.required import EXIGENCES
from catalogue.rules.completeness.rule import Regle
from catalogue.rules.completeness.wording import wording
from catalogue.vocabulary.completude import Gravite

REGLES: tuple[Regle, ...] = (
    *on_formation.REGLES,
    *on_action.REGLES,
    *on_dates.REGLES,
    *on_session.REGLES,
    *on_compliance.REGLES,
    *on_dispositif.REGLES,
)
"""Everything that may be wrong besides a missing field, in the order of the report."""

CODES: tuple[str, ...] = (*(exigence.code for exigence in EXIGENCES), *(regle.code for regle in REGLES))
"""Every code that a report may hold; a code never changes its meaning."""

_EXIGENCES = {fiche: [row for row in EXIGENCES if row.fiche is fiche] for fiche in Fiche}
_REGLES = {fiche: [row for row in REGLES if row.fiche is fiche] for fiche in Fiche}


def completeness(document: dict[str, Any], contexte: Contexte) -> Rapport:
    """What an offer document lacks before it may be submitted, and what would make it clearer.

    Points come in the document's order, on each card the missing fields first. A field that is missing is not also
    criticised. Nothing is raised, whatever the document holds or lacks.
    """
    nodes = read_nodes(document)
    own = {id(noeud): _card(noeud, contexte) for noeud in nodes}
    formation, action = nodes[:2]
    whole = _sum([own[id(formation)], _below(action, own)])
    by_id = {noeud.id: _below(noeud, own) for noeud in nodes if noeud.id}
    for noeud in nodes:
        # A card knows the one above and those below it: such circles would stay until the garbage collector comes by.
        noeud.enfants.clear()
    return Rapport(whole.manques, whole.requis, whole.presents, whole.recapitulatif, by_id)


def _card(noeud: Noeud, contexte: Contexte) -> Bilan:
    """The report of one card alone."""
    required = [row for row in _EXIGENCES[noeud.fiche] if row.applies(noeud, contexte)]
    missing = [row for row in required if row.champ not in noeud]
    manques = [
        _manque(noeud, row.champ, row.code, Gravite.BLOQUANT, row.message(noeud, contexte), row.source)
        for row in missing
    ]
    absent = {row.champ for row in missing}
    for rule in _REGLES[noeud.fiche]:
        message = None if rule.champ in absent else rule.trouve(noeud, contexte)
        if message is not None:
            manques.append(_manque(noeud, rule.champ, rule.code, rule.gravite, message, rule.source))
    alone = Bilan(tuple(manques), len(required), len(required) - len(missing))
    return replace(alone, recapitulatif=(_line(noeud, alone),))


def _line(noeud: Noeud, alone: Bilan) -> Ligne:
    return Ligne(
        noeud.id,
        noeud.path,
        noeud.fiche.value,
        wording(noeud),
        alone.pourcentage,
        len(alone.bloquants),
        len(alone.conseils),
    )


def _manque(noeud: Noeud, champ: str | None, code: str, gravite: Gravite, message: str, source: str) -> Manque:
    path = noeud.path if champ is None else (*noeud.path, champ)
    return Manque(noeud.id, path, champ, code, gravite, message, source)


def _below(noeud: Noeud, own: dict[int, Bilan]) -> Bilan:
    """A card and every card below it."""
    return _sum([own[id(noeud)], *(_below(child, own) for child in noeud.enfants)])


def _sum(bilans: list[Bilan]) -> Bilan:
    return Bilan(
        tuple(manque for bilan in bilans for manque in bilan.manques),
        sum(bilan.requis for bilan in bilans),
        sum(bilan.presents for bilan in bilans),
        tuple(line for bilan in bilans for line in bilan.recapitulatif),
    )
