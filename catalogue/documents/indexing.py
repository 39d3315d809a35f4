"""A document spread out for filters: one flat row and some terms for each of its sessions."""

import datetime
from collections.abc import Iterator
from typing import Any

from catalogue.documents.canonical import Document
from catalogue.models import OffrePubliee, OffreTerme
from catalogue.rules.texts import mots

# A session without a date has this one in the index: it is never active and falls out of every range of dates.
UNKNOWN_DAY = datetime.date(1, 1, 1)

_TERM_LENGTH = 120
_CARDS = {
    "Organisme": ("organismeResponsable",),
    "Site": ("siteLieu",),
    "Referent": ("referentHandicap", "referentMobilite", "referentPrf"),
}


def index_rows(document: Document) -> list[OffrePubliee]:
    """The flat rows of the document's sessions, not saved."""
    header, action = document["formation"], document["action"]
    certification = header["certification"] or {}
    niveau = header["niveauSortie"] or {}
    return [
        OffrePubliee(
            session=session["numero"],
            action=action["numero"],
            formation=header["numero"],
            siret=header["organisme"]["siret"],
            siret_responsable=(session["organismeResponsable"] or {}).get("siret"),
            certification=certification.get("codeCertifinfo"),
            code_rncp=certification.get("codeRncp"),
            type_certification=(certification.get("type") or {}).get("code"),
            niveau_europeen=niveau.get("niveauEuropeen"),
            niveau_francais=niveau.get("code"),
            date_debut=_day(session["dateDebut"]),
            date_fin=_day(session["dateFin"]),
            entrees_sorties=session["entreesSorties"],
            modalite_enseignement=session["modaliteEnseignement"],
            recrutement=session["recrutement"],
            **_place(session["siteLieu"]),
        )
        for session in action["sessions"]
    ]


def index_terms(document: Document) -> list[OffreTerme]:
    """The terms of the document's sessions, not saved.

    Words are prefixed by their kind; codes also end with `;` so that `8` never finds `80`.
    """
    header, action = document["formation"], document["action"]
    certification = header["certification"] or {}
    shared = {f"mot:{mot}" for mot in mots(f"{header['intitule'] or ''} {action['complementIntitule'] or ''}")}
    shared |= {f"formacode:{formacode['code']};" for formacode in header["formacodes"]}
    for nom in certification.get("certificateurs", []):
        shared |= {f"certificateur:{mot}" for mot in mots(nom)}
    shared |= set(_cards(header, action))
    return [
        OffreTerme(terme=term[:_TERM_LENGTH], session=session["numero"])
        for session in action["sessions"]
        for term in sorted(shared | set(_own_terms(session)))
    ]


def card_term(kind: str, numero: int) -> str:
    """The term of the sessions whose document shows a card of the directory."""
    return f"carte:{kind}:{numero};"


def _cards(header: dict[str, Any], action: dict[str, Any]) -> Iterator[str]:
    """The cards of the directory that a whole document shows: changing one must find every document with it."""
    yield card_term("Organisme", header["organisme"]["numero"])
    if action["siteDispensateur"]:
        yield card_term("Site", action["siteDispensateur"]["numero"])
    for session in action["sessions"]:
        for kind, names in _CARDS.items():
            yield from (card_term(kind, session[name]["numero"]) for name in names if session[name])


def _own_terms(session: dict[str, Any]) -> Iterator[str]:
    for dispositif in session["dispositifs"]:
        yield f"dispositif:{dispositif['type']['code']};"
        yield f"noeud:Dispositif:{dispositif['numero']};"


def _place(site: dict[str, Any] | None) -> dict[str, Any]:
    if site is None:
        return {}
    commune = site["commune"]
    return {
        "site_lieu": site["numero"],
        "commune": commune["codeInsee"],
        "departement": commune["departement"]["code"],
        "region": commune["departement"]["region"],
        "latitude": site["latitude"],
        "longitude": site["longitude"],
    }


def _day(text: str | None) -> datetime.date:
    return datetime.date.fromisoformat(text) if text else UNKNOWN_DAY
