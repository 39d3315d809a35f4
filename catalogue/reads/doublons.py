"""The probable duplicates of an action among what is online or being examined (R25)."""

import datetime
from collections import defaultdict
from typing import Any

from tortoise.expressions import Q

from catalogue.documents import Document
from catalogue.documents.identity import code_fas
from catalogue.models import Session
from catalogue.rules.doublons import Jumeau, Trait, jumeaux
from catalogue.vocabulary import Diffusion, EtatDossier

_COLUMNS = (
    "numero",
    "action_id",
    "action__formation_id",
    "site_lieu_id",
    "modalite_enseignement",
    "date_debut",
    "date_fin",
    "duree_centre",
    "duree_entreprise",
    "dispositifs__type_id",
)
_EXAMINED = (EtatDossier.SOUMISE, EtatDossier.EN_ATTENTE_DE_REPONSES)


async def doublons(document: Document) -> list[Jumeau]:
    """The twins of the sessions of a document. One statement."""
    header, action = document["formation"], document["action"]
    own = [_of_document(session, action["numero"]) for session in action["sessions"]]
    places = {one.site_lieu for one in own if one.site_lieu is not None}
    site = action["siteDispensateur"]
    if site is None or not places:
        return jumeaux(own, ())
    certification = header["certification"]
    same = (
        Q(action__formation__certification_id=certification["codeCertifinfo"])
        if certification
        else Q(action__formation_id=header["numero"])
    )
    rows = (
        await Session.filter(
            same,
            Q(action__diffusion=Diffusion.PUBLIEE) | Q(action__dossier__in=_EXAMINED),
            action__site_dispensateur_id=site["numero"],
            site_lieu_id__in=places,
        )
        .exclude(action_id=action["numero"])
        .order_by("numero")
        .values_list(*_COLUMNS)
    )
    return jumeaux(own, _of_rows(rows))


def _of_document(session: dict[str, Any], action: int) -> Trait:
    place = session["siteLieu"]
    return Trait(
        code=session["code"],
        action=action,
        site_lieu=place["numero"] if place else None,
        modalite=session["modaliteEnseignement"],
        date_debut=_day(session["dateDebut"]),
        date_fin=_day(session["dateFin"]),
        heures=_hours(session["dureeCentre"], session["dureeEntreprise"]),
        dispositifs=frozenset(dispositif["type"]["code"] for dispositif in session["dispositifs"]),
    )


def _of_rows(rows: Any) -> list[Trait]:
    """One trait for each session; its rows differ by the dispositif."""
    kinds: dict[int, set[str]] = defaultdict(set)
    first: dict[int, tuple[Any, ...]] = {}
    for row in rows:
        first.setdefault(row[0], row)
        if row[-1] is not None:
            kinds[row[0]].add(row[-1])
    return [
        Trait(
            code=code_fas(formation, action, numero),
            action=action,
            site_lieu=place,
            modalite=modalite,
            date_debut=debut,
            date_fin=fin,
            heures=_hours(centre, entreprise),
            dispositifs=frozenset(kinds[numero]),
        )
        for numero, action, formation, place, modalite, debut, fin, centre, entreprise, _ in first.values()
    ]


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _hours(centre: int | None, entreprise: int | None) -> int | None:
    return None if centre is None and entreprise is None else (centre or 0) + (entreprise or 0)
